/** Who is asked what in the five programmes, read from the store, so that tests do not depend on the seeds' details. */
import { type Field, type Goal } from '../../src/goals/schema';
import { type AskedGoal, loadAskedRound } from '../../src/replies/asked-goals';
import { loadRequests, readRound, type RoundName } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';

export interface AskedPerson {
  readonly personId: string;
  readonly goal: Goal;
  readonly fields: readonly Field[];
}

/** Everybody with every goal they were asked about when the round opened, ordered by person id. */
export async function askedPeople(store: EntityStore, round: RoundName): Promise<AskedPerson[]> {
  const opened = new Date((await readRound(store, round))!.value.opens);
  const found: AskedPerson[] = [];
  for (const { personId } of await loadRequests(store, round)) {
    const asked = await loadAskedRound(store, round, personId, opened);
    found.push(...asked!.goals.map(({ goal, fields }: AskedGoal) => ({ personId, goal, fields })));
  }
  return found;
}
