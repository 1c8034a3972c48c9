/** Closes rounds. A closed round keeps what its figures come from, so that they never change. */
import { randomUUID } from 'node:crypto';
import { type Actor, audit, type Audited, schedule } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { isFollowed } from '../people/follows';
import { type Change, type EntityStore } from '../storage/store';
import { replace, retryOnConflict, type Row } from '../storage/rows';
import { passGate, readGates } from './gate';
import { loadHandovers } from './responsibility-store';
import { refreshableFrom } from './post-refresh';
import { closed, closingStep, type Round } from './round';
import {
  loadForm,
  loadRequests,
  previousRound,
  readRound,
  type RoundName,
  roundPartition,
} from './round-store';
import { type Snapshot, writeSnapshot } from './snapshot';

export interface RoundAct extends RoundName, Actor {
  readonly reason?: string;
  /** The closing sends the organisation's one coordinated answer. */
  readonly sent?: true;
  /** When its digests may be sent, where that is not at once. */
  readonly sendFrom?: Date;
  /** Moments of steps that the calendar had before the closing and that were not done (ISO 8601, UTC). */
  readonly missed?: readonly string[];
}

/**
 * Locks the replies, keeps a snapshot and puts the closing digest into the outbox; those who follow units of it are
 * told by the next tick. Repeatable after a crash.
 * @param ready throws where the round may not be closed yet; nothing that it reads changes before the closing
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-programme`.
 */
export async function closeRound(
  store: EntityStore,
  act: RoundAct,
  now: Date,
  ready?: () => Promise<void>,
): Promise<Round> {
  return retryOnConflict(async () => {
    // Read first: what passes a gate after this makes the commit fail.
    const gates = await readGates(store, act);
    const row = await existing(store, act);
    await ready?.();
    const snapshot = randomUUID();
    const step = closingStep(now.toISOString());
    const untold = (await isFollowed(store, act.programmeId)) && { untold: step };
    const next = { ...closed(row.value, eventOf(act, now), snapshot), ...untold };
    const kept = await snapshotOf(store, row.value);
    if (!kept) throw new RefusedError('unknown-programme', { programme: act.programmeId });
    await writeSnapshot(store, act, snapshot, kept);
    const digests = digestMessages(kept.programme, act.period, step).map((message) =>
      enqueue(message, now, act.sendFrom),
    );
    await store.commit(roundPartition(act), [
      replace(row, next),
      ...gates.map(passGate),
      ...digests,
      audit(entryOf(act, act.sent ? 'answer-sent' : 'round-closed'), now),
      ...missedEntry(act, now),
    ]);
    return next;
  }, 20);
}

async function snapshotOf(store: EntityStore, round: Round): Promise<Snapshot | undefined> {
  const form = await loadForm(store, round);
  if (!form) return undefined;
  const [requests, handovers, previous] = await Promise.all([
    loadRequests(store, round),
    loadHandovers(store, round),
    previousRound(store, round),
  ]);
  const compared = previous && { period: previous.period, closedAt: previous.events.at(-1)!.at };
  return { ...form, requests, handovers, ...(compared && { previous: compared }) };
}

export interface DigestStep {
  readonly period: string;
  /** Its moment in the calendar: ISO 8601, so that a later one is a greater text. */
  readonly step: string;
  /** When it may be sent, where that is not at once. */
  readonly sendFrom?: Date;
  /** Moments of earlier digests that were missed and are left out (ISO 8601, UTC). */
  readonly missed?: readonly string[];
}

/** Puts this step's digests into the outbox and moves the mark in one commit; a step done before is left alone. */
export async function enqueueDigests(
  store: EntityStore,
  programme: Programme,
  { period, step, sendFrom, missed = [] }: DigestStep,
  now: Date,
): Promise<void> {
  const name = { programmeId: programme.id, period };
  await retryOnConflict(async () => {
    const row = await existing(store, name);
    if (row.value.lastDigest !== undefined && row.value.lastDigest >= step) return;
    const messages = digestMessages(programme, period, step).map((message) =>
      enqueue(message, now, sendFrom),
    );
    const nextRefresh = refreshableFrom(now).toISOString();
    const untold = (await isFollowed(store, programme.id)) && { untold: step };
    await store.commit(roundPartition(name), [
      replace(row, { ...row.value, lastDigest: step, nextRefresh, ...untold }),
      ...messages,
      ...missedEntry({ ...name, ...schedule, missed }, now),
    ]);
  });
}

/** Of the post in a channel. @param step its moment in the calendar, or that of a closing */
export function digestKey(
  { programmeId, period }: RoundName,
  { channel, language }: Programme['channels'][number],
  step: string,
): string {
  return `${programmeId}|${period}|${channel}|digest-${step}-${language}`;
}

function digestMessages(programme: Programme, period: string, step: string): NewMessage[] {
  return programme.channels.map(({ channel, language }) => ({
    key: digestKey({ programmeId: programme.id, period }, { channel, language }, step),
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
  const { by, reason, sent } = act;
  return { by, at: now.toISOString(), ...(reason !== undefined && { reason }), ...(sent && { sent }) };
}

function entryOf({ programmeId, period, by, way, reason }: RoundAct, what: Audited['what']): Audited {
  return { by, way, what, programmeId, period, ...(reason !== undefined && { reason }) };
}

function missedEntry(act: RoundAct, now: Date): Change[] {
  if (!act.missed || act.missed.length === 0) return [];
  return [audit({ ...entryOf(act, 'steps-skipped'), to: [...act.missed] }, now)];
}
