/** The lines beside a goal's light. Pure. */
import { type GoalLight } from '../../src/goals/judging/light';
import { shorten } from './shorten';
import { shownLight, supportFlagText } from './light-marks';
import { type Wording } from './wording';

/** Whether the target is kept, tasks that ask for support, the owner's reason, and an owner who judges differently. */
export function besideLight(
  { light, own, reason, support, kept }: Pick<GoalLight, 'light' | 'own' | 'reason' | 'support' | 'kept'>,
  wording: Wording,
): string[] {
  return [
    ...(kept === undefined ? [] : [wording.text(kept ? 'light.kept' : 'light.notKept')]),
    ...(support && support.asking > 0 ? [supportFlagText(support, wording)] : []),
    ...(reason === undefined ? [] : [wording.text('light.reason', { reason: shorten(reason, 200) })]),
    ...(own === undefined || own === light
      ? []
      : [wording.text('drill.ownWord', { light: shownLight(own, wording) })]),
  ];
}
