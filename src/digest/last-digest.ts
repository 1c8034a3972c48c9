/** When the digest that leadership read last was sent. */
import { allMessages, type Message } from '../outbox/message';
import { type Round } from '../rounds/round';
import { roundPartition } from '../rounds/round-name';
import { type EntityStore } from '../storage/store';

/**
 * The latest digest of the round that had reached its channels at `moment`, whatever was edited in it since; where it has no channels, the mark of the
 * latest one. A digest that is still being sent does not count: it is the one that is being drawn.
 * @param moment ISO 8601, UTC
 * @param except the step of a digest that does not count, since it is the one that is drawn anew
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

/** What the keys of one digest have in common, whatever the channel and the language. */
function stepOf({ key }: Message): string {
  return /\|digest-([^|]*Z)-[a-z]+$/.exec(key)?.[1] ?? key;
}

/** When the first channel got it, if nobody waited for it any more. */
function sentAt(messages: readonly Message[], moment: string): string | undefined {
  const haveEnded = messages.every(({ endedAt }) => endedAt !== undefined && endedAt <= moment);
  if (!haveEnded) return undefined;
  const times = messages.flatMap(({ state, endedAt }) => (state === 'sent' && endedAt ? [endedAt] : []));
  return times.sort()[0];
}
