/** When leadership's latest digest was sent. */
import { allMessages, type Message } from '../outbox/message';
import { type Round } from '../rounds/round';
import { roundPartition } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';

/**
 * When the round's latest digest had reached its channels by `moment`; later edits do not count. Without channels, the
 * mark of the latest digest. A digest that is still being sent does not count, since it is the one being drawn.
 * @param moment ISO 8601, UTC
 * @param except the step of a digest that does not count, since it is being redrawn
 * @returns ISO 8601, UTC; `undefined` before the first one
 */
export async function lastDigestAt(
  store: EntityStore,
  round: Round,
  moment: string,
  except?: string,
): Promise<string | undefined> {
  const digests = new Map<string, Message[]>();
  for await (const { value } of allMessages(store, roundPartition(round)))
    if (value.kind === 'digest') {
      const step = stepOf(value);
      digests.set(step, [...(digests.get(step) ?? []), value]);
    }
  if (digests.size === 0)
    return round.lastDigest !== undefined && round.lastDigest < moment ? round.lastDigest : undefined;
  const sent = [...digests].flatMap(([step, messages]) =>
    step === except ? [] : (sentAt(messages, moment) ?? []),
  );
  return sent.sort().at(-1);
}

/** The part that all keys of one digest share, whatever the channel and the language. */
function stepOf({ key }: Message): string {
  return /\|digest-([^|]*Z)-[a-z]+$/.exec(key)?.[1] ?? key;
}

/** When the first channel got it; `undefined` if any channel was still waiting for it. */
function sentAt(messages: readonly Message[], moment: string): string | undefined {
  const haveEnded = messages.every(({ endedAt }) => endedAt !== undefined && endedAt <= moment);
  if (!haveEnded) return undefined;
  const times = messages.flatMap(({ state, endedAt }) => (state === 'sent' && endedAt ? [endedAt] : []));
  return times.sort()[0];
}
