/** The message that replaces another one in its chat or channel, after its round was taken back. */
import { allMessages, findMessage, type Message, type NewMessage, type Receipt } from '../outbox/message';
import { isForChannel, isForPerson } from '../outbox/message-kind';
import { type RoundName, roundNameOf, roundOfKey, roundPartition } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';

/**
 * `undefined` if the message reached nobody, or is an edit: an edited post is still where it was posted.
 * @param at when the round was taken back (ISO 8601, UTC)
 */
export async function withdrawal(
  store: EntityStore,
  name: RoundName,
  message: Message,
  at: string,
): Promise<NewMessage | undefined> {
  const place = await placeOf(store, name, message);
  if (!place) return undefined;
  const common = { key: `${message.key}|withdrawn-${at}`, edits: place.receipt };
  const data = roundNameOf(name);
  if (isForPerson(message)) {
    const { recipient } = message;
    return {
      ...common,
      kind: 'withdrawn',
      recipient,
      data: { ...data, ...(place.others && { others: true }) },
    };
  }
  if (!isForChannel(message)) return undefined;
  const { recipient, data: shown } = message;
  return { ...common, kind: 'withdrawn-post', recipient, data: { ...data, language: shown.language } };
}

interface Place {
  readonly receipt: Receipt;
  /** Whether the message there is about other rounds too. */
  readonly others: boolean;
}

async function placeOf(store: EntityStore, name: RoundName, message: Message): Promise<Place | undefined> {
  const { state, receipt, edits, told = [], toldBy, endedAt = '' } = message;
  const isOther = (key: string) => !key.startsWith(`${name.programmeId}|${name.period}|`);
  if (edits) return undefined;
  if (state === 'sent') return receipt && { receipt, others: told.some(isOther) };
  if (toldBy === undefined || !isOther(toldBy)) return undefined;
  const teller = await tellersReceipt(store, toldBy, endedAt);
  return teller && { receipt: teller, others: true };
}

/**
 * Where another round's message is, also after that round was taken back, and opened again with a message of the same
 * key.
 * @param toldAt when it had told what this one would say (ISO 8601, UTC)
 */
async function tellersReceipt(store: EntityStore, key: string, toldAt: string): Promise<Receipt | undefined> {
  const partition = roundPartition(roundOfKey(key));
  let replacing: Message | undefined;
  for await (const { value } of allMessages(store, partition, `${key}|`)) {
    if (!value.edits || value.createdAt < toldAt) continue;
    if (!replacing || value.createdAt < replacing.createdAt) replacing = value;
  }
  return replacing?.edits ?? (await findMessage(store, partition, key))?.value.receipt;
}
