/** What is asked right before each message: nothing is sent that no longer should be. */
import { type Clock } from '../clock';
import { findPending, type Message } from '../outbox/message';
import { isForPerson } from '../outbox/message-kind';
import { type NotSent } from '../outbox/sender';
import { promptKey } from '../rounds/open-round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { byRound, needless } from './needless';

/** For the sender. Nothing is kept from one message to the next, so what another replica changes counts at once. */
export function beforeSending(store: EntityStore, clock: Clock) {
  return async (message: Message): Promise<NotSent | undefined> => {
    const name = roundOf(message);
    const round = name && (await readRound(store, name))?.value;
    if (!round) return undefined;
    return byRound(round, message, clock.now()) ?? (await besidePrompt(store, round, message));
  };
}

/** The round that a message is about, if it is about one. */
export function roundOf({ data: { programmeId, period } }: Message): RoundName | undefined {
  return typeof programmeId === 'string' && typeof period === 'string' ? { programmeId, period } : undefined;
}

/** Nobody is reminded of a question that has not reached them yet. */
async function besidePrompt(
  store: EntityStore,
  name: RoundName,
  message: Message,
): Promise<NotSent | undefined> {
  if (!isForPerson(message) || message.kind !== 'reminder' || message.data.wanted) return undefined;
  const key = promptKey(name, message.recipient.personId);
  const prompt = await findPending(store, roundPartition(name), key);
  return prompt && needless('the first message waits to be sent');
}
