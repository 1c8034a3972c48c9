/** Closes rounds. A closed round keeps the data behind its figures, so that they never change. */
import { randomUUID } from 'node:crypto';
import { type Actor, audit, type Audited, type AuditedAct } from '../audit/audit';
import { isRepeatable, RefusedError } from '../errors';
import { type Programme } from '../goals/schema';
import { endWaiting } from '../outbox/end-waiting';
import { enqueue, type Message } from '../outbox/message';
import { isFollowed } from '../people/follows';
import { type EntityStore } from '../storage/store';
import { replace, retryOnConflict } from '../storage/rows';
import { passGate, readGates } from './close-guard';
import { digestPosts, missedEntry } from './enqueue-digests';
import { loadHandovers } from './responsibility-store';
import {
  beginClosing,
  type ClosingWanted,
  endClosing,
  giveUpClosing,
  isOverAfterClosing,
  namedSnapshots,
  overReason,
} from './closing';
import { type Closing, closingStep, type Round } from './round';
import {
  existingRound,
  loadForm,
  loadRequests,
  previousRound,
  type RoundName,
  roundPartition,
} from './round-store';
import { removeSnapshot, type Snapshot, snapshotIds, writeSnapshot } from './snapshot';

export interface RoundAct extends RoundName, Actor {
  readonly reason?: string;
  /** The closing sends the organisation's one coordinated answer. */
  readonly sent?: true;
  /** Earliest time at which its digests may be sent; default: at once. */
  readonly sendFrom?: Date;
  /** Calendar steps before the closing that were missed (ISO 8601, UTC). */
  readonly missed?: readonly string[];
}

/**
 * Marks the round as closing, which stops replies; waits for those under way; keeps a snapshot; then closes it and puts
 * the closing digest into the outbox. Prompts and reminders that still wait become needless. The next tick updates the
 * front posts of channels that other programmes share, and tells the followers of its units. An interrupted closing is
 * finished by the next call, as originally requested; the tick calls this within two minutes.
 * @param ready throws if the round may not be closed yet; called before the mark and again when replies have stopped
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-programme`; `round-closing` while somebody else is
 *   closing it.
 */
export async function closeRound(
  store: EntityStore,
  act: RoundAct,
  now: Date,
  ready?: () => Promise<void>,
): Promise<Round> {
  const closing = await markClosing(store, act, now, ready);
  const round = await closeMarked(store, act, closing, ready).catch(async (error: unknown) => {
    // If even that fails, the mark stays and the tick finishes the closing.
    await putBack(store, act, closing).catch(() => undefined);
    throw error;
  });
  await endNeedless(store, round);
  return round;
}

async function closeMarked(
  store: EntityStore,
  name: RoundName,
  closing: Closing,
  ready?: () => Promise<void>,
): Promise<Round> {
  await shutGates(store, name);
  await ready?.();
  await removeLeftovers(store, name);
  const kept = await snapshotOf(store, (await existingRound(store, name)).value);
  if (!kept) throw new RefusedError('unknown-programme', { programme: name.programmeId });
  await writeSnapshot(store, name, closing.snapshot, kept);
  return commitClosing(store, name, closing, kept.programme);
}

/** If this is interrupted or fails, the sender ends the rest. */
async function endNeedless(store: EntityStore, round: Round): Promise<void> {
  const { at } = round.events.at(-1)!;
  // Somebody may have reopened it since, and what came later belongs to that.
  const isOver = (message: Message) => message.createdAt <= at && isOverAfterClosing(round, message);
  const ended = { reason: overReason, at };
  await endWaiting(store, roundPartition(round), isOver, ended).catch((error: unknown) => {
    if (!isRepeatable(error)) throw error;
  });
}

async function markClosing(
  store: EntityStore,
  act: RoundAct,
  now: Date,
  ready?: () => Promise<void>,
): Promise<Closing> {
  const snapshot = randomUUID();
  return retryOnConflict(async () => {
    const row = await existingRound(store, act);
    // A closing that was already begun must be finished or put back; refusing here would leave it half-done.
    if (!row.value.closing) await ready?.();
    const next = beginClosing(row.value, wantedOf(act, now), snapshot, now);
    await store.commit(roundPartition(act), [replace(row, next)]);
    return next.closing!;
  }, 20);
}

