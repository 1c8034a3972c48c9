/** Reopens a closed round, and again asks the people who have not answered or translated everything. */
import { type Actor, audit } from '../audit/audit';
import { allMessages, enqueue, type Message, type NewMessage } from '../outbox/message';
import { type Directory, loadDirectory } from '../people/directory';
import { loadActiveSubstitutions, type Substitution } from '../people/substitutions';
import { omit } from '../omit';
import { localDay } from '../periods/local-time';
import { fanOut } from '../rounds/asked';
import { openGates, readGates } from '../rounds/close-guard';
import { reopeningStep } from '../rounds/closing';
import { type Request, reopened, type Round } from '../rounds/round';
import {
  existingRound,
  loadRequest,
  requestKey,
  type RoundName,
  roundPartition,
} from '../rounds/round-store';
import { unsettle } from '../rounds/settled/settle-rounds';
import { commitInPages, put, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { askedPersons, type AskedPersonsSource, loadAskedPersonsSource } from '../replies/asked-persons';
import { reminderRecipients } from './reminder-recipients';

export interface Reopening extends RoundName, Actor {
  readonly reason?: string;
  readonly deadline: Date;
  /** Earliest time at which its prompts may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/** A commit holds at most 99 changes, and this one also has the round, its gates and the audit entry. */
const mostInCommit = 60;

/** Delays messages that are written in pages before the round takes replies again, so that none is sent too early. */
const pagesTakeMs = 60_000;

/**
 * The current register decides who is asked. Repeatable after a crash: each prompt has the closing in its key.
 * @throws RefusedError `unknown-round`, `round-not-closed`, `reason-missing`, `deadline-in-the-past`.
 */
export async function reopenRound(store: EntityStore, act: Reopening, now: Date): Promise<Round> {
  const { programmeId, period, by, way, reason, sendFrom = now } = act;
  const partition = roundPartition(act);
  return retryOnConflict(async () => {
    const row = await existingRound(store, act);
    const why = reason === undefined ? {} : { reason };
    const next = reopened(row.value, { by, at: now.toISOString(), ...why }, act.deadline);
    const asking = await askAgain(store, row.value, next, now);
    const inOneCommit = asking(sendFrom).length <= mostInCommit;
    if (!inOneCommit) await commitInPages(store, partition, asking(notBefore(sendFrom, now)));
    // A past round that was imported as closed never had gates.
    const gates = (await readGates(store, act)).length > 0 ? [] : openGates();
    const moved = { from: row.value.deadline, to: next.deadline };
    await unsettle(store, act);
    await store.commit(partition, [
      replace(row, next),
      ...(inOneCommit ? asking(sendFrom) : []),
      ...gates,
      audit({ by, way, what: 'round-reopened', programmeId, period, ...why, ...moved }, now),
    ]);
    return next;
  });
}

function notBefore(sendFrom: Date, now: Date): Date {
  return new Date(Math.max(sendFrom.getTime(), now.getTime() + pagesTakeMs));
}

/** How many people would get a message if the round were reopened now. */
export async function countAskedAgain(store: EntityStore, closed: Round, now: Date): Promise<number> {
  const asked = await askedAgain(store, { ...closed, status: 'reopened' }, now);
  return asked === undefined ? 0 : prompts(closed, '', asked).length;
}

/** Prepares the requests and messages of everybody who has something left to answer or to translate. */
async function askAgain(
  store: EntityStore,
  closed: Round,
  next: Round,
  now: Date,
): Promise<(sendFrom: Date) => Change[]> {
  const asked = await askedAgain(store, next, now);
  if (!asked) return () => [];
  const requests = await Promise.all(
    asked.wanted.map(async (request) => {
      const row = await loadRequest(store, next, request.personId);
      return put(row, requestKey(request.personId), request);
    }),
  );
  const messages = prompts(next, reopeningStep(closed.events.at(-1)!.at), asked);
  const known = await earlierMessages(store, next, messages);
  return (sendFrom) => [
    ...requests,
    ...messages.flatMap((message) => sendingOnce(message, known.get(message.key), now, sendFrom)),
  ];
}

interface Asked {
  /** Requests to write. */
  readonly wanted: readonly Request[];
  /** People who have something left to answer, and their substitutes today. */
  readonly persons: ReadonlySet<string>;
  readonly substitutions: readonly Substitution[];
  /** People who are told of translations only, and their substitutes today. */
  readonly translating: ReadonlySet<string>;
}

/** `undefined` when the programme is gone. */
async function askedAgain(store: EntityStore, round: Round, now: Date): Promise<Asked | undefined> {
  const source = await loadAskedPersonsSource(store, round);
  if (!source) return undefined;
  const wanted = wantedRequests(source, await loadDirectory(store), now);
  const requests = new Map([...source.requests, ...wanted].map((request) => [request.personId, request]));
  const whole = { ...source, requests: [...requests.values()] };
  const left = askedPersons(whole).filter(({ done }) => !done);
  const persons = new Set(left.map(({ request }) => request.personId));
  const day = localDay(now, source.form.programme.timeZone);
  const active = await loadActiveSubstitutions(store, day);
  const { translating, translatingSubstitutes } = reminderRecipients(whole, active, { day });
  return {
    ...{ wanted, persons },
    substitutions: active.filter(({ personId }) => persons.has(personId)),
    translating: new Set([...translating, ...translatingSubstitutes]),
  };
}

/**
 * Requests that the round lacks: those of new owners, and everybody's in a round that was imported as closed. Those put off
 * are so no longer, since the reminders that people asked for ended with the closing.
 */
function wantedRequests(source: AskedPersonsSource, directory: Directory, now: Date): Request[] {
  const known = new Map(source.requests.map((request) => [request.personId, request]));
  const owned = fanOut(source.form, directory);
  return [...new Set([...known.keys(), ...owned.keys()])].flatMap((personId) => {
    const before = known.get(personId) ?? { personId, goalIds: [], createdAt: now.toISOString() };
    const added = (owned.get(personId) ?? []).filter((goalId) => !before.goalIds.includes(goalId));
    if (added.length === 0 && before.snoozedUntil === undefined) return [];
    return [{ ...omit(before, 'snoozedUntil'), goalIds: [...before.goalIds, ...added] }];
  });
}

/** One for each person, and one for each of today's substitutes; those about translations are messages of their own. */
function prompts(
  { programmeId, period }: RoundName,
  step: string,
  { persons, substitutions, translating }: Asked,
): NewMessage[] {
  const prompt = (recipient: string, end: string, onBehalfOf?: string): NewMessage => ({
    key: `${programmeId}|${period}|${recipient}|${end}`,
    kind: 'prompt',
    recipient: { type: 'person', personId: recipient },
    data: { programmeId, period, reopened: true, ...(onBehalfOf !== undefined && { onBehalfOf }) },
  });
  return [
    ...[...persons].map((personId) => prompt(personId, step)),
    ...substitutions.map(({ personId, substituteId }) =>
      prompt(substituteId, `${step}-for-${personId}`, personId),
    ),
    ...[...translating].map((personId) => ({
      key: `${programmeId}|${period}|${personId}|${step}-translations`,
      kind: 'translation-reminder' as const,
      recipient: { type: 'person' as const, personId },
      data: { programmeId, period },
    })),
  ];
}

/** Messages put into the outbox by an interrupted reopening. */
async function earlierMessages(
  store: EntityStore,
  name: RoundName,
  messages: readonly NewMessage[],
): Promise<Map<string, Row<Message>>> {
  const wanted = new Set(messages.map(({ key }) => key));
  const found = new Map<string, Row<Message>>();
  for await (const row of allMessages(store, roundPartition(name)))
    if (wanted.has(row.value.key)) found.set(row.value.key, row);
  return found;
}

/** Queues a message again if its time came before the round took replies again, when it had nothing to say. */
function sendingOnce(
  message: NewMessage,
  earlier: Row<Message> | undefined,
  now: Date,
  sendFrom: Date,
): Change[] {
  if (!earlier) return [enqueue(message, now, sendFrom)];
  return earlier.value.state === 'needless' ? [remove(earlier), enqueue(message, now, sendFrom)] : [];
}
