/** The rounds in which messages may wait, looked for every few seconds. */
import { type Round, takesReplies } from '../rounds/round';
import { listRoundNames, readRounds, type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

const fortnightMs = 14 * 24 * 3600 * 1000;

/** Partitions of rounds that were seen to be closed for long. They are most of all rounds, and each read is paid for. */
export type QuietRounds = Set<string>;

/**
 * Rounds that are open or were closed in the last fortnight, since messages of older ones are of no use. What waits in
 * a round whose opening was cut off waits until it is opened.
 * @param quiet not read again until it is emptied; one that was reopened meanwhile is found then
 */
export async function sendableRounds(
  store: EntityStore,
  now: Date,
  quiet: QuietRounds,
): Promise<RoundName[]> {
  const names = await listRoundNames(store);
  const rounds = await readRounds(
    store,
    names.filter((name) => !quiet.has(roundPartition(name))),
  );
  const sendable = rounds.filter((round) => isSentFrom(round, now));
  for (const round of rounds)
    if (round.status === 'closed' && !sendable.includes(round)) quiet.add(roundPartition(round));
  return sendable;
}

/** Whether what waits in a round is sent: while it is open, and for a fortnight after its closing. */
export function isSentFrom(round: Round, now: Date): boolean {
  const since = new Date(now.getTime() - fortnightMs).toISOString();
  const closedAt = round.status === 'closed' ? (round.events.at(-1)?.at ?? '') : '';
  return takesReplies(round) || closedAt >= since;
}