/** A reply that read the round before the mark either has passed its gate or now gets a conflict; none can follow. */
function shutGates(store: EntityStore, name: RoundName): Promise<void> {
  return retryOnConflict(async () => {
    const gates = await readGates(store, name);
    if (gates.length > 0) await store.commit(roundPartition(name), gates.map(passGate));
  }, 50);
}

/**
 * Removes snapshots that no closing names, left by interrupted closings. The round names a snapshot before its first
 * row is written, so the round must be read after the ids.
 */
async function removeLeftovers(store: EntityStore, name: RoundName): Promise<void> {
  const ids = await snapshotIds(store, name);
  const named = namedSnapshots((await existingRound(store, name)).value);
  for (const id of ids) if (!named.has(id)) await removeSnapshot(store, name, id);
}

async function commitClosing(
  store: EntityStore,
  name: RoundName,
  closing: Closing,
  programme: Programme,
): Promise<Round> {
  return retryOnConflict(async () => {
    const row = await existingRound(store, name);
    if (row.value.closing?.snapshot !== closing.snapshot) return overtaken(store, name, closing);
    const at = new Date(closing.event.at);
    const step = closingStep(closing.event.at);
    const untold = (await isFollowed(store, name.programmeId)) && { untold: step };
    const { messages, mark } = await digestPosts(store, programme, name.period, step);
    const next = { ...endClosing(row.value, closing), ...untold, ...mark };
    const sendFrom = closing.sendFrom === undefined ? undefined : new Date(closing.sendFrom);
    await store.commit(roundPartition(name), [
      replace(row, next),
      ...messages.map((message) => enqueue(message, at, sendFrom)),
      audit(entryOf(name, closing, closing.event.sent ? 'answer-sent' : 'round-closed'), at),
      ...missedEntry(entryOf(name, closing, 'steps-skipped'), closing.missed, at),
    ]);
    return next;
  }, 20);
}

/** Another process took the closing over because it took too long, or the response to our commit was lost. */
async function overtaken(store: EntityStore, name: RoundName, closing: Closing): Promise<Round> {
  const { value } = await existingRound(store, name);
  await removeUnnamed(store, value, closing);
  if (value.events.some(({ what, at }) => what === 'closed' && at === closing.event.at)) return value;
  throw new RefusedError('round-closing', { period: name.period });
}

async function removeUnnamed(store: EntityStore, round: Round, { snapshot }: Closing): Promise<void> {
  if (!namedSnapshots(round).has(snapshot)) await removeSnapshot(store, round, snapshot);
}

/** Restores the round after a failure that followed the mark, unless it was closed all the same. */
async function putBack(store: EntityStore, name: RoundName, closing: Closing): Promise<void> {
  await retryOnConflict(async () => {
    const row = await existingRound(store, name);
    if (row.value.closing?.snapshot !== closing.snapshot) return;
    await store.commit(roundPartition(name), [replace(row, giveUpClosing(row.value, closing))]);
  }, 20);
  await removeUnnamed(store, (await existingRound(store, name)).value, closing);
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

function wantedOf(act: RoundAct, now: Date): ClosingWanted {
  const { by, way, reason, sent, sendFrom, missed } = act;
  const event = { by, at: now.toISOString(), ...(reason !== undefined && { reason }), ...(sent && { sent }) };
  return {
    ...{ event, way },
    ...(sendFrom && { sendFrom: sendFrom.toISOString() }),
    ...(missed && missed.length > 0 && { missed }),
  };
}

function entryOf(
  { programmeId, period }: RoundName,
  { event: { by, reason }, way }: Pick<Closing, 'event' | 'way'>,
  what: AuditedAct,
): Audited {
  return { by, way, what, programmeId, period, ...(reason !== undefined && { reason }) };
}
