/** A post in a channel as its readers see it, with its edits: what is needed to edit it again. */
import { allMessages, findMessage, type Message, type Receipt } from '../outbox/message';
import { type EntityStore } from '../storage/store';

export interface StandingPost {
  readonly receipt: Receipt;
  readonly drawnAt: Date;
  /** A fingerprint of what it shows. */
  readonly shown: string;
}

/**
 * `undefined` for a post that waits to be sent or edited, since it will be drawn then; for one that was deleted or whose
 * channel the bot has left; and for one without a record of what it shows.
 */
export async function standingPost(
  store: EntityStore,
  partition: string,
  key: string,
): Promise<StandingPost | undefined> {
  const message = (await findMessage(store, partition, key))?.value;
  if (message?.state !== 'sent' || !message.receipt) return undefined;
  const edits = await editsOf(store, partition, key);
  if (edits.some(({ state }) => state !== 'sent' && state !== 'failed')) return undefined;
  const { shown } = edits.findLast(({ state }) => state === 'sent') ?? message;
  if (shown === undefined) return undefined;
  const drawnAt = new Date((edits.at(-1) ?? message).endedAt!);
  return { receipt: message.receipt, drawnAt, shown };
}

/** The waiting edits, then the ended ones, the earliest first. */
export async function editsOf(store: EntityStore, partition: string, key: string): Promise<Message[]> {
  const edits: Message[] = [];
  for await (const { value } of allMessages(store, partition, editKey(key, ''))) edits.push(value);
  const byEnd = ({ endedAt: a = '' }: Message, { endedAt: b = '' }: Message) => (a < b ? -1 : a > b ? 1 : 0);
  return [...edits.filter(({ endedAt }) => !endedAt), ...edits.filter(({ endedAt }) => endedAt).sort(byEnd)];
}

/** The key of an edit of the post with this key. @param what a moment (ISO 8601, UTC), or whatever caused it */
export function editKey(key: string, what: string): string {
  return `${key}|edit-${what}`;
}
