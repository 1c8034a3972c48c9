/** Whether a waiting message still has something to say, by the state of its round. Pure. */
import { type Message } from '../outbox/message';
import { asksForAnswers } from '../outbox/message-kind';
import { type NotSent } from '../outbox/sender';
import { isEarlierDigest, isOverAfterClosing, overReason } from '../rounds/closing';
import { discardedReason, isWithdrawal } from './discarded';
import { type Round, takesReplies, takesRepliesAt } from '../rounds/round';

const held: NotSent = { type: 'held' };
export const needless = (reason: string): NotSent => ({ type: 'ended', state: 'needless', reason });

/**
 * `undefined` for a message to be sent. Messages that ask for answers wait while a round is between open and closed,
 * since a closing may be given up. Only the latest of the calendar's steps is sent: the same rule as after a downtime.
 */
export function byRound(round: Round, message: Message, now: Date): NotSent | undefined {
  if (isWithdrawal(message)) return undefined;
  if (round.discarded?.unfinished) return needless(discardedReason);
  if (isOverAfterClosing(round, message)) return needless(overReason);
  if (asksForAnswers(message.kind) && !takesReplies(round)) return held;
  // Its deadline may still be moved until the tick closes it.
  if (message.kind === 'prompt' && !takesRepliesAt(round, now)) return held;
  return isOvertaken(round, message) ? needless('a later one has taken its place') : undefined;
}

function isOvertaken(round: Round, message: Message): boolean {
  switch (message.kind) {
    case 'digest':
      return isEarlierDigest(round, message);
    case 'reminder':
      return isBefore(stepIn(message.key, 'reminder'), round.lastReminder);
    case 'escalation':
      return isBefore(stepIn(message.key, 'escalation'), round.lastEscalation);
    default:
      return false;
  }
}

/** The calendar's step of a message; `undefined` for a reminder that the person asked for. */
function stepIn(key: string, kind: string): string | undefined {
  const last = key.slice(key.lastIndexOf('|') + 1);
  return last.startsWith(`${kind}-`) ? /\d{4}-\d\d-\d\dT[\d:.]+Z$/.exec(last)?.[0] : undefined;
}

/** Steps are ISO 8601, so that a later one sorts after an earlier one. */
function isBefore(step: string | undefined, last: string | undefined): boolean {
  return step !== undefined && last !== undefined && step < last;
}
