/** What of a goal a person is asked for now, in a round with stages. Pure. */
import { type Field, type Goal } from '../../goals/schema';
import { firstStageFields } from '../../goals/stages/first-stage';
import { type Round } from '../../rounds/round';
import { completeness, type GivenAnswers } from '../reply';

/**
 * `first`: due in the first stage. `later`: waits for others' parts, which are due first. `last`: no longer waits, since
 * those are in or their stage is over.
 */
export interface StagePart {
  readonly part: 'first' | 'later' | 'last';
  /** The fields that the person is asked for now. */
  readonly fields: readonly Field[];
}

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
  const own = firstOf(first, held);
  if (stage.passed !== undefined || isIn(goal, first, answers))
    return own.length < held.length ? { part: 'last', fields: held } : undefined;
  if (own.length === held.length) return { part: 'first', fields: held };
  if (own.length === 0) return { part: 'later', fields: held };
  return own.length === first.length ? undefined : { part: 'first', fields: own };
}

/** Whether everything that is due first is answered. */
export function isFirstStageIn(
  goal: Goal,
  answers: GivenAnswers,
  stage: NonNullable<Round['stage']>,
): boolean {
  return isIn(goal, firstStageFields(goal, stage.of), answers);
}

function isIn(goal: Goal, first: readonly Field[], answers: GivenAnswers): boolean {
  return completeness(first, answers, goal.fields) === 'answered';
}

function firstOf(first: readonly Field[], held: readonly Field[]): Field[] {
  const ids = new Set(first.map(({ id }) => id));
  return held.filter(({ id }) => ids.has(id));
}
