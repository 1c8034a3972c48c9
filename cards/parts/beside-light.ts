/** The lines beside a goal's light. Pure. */
import { type GoalLight } from '../../src/goals/judging/light';
import { type SupportFlag } from '../../src/goals/judging/support';
import { shorten } from './shorten';
import { shownLight, supportFlagText } from './light-marks';
import { type Wording } from './wording';

/** How much is shown of what support is needed: tasks, and characters per text and task. */
const shownWanted = { tasks: 3, text: 120, task: 40 } as const;

/** Whether the target is kept, tasks that ask for support and what they need, the owner's reason and differing light. */
export function besideLight(
  { light, own, reason, support, kept }: Pick<GoalLight, 'light' | 'own' | 'reason' | 'support' | 'kept'>,
  wording: Wording,
): string[] {
  return [
    ...(kept === undefined ? [] : [wording.text(kept ? 'light.kept' : 'light.notKept')]),
    ...(support && support.asking > 0 ? [supportFlagText(support, wording)] : []),
    ...(support ? wantedTexts(support, wording) : []),
    ...(reason === undefined ? [] : [wording.text('light.reason', { reason: shorten(reason, 200) })]),
    ...(own === undefined || own === light
      ? []
      : [wording.text('drill.ownWord', { light: shownLight(own, wording) })]),
  ];
}

/** "Tarvittava tuki (Omahoito): kaksi hoitajaa, Aino Virtanen, 1.3.": the task is named if the goal has several. */
function wantedTexts({ wanted = [], of }: SupportFlag, wording: Wording): string[] {
  const lines = wanted.slice(0, shownWanted.tasks).map(({ task, text: typed }) => {
    const text = shorten(typed, shownWanted.text);
    return task && of > 1
      ? wording.text('light.wantedFor', { task: shorten(wording.of(task), shownWanted.task), text })
      : wording.text('light.wanted', { text });
  });
  const rest = wanted.length - lines.length;
  return rest > 0 ? [...lines, wording.text('digest.more', { count: rest })] : lines;
}
