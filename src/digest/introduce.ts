/** The bot's introduction in a channel that it was added to. */
import { ConflictError } from '../errors';
import { type Locale } from '../goals/schema';
import { enqueue, findMessage } from '../outbox/message';
import { type EntityStore } from '../storage/store';
import { frontsPartition } from './front-store';

const introductionKey = (channelId: string) => `channel|${channelId}|introduction`;

/**
 * Introduces the bot once in each channel, however often it is added.
 * @param language used if the channel gets no digest yet
 */
export async function introduceIn(
  store: EntityStore,
  { channelId, language }: { readonly channelId: string; readonly language: Locale },
  now: Date,
): Promise<void> {
  const key = introductionKey(channelId);
  if (await findMessage(store, frontsPartition, key)) return;
  const recipient = { type: 'channel' as const, channelId };
  const data = { channel: channelId, language };
  try {
    await store.commit(frontsPartition, [enqueue({ key, kind: 'introduction', recipient, data }, now)]);
  } catch (error) {
    // Another event of the same install was faster.
    if (!(error instanceof ConflictError)) throw error;
  }
}
