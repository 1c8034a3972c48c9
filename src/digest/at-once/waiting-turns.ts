/** The turns that a person is to be told at once: one row a person, with those that wait for the next message. */
import { peoplePartition } from '../../people/directory';
import { isSameRound, type RoundName } from '../../rounds/round-name';
import { loadRows, put, readRow, replace, retryOnConflict, type Row } from '../../storage/rows';
import { type EntityStore, withPrefix } from '../../storage/store';
import { includes, isOfSameGoal, joined, type Turn } from './turns';

export interface WaitingTurns {
  readonly personId: string;
  /** One a goal, with how it stood before the first of its turns that were not told yet. */
  readonly turns: readonly Turn[];
  /** Those of the latest message, so that what is taken a second time after a crash is not told again. */
  readonly told: readonly Turn[];
}

const prefix = 'at-once|';
export const waitingKey = (personId: string) => prefix + personId;

export function loadWaiting(store: EntityStore): Promise<Row<WaitingTurns>[]> {
  return loadRows<WaitingTurns>(store, peoplePartition, withPrefix(prefix));
}

/** Adding the same again changes nothing. */
export async function addWaiting(
  store: EntityStore,
  personId: string,
  turns: readonly Turn[],
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<WaitingTurns>(store, peoplePartition, waitingKey(personId));
    const { turns: waiting, told } = row?.value ?? { turns: [], told: [] };
    const added = turns.filter((turn) => ![...waiting, ...told].some((each) => includes(each, turn)));
    if (added.length === 0) return;
    const rest = waiting.filter((each) => !added.some((turn) => isOfSameGoal(each, turn)));
    const withEarlier = added.map((turn) => {
      const earlier = waiting.find((each) => isOfSameGoal(each, turn));
      return earlier ? joined(earlier, turn) : turn;
    });
    const next: WaitingTurns = { personId, turns: [...rest, ...withEarlier], told };
    await store.commit(peoplePartition, [put(row, waitingKey(personId), next)]);
  }, 20);
}

/** Those of a round that was taken back: opened again, its replies begin with the first version. */
export async function forgetTurns(store: EntityStore, name: RoundName): Promise<void> {
  const isOther = (turn: Turn) => !isSameRound(turn, name);
  for (const { key } of await loadWaiting(store))
    await retryOnConflict(async () => {
      const row = await readRow<WaitingTurns>(store, peoplePartition, key);
      if (!row || [...row.value.turns, ...row.value.told].every(isOther)) return;
      const { turns, told } = row.value;
      const next = { ...row.value, turns: turns.filter(isOther), told: told.filter(isOther) };
      await store.commit(peoplePartition, [replace(row, next)]);
    }, 20);
}
