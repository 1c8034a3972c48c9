/** Decides right before each message whether it should still be sent. */
import { type Clock } from '../clock';
import { loadProgrammes } from '../goals/register';
import { findMessage, type Message } from '../outbox/message';
import { isForPerson } from '../outbox/message-kind';
import { type NotSent } from '../outbox/sender';
import { promptKey } from '../rounds/open-round';
import { type Round } from '../rounds/round';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { byRound, needless } from './needless';
import { loadPauses } from './pauses';
import { holds, roundOf } from './scope';

/** For the sender. Nothing is kept from one message to the next, so what another replica changes counts at once. */
export function beforeSending(store: EntityStore, clock: Clock) {
  return async (message: Message): Promise<NotSent | undefined> => {
    const name = roundOf(message);
    const round = name && (await readRound(store, name))?.value;
    const over = round && (await byItsRound(store, round, message, clock.now()));
    // A needless message ends even while it is paused. Pauses are read last, as late as possible.
    if (over?.type === 'ended') return over;
    return (await isPaused(store, message)) ? { type: 'held' } : over;
  };
}

async function isPaused(store: EntityStore, message: Message): Promise<boolean> {
  const pauses = await loadPauses(store);
  if (pauses.length === 0) return false;
  const programmes = roundOf(message) ? [] : await loadProgrammes(store);
  return pauses.some((pause) => holds(pause, message, programmes));
}

async function byItsRound(
  store: EntityStore,
  round: Round,
  message: Message,
  now: Date,
): Promise<NotSent | undefined> {
  return byRound(round, message, now) ?? besidePrompt(store, round, message);
}

/** Nobody is reminded of a question that had not reached them yet when the reminder was due. */
async function besidePrompt(
  store: EntityStore,
  name: RoundName,
  message: Message,
): Promise<NotSent | undefined> {
  if (!isForPerson(message) || message.kind !== 'reminder' || message.data.wanted) return undefined;
  const key = promptKey(name, message.recipient.personId);
  const prompt = (await findMessage(store, roundPartition(name), key))?.value;
  if (prompt?.state === 'pending') return needless('the first message waits to be sent');
  const isAsked = prompt?.state === 'sent' || prompt?.toldBy !== undefined;
  const isNews = isAsked && (prompt?.endedAt ?? '') > message.createdAt;
  return isNews ? needless('the first message was sent only after this one was due') : undefined;
}
