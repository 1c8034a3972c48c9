/** What changed: goal by goal against the previous period, and as counts since the last digest. Pure. */
import { type SupportFlag } from '../goals/judging/support';
import { type Light } from '../goals/schema';
import { asksSupport, type GoalRef, isColour, rank, type Standing } from './standings';

/** A goal whose light differs from the previous period's. */
export interface LightChange extends GoalRef {
  readonly from: Light;
  readonly to: Light;
  /** The attainment that the figures gave in each period (0–100), if they gave any. */
  readonly fromPercent?: number;
  readonly toPercent?: number;
}

/** A goal with tasks that do not proceed, whatever its light is. */
export interface SupportGoal extends GoalRef {
  readonly light: Light;
  readonly support: SupportFlag;
}

/** Light is compared with light and flag with flag, and only where both periods were assessed. */
export interface PeriodChanges {
  /** Every fall, including from green to yellow. */
  readonly worse: readonly LightChange[];
  readonly better: readonly LightChange[];
  /** Red now, yellow or green in the previous period. */
  readonly newlyRed: readonly LightChange[];
  /** Red now, without a colour in the previous period. */
  readonly firstRed: readonly LightChange[];
  /** Red in both periods. */
  readonly stillRed: readonly LightChange[];
  /** Green now, yellow or red in the previous period. */
  readonly greenAgain: readonly LightChange[];
  /** Ask for support now and did not in the previous period, when their tasks' states were answered too. */
  readonly newSupport: readonly SupportGoal[];
  /** Ask for support now; in the previous period no state of their tasks was answered. */
  readonly firstSupport: readonly SupportGoal[];
  /** Asked for support in the previous period as well. */
  readonly stillSupport: readonly SupportGoal[];
  /** Have a colour, and had none in the previous period. */
  readonly firstAssessed: number;
}

/** Every goal by its id. */
export type Earlier = Pick<ReadonlyMap<string, Standing>, 'get'>;

export function byId(standings: readonly Standing[]): ReadonlyMap<string, Standing> {
  return new Map(standings.map((standing) => [standing.id, standing]));
}

/** @param earlier the previous period; empty if there is none */
export function changesAgainst(earlier: Earlier, now: readonly Standing[]): PeriodChanges {
  const changes: Collected = {
    ...{ worse: [], better: [], newlyRed: [], firstRed: [], stillRed: [], greenAgain: [] },
    ...{ newSupport: [], firstSupport: [], stillSupport: [], firstAssessed: 0 },
  };
  for (const standing of now) {
    const before = earlier.get(standing.id);
    collectSupport(changes, before, standing);
    if (!isColour(standing.light)) continue;
    if (before && isColour(before.light)) {
      collectLight(changes, before, standing);
      continue;
    }
    changes.firstAssessed++;
    if (standing.light === 'red')
      changes.firstRed.push(changeOf(standing, before?.light ?? 'not-answered', 'red', before?.percent));
  }
  return changes;
}

type Collected = {
  -readonly [K in keyof PeriodChanges]: PeriodChanges[K] extends readonly (infer T)[]
    ? T[]
    : PeriodChanges[K];
};

/** The goal has a colour in both periods. */
function collectLight(changes: Collected, before: Standing, standing: Standing): void {
  const { light } = standing;
  const change = changeOf(standing, before.light, light, before.percent);
  if (rank(light) < rank(before.light)) changes.worse.push(change);
  if (rank(light) > rank(before.light)) changes.better.push(change);
  if (light === 'red') changes[before.light === 'red' ? 'stillRed' : 'newlyRed'].push(change);
  if (light === 'green' && before.light !== 'green') changes.greenAgain.push(change);
}

function collectSupport(changes: Collected, before: Standing | undefined, standing: Standing): void {
  const { id, code, title, unit, light, support } = standing;
  if (!support || !asksSupport(standing)) return;
  const list = !before?.support ? 'firstSupport' : asksSupport(before) ? 'stillSupport' : 'newSupport';
  changes[list].push({ id, code, title, unit, light, support });
}

/** Copies property by property, as `standingOf` does: spreading takes several times the memory. */
function changeOf(standing: Standing, from: Light, to: Light, fromPercent?: number): LightChange {
  const { id, code, title, unit, percent } = standing;
  const change: { -readonly [K in keyof LightChange]: LightChange[K] } = { id, code, title, unit, from, to };
  if (fromPercent !== undefined) change.fromPercent = fromPercent;
  if (percent !== undefined) change.toPercent = percent;
  return change;
}

/** Goals whose owner's light (`to`) differs from the computed one (`from`). A check for coordinators. */
export function differing(standings: readonly Standing[]): LightChange[] {
  return standings.flatMap((standing) => {
    const { computed, own } = standing;
    return isColour(computed) && isColour(own) && computed !== own ? [changeOf(standing, computed, own)] : [];
  });
}

/** Numbers of goals; a partly answered goal counts as not answered at both moments. */
export interface Moves {
  readonly answered: number;
  /** Red, and had another colour. */
  readonly turnedRed: number;
  /** Yellow, and were green. */
  readonly fellToYellow: number;
  /** Yellow or green, and were red. */
  readonly recovered: number;
  /** Ask for support, and did not when their tasks' states were answered before. */
  readonly newSupport: number;
}

/**
 * The moves from one moment of a round to a later one. A goal that was not answered at the first moment is compared
 * with the previous period; without a colour there it turns neither way.
 */
export function movesSince(then: Earlier, now: readonly Standing[], earlier: Earlier): Moves {
  const moves = { answered: 0, turnedRed: 0, fellToYellow: 0, recovered: 0, newSupport: 0 };
  for (const standing of now) {
    const inRound = then.get(standing.id);
    if (standing.completeness === 'answered' && inRound?.completeness !== 'answered') moves.answered++;
    const before = inRound && inRound.light !== 'not-answered' ? inRound : earlier.get(standing.id);
    if (!before) continue;
    if (before.support && asksSupport(standing) && !asksSupport(before)) moves.newSupport++;
    const move = moveOf(before.light, standing.light);
    if (move) moves[move]++;
  }
  return moves;
}

function moveOf(from: Light, to: Light): 'turnedRed' | 'fellToYellow' | 'recovered' | undefined {
  if (!isColour(from) || !isColour(to) || from === to) return undefined;
  if (to === 'red') return 'turnedRed';
  if (from === 'red') return 'recovered';
  return to === 'yellow' ? 'fellToYellow' : undefined;
}
