/** The messages about a question, each with a key that is delivered once. */
import { enqueue, type NewMessage } from '../outbox/message';
import { type Change } from '../storage/store';
import { type QuestionName } from './question';

type Kind = 'question' | 'question-reminder';

/** When people are told: earliest times for the question, and for its one reminder. */
export interface Telling {
  /** Default: at once. */
  readonly sendFrom?: Date;
  readonly remindAt: Date;
}

/** The question and its one reminder, which is needless if there is a response by then. */
export function tellRespondent(
  name: QuestionName,
  personId: string,
  { sendFrom, remindAt }: Telling,
  now: Date,
): Change[] {
  return [
    enqueue(message('question', name, personId), now, sendFrom),
    // A reminder beside the question itself would be one message too many.
    ...(remindAt > (sendFrom ?? now)
      ? [enqueue(message('question-reminder', name, personId), now, remindAt)]
      : []),
  ];
}

/** @param count of responses, from 1 */
export function tellAsker(
  { programmeId, period, goalId, questionId }: QuestionName,
  personId: string,
  count: number,
  now: Date,
  sendFrom?: Date,
): Change {
  const response: NewMessage = {
    key: `${programmeId}|${period}|${personId}|response-${questionId}-${count}`,
    kind: 'response',
    recipient: { type: 'person', personId },
    data: { programmeId, period, goalId, questionId },
  };
  return enqueue(response, now, sendFrom);
}

export function keyOf(kind: Kind, { programmeId, period, questionId }: QuestionName, personId: string) {
  return `${programmeId}|${period}|${personId}|${kind}-${questionId}`;
}

function message(kind: Kind, name: QuestionName, personId: string): NewMessage {
  const { programmeId, period, goalId, questionId } = name;
  const key = keyOf(kind, name, personId);
  const data = { programmeId, period, goalId, questionId };
  return { key, kind, recipient: { type: 'person', personId }, data };
}
