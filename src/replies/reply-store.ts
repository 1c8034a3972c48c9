/** Storage of replies: in their round's partition, the current one by goal and every version in the history. */
import { earlierRounds, readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { insert, put, readRow, readValues, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type Reply } from './reply';

const replyKey = (goalId: string) => `reply|${goalId}`;
const historyKey = (goalId: string, version: number) =>
  `history|${goalId}|${String(version).padStart(6, '0')}`;

export function readReply(
  store: EntityStore,
  name: RoundName,
  goalId: string,
): Promise<Row<Reply> | undefined> {
  return readRow<Reply>(store, roundPartition(name), replyKey(goalId));
}

export async function loadReplies(store: EntityStore, name: RoundName): Promise<Map<string, Reply>> {
  const replies = await readValues<Reply>(store, roundPartition(name), withPrefix(replyKey('')));
  return new Map(replies.map((reply) => [reply.goalId, reply]));
}

/** The versions of one goal's reply from `first` on, oldest first. */
export function loadHistory(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  first = 1,
): Promise<Reply[]> {
  const all = withPrefix(`history|${goalId}|`);
  return readValues<Reply>(store, roundPartition(name), { ...all, from: historyKey(goalId, first) });
}

/** The reply at a version; `undefined` for version 0 and for versions that never existed. */
export async function readVersion(
  store: EntityStore,
  name: RoundName & { readonly goalId: string },
  version: number,
  current: Reply | undefined,
): Promise<Reply | undefined> {
  if (version === current?.version) return current;
  if (version < 1) return undefined;
  return (await readRow<Reply>(store, roundPartition(name), historyKey(name.goalId, version)))?.value;
}

/** The changes of one new version: the current reply and its history row, for one commit. */
export function replyChanges(current: Row<Reply> | undefined, next: Reply): Change[] {
  return [put(current, replyKey(next.goalId), next), insert(historyKey(next.goalId, next.version), next)];
}

/** The replies at a moment (ISO 8601, UTC): each goal's last version up to then. */
export async function loadRepliesAt(
  store: EntityStore,
  name: RoundName,
  moment: string,
): Promise<Map<string, Reply>> {
  const versions = await readValues<Reply>(store, roundPartition(name), withPrefix('history|'));
  return new Map(versions.filter(({ at }) => at <= moment).map((reply) => [reply.goalId, reply]));
}

/**
 * Reads the history, which is long, only if a reply that existed at the moment was changed after it.
 * @param known the replies at the moment, or at a later one
 */
export async function repliesAt(
  store: EntityStore,
  name: RoundName,
  moment: string,
  known: ReadonlyMap<string, Reply>,
): Promise<ReadonlyMap<string, Reply>> {
  const later = [...known.values()].filter(({ at }) => at > moment);
  if (later.length === 0) return known;
  if (later.some(({ version }) => version > 1)) return loadRepliesAt(store, name, moment);
  return new Map([...known].filter(([, { at }]) => at <= moment));
}

export interface PreviousReply {
  readonly period: string;
  readonly reply: Reply;
}

/**
 * The goal's reply in the latest closed round before this one.
 * @param known that round's period, if the press has found it for another goal; default: it is looked for
 */
export async function loadPreviousReply(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  known?: string,
): Promise<PreviousReply | undefined> {
  if (known !== undefined) {
    const row = await readReply(store, { programmeId: name.programmeId, period: known }, goalId);
    return row && { period: known, reply: row.value };
  }
  for (const each of await earlierRounds(store, name)) {
    // Read in parallel, since the latest round is nearly always closed.
    const [round, reply] = await Promise.all([readRound(store, each), readReply(store, each, goalId)]);
    if (round?.value.status === 'closed') return reply && { period: each.period, reply: reply.value };
  }
  return undefined;
}
