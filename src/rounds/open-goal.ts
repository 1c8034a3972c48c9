import { RefusedError } from '../errors';
import { isAskedOf } from '../goals/answers/asked-fields';
import { type Goal, type Programme } from '../goals/schema';
import { type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { readGate } from './close-guard';
import { type Round, takesRepliesAt } from './round';
import { loadGoalOfRound, readRound, type RoundName } from './round-store';

/** A goal of an open round, and the gate that every change to its answers passes. */
export interface OpenGoal {
  readonly programme: Programme;
  readonly goal: Goal;
  readonly gate: Row<object>;
  readonly round: Row<Round>;
}

export interface GoalName extends RoundName {
  readonly goalId: string;
}

/** @throws RefusedError `unknown-round`, `round-discarded`, `round-not-open`, `unknown-goal`. */
export async function loadOpenGoal(store: EntityStore, name: GoalName, now: Date): Promise<OpenGoal> {
  // The gate is read before anything else, so that any change after this makes the commit fail.
  return openGoalBehind(store, await readGate(store, name, name.goalId), name, now);
}

/** For callers that have read the gate and read more in parallel. @throws as loadOpenGoal */
export async function openGoalBehind(
  store: EntityStore,
  gate: Row<object> | undefined,
  name: GoalName,
  now: Date,
): Promise<OpenGoal> {
  const [round, found] = await Promise.all([
    readRound(store, name),
    loadGoalOfRound(store, name, name.goalId),
  ]);
  if (round?.value.discarded) throw new RefusedError('round-discarded', { period: name.period });
  if (!round || !gate) throw new RefusedError('unknown-round');
  if (!takesRepliesAt(round.value, now)) throw new RefusedError('round-not-open', { period: name.period });
  if (!found || !isAskedOf(found.goal, found.programme)) throw new RefusedError('unknown-goal');
  return { ...found, gate, round };
}
