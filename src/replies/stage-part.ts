/** What of a goal a person is asked for now, in a round with stages. Pure. */
import { type Field, type Goal } from '../goals/schema';
import { firstStageFields } from '../goals/stages/first-stage';
import { type Round, type RoundStage } from '../rounds/round';
import { completeness, type GivenAnswers } from './reply';

/**
 * `first`: due in the first stage. `later`: waits for others' parts, which are due first. `last`: no longer waits, since
 * those are in or their stage is over.
 */
export interface StagePart {
  readonly part: 'first' | 'later' | 'last';
  /** The fields that the person is asked for now: of the last part those not answered in the first stage, until it is in. */
  readonly fields: readonly Field[];
  /** Which of the person's fields those are: those of the first stage, or the rest. Default: all */
  readonly only?: OnlyStage;
}

export const onlyStages = ['first', 'rest'] as const;
export type OnlyStage = (typeof onlyStages)[number];

/**
 * `undefined` if the round has no stages, if no part of the goal waits for another, or if the person is asked for all of
 * it at once, as whoever answers for all that is due first.
 * @param held the fields that the person may answer
 */
export function stagePart(
  goal: Goal,
  held: readonly Field[],
  answers: GivenAnswers,
  { stage }: Pick<Round, 'stage'>,
): StagePart | undefined {
  const first = stage ? firstStageFields(goal, stage.of) : [];
  if (!stage || first.length === 0) return undefined;
  const own = fieldsOfStage(goal, held, stage, 'first');
  if (stage.passed !== undefined || isIn(goal, first, answers)) return lastPart(goal, held, own, answers);
  if (own.length === held.length) return { part: 'first', fields: held, only: 'first' };
  if (!waitsForOthers(goal, held, stage)) return undefined;
  return own.length === 0 ? { part: 'later', fields: held } : { part: 'first', fields: own, only: 'first' };
}

/** Whether a person's rest of a goal waits for the first parts of others. @param held the fields that the person may answer */
export function waitsForOthers(goal: Goal, held: readonly Field[], stage: Pick<RoundStage, 'of'>): boolean {
  const own = fieldsOfStage(goal, held, stage, 'first');
  return own.length < held.length && own.length < firstStageFields(goal, stage.of).length;
}

/** Whoever has answered in the first stage is asked only for the rest, and can change everything once that is in. */
function lastPart(
  goal: Goal,
  held: readonly Field[],
  own: readonly Field[],
  answers: GivenAnswers,
): StagePart | undefined {
  const rest = held.filter((field) => !own.includes(field));
  if (rest.length === 0) return undefined;
  const asksRest =
    own.length > 0 &&
    completeness(own, answers, goal.fields) === 'answered' &&
    completeness(rest, answers, goal.fields) !== 'answered';
  return asksRest ? { part: 'last', fields: rest, only: 'rest' } : { part: 'last', fields: held };
}

/** Those of a person's fields that are due in the first stage, or the rest of them. */
export function fieldsOfStage(
  goal: Goal,
  held: readonly Field[],
  { of }: Pick<RoundStage, 'of'>,
  only: OnlyStage,
): Field[] {
  const first = new Set(firstStageFields(goal, of).map(({ id }) => id));
  return held.filter(({ id }) => first.has(id) === (only === 'first'));
}

/** Whether everything that is due first is answered. */
export function isFirstStageIn(goal: Goal, answers: GivenAnswers, stage: RoundStage): boolean {
  return isIn(goal, firstStageFields(goal, stage.of), answers);
}

function isIn(goal: Goal, first: readonly Field[], answers: GivenAnswers): boolean {
  return completeness(first, answers, goal.fields) === 'answered';
}
