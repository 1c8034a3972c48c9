/** The rounds in which messages may wait, checked every few seconds. */
import { isSentFrom, sentSince } from '../rounds/round';
import { listRoundNames, readRounds, type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

/** Partitions of rounds known to be long closed, which most rounds are. Skipping them saves reads, which cost money. */
export type QuietRounds = Set<string>;

/**
 * Rounds that are open, or were closed or taken back in the last fortnight, since messages of older ones are of no use.
 * Messages of a round whose opening was interrupted wait until it is opened.
 * @param quiet rounds that are not read again until it is emptied, so a reopened one is found only then
 */
export async function sendableRounds(
  store: EntityStore,
  now: Date,
  quiet: QuietRounds,
): Promise<RoundName[]> {
  const names = await listRoundNames(store);
  const rounds = await readRounds(
    store,
    names.filter((name) => !name.settled && !quiet.has(roundPartition(name))),
  );
  const sendable = new Set(rounds.filter((round) => isSentFrom(round, now)).map(roundPartition));
  for (const round of rounds)
    if (round.status === 'closed' && !sendable.has(roundPartition(round))) quiet.add(roundPartition(round));
  const since = sentSince(now);
  return names.filter((name) =>
    name.settled ? name.settled.closedAt >= since : sendable.has(roundPartition(name)),
  );
}
