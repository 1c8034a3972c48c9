/** The bot's introduction in a channel that it was added to. */
import { type Locale } from '../goals/schema';
import { enqueueOnce } from '../outbox/message';
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
  const recipient = { type: 'channel' as const, channelId };
  const data = { channel: channelId, language };
  const message = { key: introductionKey(channelId), kind: 'introduction' as const, recipient, data };
  await enqueueOnce(store, frontsPartition, message, now);
}
