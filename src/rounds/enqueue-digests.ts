/** Puts the digests of a round into the outbox; the card is drawn when it is sent. */
import { audit, type Audited, schedule } from '../audit/audit';
import { type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { isFollowed } from '../people/follows';
import { type Change, type EntityStore } from '../storage/store';
import { replace, retryOnConflict } from '../storage/rows';
import { refreshableFrom } from './post-refresh';
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
    const messages = digestMessages(programme, period, step).map((message) =>
      enqueue(message, now, sendFrom),
    );
    const nextRefresh = refreshableFrom(now).toISOString();
    const untold = (await isFollowed(store, programme.id)) && { untold: step };
    await store.commit(roundPartition(name), [
      replace(row, { ...row.value, lastDigest: step, nextRefresh, ...untold }),
      ...messages,
      ...missedEntry({ ...name, ...schedule, what: 'steps-skipped' }, missed, now),
    ]);
  });
}

/** The deduplication key of the post in a channel. @param step its time in the calendar, or a closing's step */
export function digestKey(
  { programmeId, period }: RoundName,
  { channel, language }: Programme['channels'][number],
  step: string,
): string {
  return `${programmeId}|${period}|${channel}|digest-${step}-${language}`;
}

/** One post for each of the programme's channels. */
export function digestMessages(programme: Programme, period: string, step: string): NewMessage[] {
  return programme.channels.map(({ channel, language }) => ({
    key: digestKey({ programmeId: programme.id, period }, { channel, language }, step),
    kind: 'digest',
    recipient: { type: 'channel' as const, channelId: channel },
    data: { programmeId: programme.id, period, language },
  }));
}

/** The audit entry of steps that were skipped; none if there are no such steps. */
export function missedEntry(entry: Audited, missed: readonly string[] = [], now: Date): Change[] {
  return missed.length === 0 ? [] : [audit({ ...entry, to: [...missed] }, now)];
}
