/** The goals that a digest names, as lines. Pure. */
import { type Digest, type LightChange, type RedGoal } from '../src/digest/digest';
import { type DigestLimits } from './digest-limits';
import { shownLight } from './light-marks';
import { shorten } from './shorten';
import { type StringKey } from './strings';
import { type Wording } from './wording';

export interface GoalList {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Those without a goal are left out. */
export function goalLists(digest: Digest, limits: DigestLimits, wording: Wording): GoalList[] {
  const red = (goal: RedGoal) => redText(goal, limits, wording);
  const change = (goal: LightChange) => changeText(goal, limits, wording);
  const list = (title: StringKey, lines: readonly string[]) => listOf(title, lines, limits, wording);
  return [
    list(
      'digest.newlyRed',
      digest.newlyRed.map((goal) => own(change(goal), goal, wording)),
    ),
    // Before there is anything to compare with, a red goal is simply red.
    list(digest.previousPeriod === undefined ? 'digest.red' : 'digest.firstRed', digest.firstRed.map(red)),
    list('digest.stillRed', digest.stillRed.map(red)),
    list('digest.greenAgain', digest.greenAgain.map(change)),
    list('digest.differing', digest.differing.map(change)),
  ].flat();
}

function listOf(
  title: StringKey,
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

function redText(goal: RedGoal, { name }: DigestLimits, wording: Wording): string {
  const title = shorten(wording.of(goal.title), name);
  return own(`${goal.code} ${title}: ${shownLight('red', wording)}`, goal, wording);
}

function own(text: string, { isOwnWord }: RedGoal, wording: Wording): string {
  return isOwnWord ? `${text} ${wording.text('digest.ownWord')}` : text;
}
