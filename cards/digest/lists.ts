/** The goals that a digest names, as lines. Pure. */
import { type Digest, type LightChange, type SupportGoal } from '../../src/digest/digest';
import { type DigestLimits } from './limits';
import { shownLight, supportFlagText } from '../parts/light-marks';
import { shorten } from '../parts/shorten';
import { type PlainKey } from '../parts/strings';
import { type Wording } from '../parts/wording';

export interface GoalList {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Empty lists are left out. */
export function goalLists(digest: Digest, limits: DigestLimits, wording: Wording): GoalList[] {
  const change = (goal: LightChange) => changeText(goal, limits, wording);
  const support = (goal: SupportGoal) => supportText(goal, limits, wording);
  const list = (title: PlainKey, lines: readonly string[]) => listOf(title, lines, limits, wording);
  return [
    list('digest.newlyRed', digest.newlyRed.map(change)),
    list('digest.newlyYellow', newlyYellow(digest).map(change)),
    // Before there is anything to compare with, a red goal is simply red.
    list(
      digest.previousPeriod === undefined ? 'digest.red' : 'digest.firstRed',
      digest.firstRed.map((goal) => redText(goal, limits, wording)),
    ),
    list(
      'digest.stillRed',
      digest.stillRed.map((goal) => redText(goal, limits, wording)),
    ),
    list('digest.support', supportGoals(digest).map(support)),
    list('digest.greenAgain', digest.greenAgain.map(change)),
    list('digest.differing', digest.differing.map(change)),
  ].flat();
}

/** Goals that fell from green to yellow; those that turned red have their own list. */
export function newlyYellow({ worse }: Pick<Digest, 'worse'>): readonly LightChange[] {
  return worse.filter(({ to }) => to === 'yellow');
}

/** The newest requests first. */
export function supportGoals(digest: Digest): readonly SupportGoal[] {
  return [...digest.newSupport, ...digest.firstSupport, ...digest.stillSupport];
}

function listOf(
  title: PlainKey,
  all: readonly string[],
  { goals }: DigestLimits,
  wording: Wording,
): GoalList[] {
  if (all.length === 0) return [];
  const lines = all.slice(0, goals);
  const rest = all.length - lines.length;
  const more = rest > 0 ? [wording.text('digest.more', { count: rest })] : [];
  return [{ title: `${wording.text(title)} (${wording.number(all.length)})`, lines: [...lines, ...more] }];
}

function changeText(change: LightChange, { name }: DigestLimits, wording: Wording): string {
  return wording.text('digest.change', {
    code: change.code,
    title: shorten(wording.of(change.title), name),
    from: shownLight(change.from, wording),
    to: shownLight(change.to, wording),
  });
}

function redText(goal: LightChange, { name }: DigestLimits, wording: Wording): string {
  return `${goal.code} ${shorten(wording.of(goal.title), name)}: ${shownLight('red', wording)}`;
}

/** "3.2 Asiakasryhmittely: ✋ 2/3 tehtävää ei etene". */
function supportText(
  { code, title, support }: SupportGoal,
  { name }: DigestLimits,
  wording: Wording,
): string {
  return `${code} ${shorten(wording.of(title), name)}: ${supportFlagText(support, wording)}`;
}
