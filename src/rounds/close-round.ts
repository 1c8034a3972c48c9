/** Closes and reopens rounds. A closed round keeps its form as it was, so that its figures never change. */
import { RefusedError } from '../errors';
import { loadRegister } from '../goals/register';
import { type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { commitInPages, insert, readRows, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { closed, reopened, type Round } from './round';
import { readRound, type RoundName, roundPartition, snapshotKey } from './round-store';

export interface RoundAct extends RoundName {
  /** A person's id, or `schedule`. */
  readonly by: string;
  readonly reason?: string;
}

/**
 * Locks the replies, keeps the form and puts the closing digest into the outbox. Repeatable after a crash.
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function closeRound(store: EntityStore, act: RoundAct, now: Date): Promise<Round> {
  return retryOnConflict(async () => {
    const row = await existing(store, act);
    const register = await loadRegister(store, act.programmeId);
    if (!register) throw new RefusedError('unknown-programme', { programme: act.programmeId });
    const next = closed(row.value, eventOf(act, now), register.programme);
    await writeSnapshot(store, act, register.goals);
    const step = `closing-${now.toISOString()}`;
    const digests = digestMessages(register.programme, act.period, step).map((message) =>
      enqueue(message, now),
    );
    await store.commit(roundPartition(act), [replace(row, next), ...digests]);
    return next;
  });
}

/** @throws RefusedError `unknown-round`, `round-not-closed`, `deadline-in-the-past`. */
export async function reopenRound(
  store: EntityStore,
  act: RoundAct & { readonly deadline: Date },
  now: Date,
): Promise<Round> {
  return retryOnConflict(async () => {
    const row = await existing(store, act);
    const next = reopened(row.value, eventOf(act, now), act.deadline);
    await store.commit(roundPartition(act), [replace(row, next)]);
    return next;
  });
}

/** Puts this step's digests into the outbox and moves the mark in one commit; a step done before is left alone. */
export async function enqueueDigests(
  store: EntityStore,
  programme: Programme,
  period: string,
  step: string,
  now: Date,
): Promise<void> {
  const name = { programmeId: programme.id, period };
  await retryOnConflict(async () => {
    const row = await existing(store, name);
    if (row.value.lastDigest !== undefined && row.value.lastDigest >= step) return;
    const messages = digestMessages(programme, period, step).map((message) => enqueue(message, now));
    await store.commit(roundPartition(name), [replace(row, { ...row.value, lastDigest: step }), ...messages]);
  });
}

function digestMessages(programme: Programme, period: string, step: string): NewMessage[] {
  return programme.channels.map(({ channel, language }) => ({
    key: `${programme.id}|${period}|${channel}|digest-${step}`,
    kind: 'digest',
    recipient: { type: 'channel' as const, channelId: channel },
    data: { programmeId: programme.id, period, language },
  }));
}

async function existing(store: EntityStore, name: RoundName): Promise<Row<Round>> {
  const row = await readRound(store, name);
  if (!row) throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  return row;
}

function eventOf(act: RoundAct, now: Date) {
  return { by: act.by, at: now.toISOString(), ...(act.reason !== undefined && { reason: act.reason }) };
}

async function writeSnapshot(store: EntityStore, name: RoundName, goals: readonly object[]): Promise<void> {
  const partition = roundPartition(name);
  const old: Change[] = [];
  for await (const row of readRows(store, partition, withPrefix('snapshot|')))
    old.push({ type: 'delete', key: row.key, etag: row.etag });
  await commitInPages(store, partition, old);
  await commitInPages(
    store,
    partition,
    goals.map((goal, order) => insert(snapshotKey(order), goal)),
  );
}
