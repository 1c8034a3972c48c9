/** Closes and reopens rounds. A closed round keeps its form as it was, so that its figures never change. */
import { randomUUID } from 'node:crypto';
import { RefusedError } from '../errors';
import { type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { replace, retryOnConflict, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { closed, reopened, type Round } from './round';
import { openGates, passGate, readGates } from './gate';
import { loadForm, readRound, type RoundName, roundPartition } from './round-store';
import { writeSnapshot } from './snapshot';

export interface RoundAct extends RoundName {
  /** A person's id, or `schedule`. */
  readonly by: string;
  readonly reason?: string;
}

/**
 * Locks the replies, keeps the form and puts the closing digest into the outbox. Repeatable after a crash.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-programme`.
 */
export async function closeRound(store: EntityStore, act: RoundAct, now: Date): Promise<Round> {
  return retryOnConflict(async () => {
    const row = await existing(store, act);
    const snapshot = randomUUID();
    const next = closed(row.value, eventOf(act, now), snapshot);
    const form = await loadForm(store, row.value);
    if (!form) throw new RefusedError('unknown-programme', { programme: act.programmeId });
    await writeSnapshot(store, act, snapshot, form);
    const step = `closing-${now.toISOString()}`;
    const digests = digestMessages(form.programme, act.period, step).map((message) => enqueue(message, now));
    const gates = (await readGates(store, act)).map(passGate);
    await store.commit(roundPartition(act), [replace(row, next), ...gates, ...digests]);
    return next;
  }, 20);
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
    // A round of the past that was loaded as closed never had gates.
    const gates = (await readGates(store, act)).length > 0 ? [] : openGates();
    await store.commit(roundPartition(act), [replace(row, next), ...gates]);
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
    key: `${programme.id}|${period}|${channel}|digest-${step}-${language}`,
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
