/** What changed: against the last period, goal by goal, and since the last digest, in figures. Pure. */
import { type Light } from '../goals/schema';
import { type GoalRef, isColour, needsHelp, rank, type Standing } from './standings';

/** A goal whose light is another one than in the previous period. */
export interface LightChange extends GoalRef {
  readonly from: Light;
  readonly to: Light;
}

/** A goal that needs help. */
export interface RedGoal extends LightChange {
  readonly to: 'red';
  /** Its figures are not red: those who answer for it say that it does not proceed. */
  readonly isOwnWord: boolean;
}

export interface PeriodChanges {
  readonly worse: readonly LightChange[];
  readonly better: readonly LightChange[];
  /** Need help now and did not in the previous period, in which they had a colour. */
  readonly newlyRed: readonly RedGoal[];
  /** Need help now and had no colour in the previous period. */
  readonly firstRed: readonly RedGoal[];
  /** Needed help in the previous period as well. */
  readonly stillRed: readonly RedGoal[];
  /** Green, and yellow or red in the previous period. */
  readonly greenAgain: readonly LightChange[];
  /** Have a colour, and had none in the previous period. */
  readonly firstAssessed: number;
}

/** Of every goal by its id. */
export type Earlier = Pick<ReadonlyMap<string, Standing>, 'get'>;

export function byId(standings: readonly Standing[]): ReadonlyMap<string, Standing> {
  return new Map(standings.map((standing) => [standing.id, standing]));
}

/** @param earlier the previous period; empty where there is none */
export function changesAgainst(earlier: Earlier, now: readonly Standing[]): PeriodChanges {
  const changes: Collected = {
    ...{ worse: [], better: [], newlyRed: [], firstRed: [], stillRed: [], greenAgain: [] },
    firstAssessed: 0,
  };
  for (const standing of now) {
    if (!isColour(standing.light)) continue;
    const before = earlier.get(standing.id);
    if (before && isColour(before.light)) {
      collect(changes, before, standing);
      continue;
    }
    changes.firstAssessed++;
    if (needsHelp(standing)) changes.firstRed.push(redGoal(before, standing));
  }
  return changes;
}

type Collected = {
  -readonly [K in keyof PeriodChanges]: PeriodChanges[K] extends readonly (infer T)[]
    ? T[]
    : PeriodChanges[K];
};

/** Of a goal with a colour in both periods. */
function collect(changes: Collected, before: Standing, standing: Standing): void {
  const { light } = standing;
  if (rank(light) < rank(before.light)) changes.worse.push(changeOf(standing, before.light, light));
  if (rank(light) > rank(before.light)) changes.better.push(changeOf(standing, before.light, light));
  if (needsHelp(standing))
    changes[needsHelp(before) ? 'stillRed' : 'newlyRed'].push(redGoal(before, standing));
  if (isFine(standing) && !isFine(before)) changes.greenAgain.push(changeOf(standing, before.light, light));
}

/** Written out part by part, as a standing is: what is spread takes several times the memory. */
function changeOf({ id, code, title, unit }: Standing, from: Light, to: Light): LightChange {
  return { id, code, title, unit, from, to };
}

function isFine(standing: Standing): boolean {
  return standing.light === 'green' && !needsHelp(standing);
}

function redGoal(before: Standing | undefined, standing: Standing): RedGoal {
  const { id, code, title, unit, light } = standing;
  return {
    id,
    code,
    title,
    unit,
    from: before?.light ?? 'not-answered',
    to: 'red',
    isOwnWord: light !== 'red',
  };
}

/** Goals whose computed and self-assessed lights differ: from computed, to self-assessed. */
export function differing(standings: readonly Standing[]): LightChange[] {
  return standings.flatMap((standing) => {
    const { computed, selfAssessed } = standing;
    return selfAssessed !== undefined &&
      isColour(computed) &&
      isColour(selfAssessed) &&
      computed !== selfAssessed
      ? [changeOf(standing, computed, selfAssessed)]
      : [];
  });
}

/** Goals counted; what was answered in part at either time is not answered. */
export interface Moves {
  readonly answered: number;
  /** Need help, and had a colour and did not need any. */
  readonly turnedRed: number;
  /** Needed help, and have a colour and do not need any. */
  readonly recovered: number;
}

/**
 * From one moment of a round to a later one. A goal not answered in the round at the first moment stood then as it
 * did in the previous period; without a colour there it turns neither way.
 */
export function movesSince(then: Earlier, now: readonly Standing[], earlier: Earlier): Moves {
  const moves = { answered: 0, turnedRed: 0, recovered: 0 };
  for (const standing of now) {
    const inRound = then.get(standing.id);
    if (standing.completeness === 'answered' && inRound?.completeness !== 'answered') moves.answered++;
    const before = inRound && inRound.light !== 'not-answered' ? inRound : earlier.get(standing.id);
    if (!before || !isColour(before.light) || !isColour(standing.light)) continue;
    if (needsHelp(standing) && !needsHelp(before)) moves.turnedRed++;
    if (!needsHelp(standing) && needsHelp(before)) moves.recovered++;
  }
  return moves;
}
