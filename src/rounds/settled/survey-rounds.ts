/** What a tick reads of rounds: the whole index, and the rounds that have no mark in it. */
import { type Row } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { type Round } from '../round';
import { indexPartition, type ListedRound, readRound } from '../round-store';

/** A round and its entry in the index, which was read before it. */
export interface LookedAt {
  readonly listed: Row<ListedRound>;
  readonly round: Row<Round>;
}

export interface Survey {
  /** Rounds without a mark, in the order of the index. */
  readonly looked: readonly LookedAt[];
  /** Index keys of the rounds with one. */
  readonly settled: ReadonlySet<string>;
}

/** Takes one query, and one request per round without a mark. */
export async function surveyRounds(store: EntityStore): Promise<Survey> {
  const settled = new Set<string>();
  const others: Row<ListedRound>[] = [];
  for await (const entity of store.range(indexPartition)) {
    const listed = entity as unknown as Row<ListedRound>;
    if (listed.value.settled) settled.add(listed.key);
    else others.push(listed);
  }
  const looked = others.map(async (listed) => {
    const round = await readRound(store, listed.value);
    return round ? [{ listed, round }] : [];
  });
  return { looked: (await Promise.all(looked)).flat(), settled };
}
