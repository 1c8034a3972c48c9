/**
 * Puts the digests of a round into the outbox; the card is drawn when it is sent. A channel that other programmes share
 * gets them in its front post, so for such channels only a mark is left, in the same commit: see digest/post-fronts.ts.
 */
import { audit, type Audited, schedule } from '../audit/audit';
import { sharedAndOwn, type Subscription } from '../goals/channels';
import { type Programme } from '../goals/schema';
import { omit } from '../omit';
import { enqueue, type NewMessage } from '../outbox/message';
import { isFollowed } from '../people/follows';
import { type Change, type EntityStore } from '../storage/store';
import { replace, retryOnConflict } from '../storage/rows';
import { refreshableFrom } from './post-refresh';
import { type Round } from './round';
import { existingRound, type RoundName, roundPartition } from './round-store';

export interface DigestStep {
  readonly period: string;
  /** Its time in the calendar: ISO 8601, so that a later step sorts after an earlier one. */
  readonly step: string;
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
  /** Times of earlier digests that were missed and are skipped (ISO 8601, UTC). */
  readonly missed?: readonly string[];
}

/** Puts this step's digests into the outbox and moves the mark in one commit; a step already done is skipped. */
export async function enqueueDigests(
  store: EntityStore,
  programme: Programme,
  { period, step, sendFrom, missed = [] }: DigestStep,
  now: Date,
): Promise<void> {
  const name = { programmeId: programme.id, period };
  await retryOnConflict(async () => {
    const row = await existingRound(store, name);
    if (row.value.lastDigest !== undefined && row.value.lastDigest >= step) return;
    const { messages, mark } = await digestPosts(store, programme, period, step);
    // Front posts are compared with the figures on their own: see digest/refresh-fronts.ts.
    const refresh = messages.length > 0 && { nextRefresh: refreshableFrom(now).toISOString() };
    const untold = (await isFollowed(store, programme.id)) && { untold: step };
    const before = omit(row.value, 'unposted', 'nextRefresh');
    await store.commit(roundPartition(name), [
      replace(row, { ...before, lastDigest: step, ...refresh, ...untold, ...mark }),
      ...messages.map((message) => enqueue(message, now, sendFrom)),
      ...missedEntry({ ...name, ...schedule, what: 'steps-skipped' }, missed, now),
    ]);
  });
}

/** The deduplication key of the post in a channel. @param step its time in the calendar, or a closing's step */
export function digestKey(
  { programmeId, period }: RoundName,
  { channel, language }: Pick<Subscription, 'channel'> & { readonly language: string },
  step: string,
): string {
  return `${programmeId}|${period}|${channel}|digest-${step}-${language}`;
}

interface DigestPosts {
  /** One post for each channel that gets no other programme's digest in the same language. */
  readonly messages: readonly NewMessage[];
  /** For the round's row: the other channels. */
  readonly mark: Pick<Round, 'unposted'>;
}

export async function digestPosts(
  store: EntityStore,
  programme: Pick<Programme, 'id' | 'channels'>,
  period: string,
  step: string,
): Promise<DigestPosts> {
  const { own, shared } = await sharedAndOwn(store, programme);
  const name = { programmeId: programme.id, period };
  return {
    messages: own.map((each) => ({
      key: digestKey(name, each, step),
      kind: 'digest',
      recipient: { type: 'channel', channelId: each.channel },
      data: { ...name, language: each.language },
    })),
    mark: shared.length > 0 ? { unposted: { step, channels: shared } } : {},
  };
}

/** The audit entry of steps that were skipped; none if there are no such steps. */
export function missedEntry(entry: Audited, missed: readonly string[] = [], now: Date): Change[] {
  return missed.length === 0 ? [] : [audit({ ...entry, to: [...missed] }, now)];
}
