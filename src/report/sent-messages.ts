/** Who got what: the messages of a round, or to one person, with what became of each. */
import { frontPostsOf } from '../digest/front-store';
import { RefusedError } from '../errors';
import { allMessages, type Message } from '../outbox/message';
import { type Recipient } from '../outbox/message-kind';
import { peoplePartition } from '../people/directory';
import { keysTo, roundOfKey, type RoundName, roundPartition } from '../rounds/round-name';
import { listRounds, readRound } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

export interface SentMessage {
  readonly key: string;
  readonly kind: string;
  readonly recipient: Recipient;
  /** Of its round; missing if it belongs to none. */
  readonly period?: string;
  /** When it ended, or the earliest time at which a waiting one is sent (ISO 8601, UTC). */
  readonly at: string;
  /** What was told in another message counts as sent. */
  readonly state: Message['state'];
  /** Why it was not sent or is retried, for the people who run the service. */
  readonly reason?: string;
  /** The key of the message that told it. */
  readonly toldBy?: string;
  /** It edits an earlier message in place, so nobody was notified. */
  readonly replaces: boolean;
  /** When the recipient first pressed a button of it, or of the message that told it (ISO 8601, UTC). */
  readonly firstPressedAt?: string;
}

/** A round of a programme, or a person in all of them. */
export interface MessagesName {
  readonly programmeId: string;
  readonly period?: string;
  readonly personId?: string | undefined;
}

/** The earliest first. @throws RefusedError `unknown-round` if no person is named, and there is no such round. */
export async function loadSentMessages(
  store: EntityStore,
  { programmeId, period = '', personId }: MessagesName,
): Promise<SentMessage[]> {
  if (personId !== undefined) return messagesToPerson(store, await listRounds(store, programmeId), personId);
  const round = { programmeId, period };
  if (!(await readRound(store, round))) throw new RefusedError('unknown-round', round);
  return messagesOfRound(store, round);
}

/** The earliest first; with the posts in channels unless only one person's are wanted. */
export async function messagesOfRound(
  store: EntityStore,
  round: RoundName,
  personId?: string,
): Promise<SentMessage[]> {
  const prefix = personId === undefined ? '' : keysTo(round, personId);
  const messages = personId === undefined ? await frontPostsOf(store, round) : [];
  for await (const { value } of allMessages(store, roundPartition(round), prefix)) messages.push(value);
  return sentMessages(store, messages, { period: round.period, personId });
}

/** The messages to a person in these rounds, and those that concern the person outside any round; the earliest first. */
async function messagesToPerson(
  store: EntityStore,
  rounds: readonly RoundName[],
  personId: string,
): Promise<SentMessage[]> {
  const messages: SentMessage[] = [];
  for (const round of rounds) messages.push(...(await messagesOfRound(store, round, personId)));
  const own: Message[] = [];
  for await (const { value } of allMessages(store, peoplePartition))
    if (isTo(value, personId) && outsideRounds.has(value.kind)) own.push(value);
  return [...messages, ...(await sentMessages(store, own))].sort(byTime);
}

/** The other kinds outside rounds are about the service or about other people; absences are the person's own affair. */
const outsideRounds: ReadonlySet<string> = new Set(['welcome', 'substitution']);

function isTo({ recipient }: Message, personId: string): boolean {
  return recipient.type === 'person' && recipient.personId === personId;
}

async function sentMessages(
  store: EntityStore,
  messages: readonly Message[],
  { period, personId }: { readonly period?: string; readonly personId?: string | undefined } = {},
): Promise<SentMessage[]> {
  const presses = await pressesElsewhere(store, messages, personId);
  const of = period === undefined ? {} : { period };
  return messages.map((message) => ({ ...sentMessage(message, presses), ...of })).sort(byTime);
}

function byTime(a: SentMessage, b: SentMessage): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

function sentMessage(
  { key, kind, recipient, state, reason, endedAt, notBefore, toldBy, edits, firstPressedAt }: Message,
  presses: ReadonlyMap<string, string>,
): SentMessage {
  const pressed = toldBy === undefined ? firstPressedAt : presses.get(toldBy);
  return {
    ...{ key, kind, recipient, at: endedAt ?? notBefore, replaces: edits !== undefined },
    ...(toldBy === undefined
      ? { state, ...(reason !== undefined && { reason }) }
      : { state: 'sent' as const, toldBy }),
    ...(pressed !== undefined && { firstPressedAt: pressed }),
  };
}

/** The first presses of messages that told of these, by their keys; they may belong to other rounds. */
async function pressesElsewhere(
  store: EntityStore,
  messages: readonly Message[],
  personId?: string,
): Promise<Map<string, string>> {
  const tellers = new Set(messages.flatMap(({ toldBy = [] }) => toldBy));
  const rounds = new Map([...tellers].map(roundOfKey).map((round) => [roundPartition(round), round]));
  const presses = new Map<string, string>();
  for (const [partition, round] of rounds) {
    const prefix = personId === undefined ? '' : keysTo(round, personId);
    for await (const { value } of allMessages(store, partition, prefix))
      if (value.firstPressedAt !== undefined) presses.set(value.key, value.firstPressedAt);
  }
  return presses;
}
