/** When leadership's latest digest was sent. */
import { allMessages, type Message } from '../outbox/message';
import { type Round } from '../rounds/round';
import { roundPartition } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';
import { belongsToFront, shownInFronts } from './front-store';

/** One channel's message with a digest; it may be a front post that shows other programmes' digests as well. */
type Sending = Pick<Message, 'state' | 'endedAt'>;

/**
 * When the round's latest digest had reached its channels by `moment`; later edits do not count. Without channels, the
 * mark of the latest digest. A digest that is still being sent does not count, since it is the one being drawn.
 * @param moment ISO 8601, UTC
 * @param except a digest's step, or the key of a front post, whose digests do not count, since they are being redrawn
 * @returns ISO 8601, UTC; `undefined` before the first one
 */
export async function lastDigestAt(
  store: EntityStore,
  round: Round,
  moment: string,
  except?: string,
): Promise<string | undefined> {
  const fronted = await shownInFronts(store, round);
  const digests = new Map<string, Sending[]>();
  const add = (step: string, sending: Sending) => digests.set(step, [...(digests.get(step) ?? []), sending]);
  for await (const { value } of allMessages(store, roundPartition(round)))
    if (value.kind === 'digest') add(stepOf(value), value);
  for (const { step, at, sent } of fronted) add(step, sent ?? { state: 'sent', endedAt: at });
  if (round.unposted) add(round.unposted.step, { state: 'pending' });
  if (digests.size === 0)
    return round.lastDigest !== undefined && round.lastDigest < moment ? round.lastDigest : undefined;
  const redrawn = fronted.flatMap(({ step, message }) =>
    except !== undefined && belongsToFront(message, except) ? [step] : [],
  );
  const sent = [...digests].flatMap(([step, messages]) =>
    step === except || redrawn.includes(step) ? [] : (sentAt(messages, moment) ?? []),
  );
  return sent.sort().at(-1);
}

/** The part that all keys of one digest share, whatever the channel and the language. */
function stepOf({ key }: Message): string {
  return /\|digest-([^|]*Z)-[a-z]+$/.exec(key)?.[1] ?? key;
}

/** When the first channel got it; `undefined` if any channel was still waiting for it. */
function sentAt(messages: readonly Sending[], moment: string): string | undefined {
  const haveEnded = messages.every(({ endedAt }) => endedAt !== undefined && endedAt <= moment);
  if (!haveEnded) return undefined;
  const times = messages.flatMap(({ state, endedAt }) => (state === 'sent' && endedAt ? [endedAt] : []));
  return times.sort()[0];
}
