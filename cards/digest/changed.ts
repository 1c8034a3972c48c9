/** What changed since the previous period, and what is still red. Pure. */
import { type Digest, type LightChange } from '../../src/digest/digest';
import { falls, furthest, mostNamed, rises, supportGoals } from '../../src/digest/named';
import { worstFirst } from '../parts/goals/divisions';
import { goalText, plainGoalText } from '../parts/goals/figures';
import { byState } from '../parts/goals/lists';
import { shortenWords } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { isComparable } from './head';
import { redsToHelp } from './help';

export interface Changed {
  /** Our own text; missing if nothing can be compared. */
  readonly title?: string;
  readonly lines: readonly string[];
}

/** The falls, the rises, and the goals that stayed red. */
export function changedOf(digest: Digest, wording: Wording): Changed {
  const { worse, better, previousPeriod } = digest;
  const moved = worse.length + better.length > 0;
  const isCompared = previousPeriod !== undefined && (moved || isComparable(digest));
  const title = isCompared && wording.text('digest.changedSince', { period: wording.period(previousPeriod) });
  return {
    ...(title !== false && { title }),
    lines: [
      ...(isCompared && !moved ? [wording.text('digest.noChanges')] : []),
      ...moveLine('digest.worse', unnamedFalls(digest), digest, wording),
      ...moveLine('digest.better', rises(digest), digest, wording),
      ...redLines(digest, wording),
    ],
  };
}

/** If no goal asks for support, those that turned red are named as such already. */
function unnamedFalls(digest: Digest): readonly LightChange[] {
  const named = supportGoals(digest).length > 0 ? [] : redsToHelp(digest).slice(0, mostNamed);
  return falls(digest).filter(({ id }) => !named.some((goal) => goal.id === id));
}

type MoveKey = 'digest.worse' | 'digest.better';

/** "↓ 2 heikkeni: TAL-3 ▲ 100 → 60 %, …" */
function moveLine(key: MoveKey, goals: readonly LightChange[], digest: Digest, wording: Wording): string[] {
  if (goals.length === 0) return [];
  return [wording.text(key, { count: goals.length, ...named(goals, digest, goalText, wording) })];
}

/** Red goals are listed above if they turned red; in a programme of states they are what needs help. */
function redLines(digest: Digest, wording: Wording): string[] {
  const { stillRed, firstRed, previousPeriod } = digest;
  if (byState(digest)) return mostRed(digest, wording);
  const line = (key: 'digest.stillRed' | 'digest.firstRed' | 'digest.red', goals: readonly LightChange[]) =>
    goals.length === 0
      ? []
      : [
          wording.text(key, {
            count: goals.length,
            ...named(furthest(goals), digest, plainGoalText, wording),
          }),
        ];
  return [
    ...line('digest.stillRed', stillRed),
    ...line(previousPeriod === undefined ? 'digest.red' : 'digest.firstRed', firstRed),
  ];
}

/** "■ Eniten punaisia: 1. Palvelurakenne 3/13, 6. Tiedolla johtaminen 2/6". */
function mostRed({ divisions }: Digest, wording: Wording): string[] {
  const shown = worstFirst(divisions)
    .filter(({ lights }) => lights.red > 0)
    .slice(0, 2);
  if (shown.length === 0) return [];
  const names = shown.map(({ division, lights }) => {
    const all = Object.values(lights).reduce((sum, count) => sum + count, 0);
    return `${shortenWords(wording.of(division), 30)} ${lights.red}/${all}`;
  });
  return [wording.text('digest.mostRed', { divisions: names.join(', ') })];
}

/** `rest`: how many goals are not named; the buttons lead to them. */
function named(goals: readonly LightChange[], digest: Digest, textOf: typeof goalText, wording: Wording) {
  const facts = new Map(digest.facts.map((each) => [each.id, each]));
  const shown = goals.slice(0, mostNamed).map((goal) => textOf(goal, facts.get(goal.id), wording));
  return { goals: shown.join(', '), rest: goals.length - shown.length };
}
