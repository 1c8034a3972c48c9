/** The messages about a question, each with a key that is delivered once. */
import { enqueue, findMessage, type NewMessage, sendAgain } from '../outbox/message';
import { roundPartition } from '../rounds/round-name';
import { replace, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { isKnownTo, type Question, type QuestionName } from './question';

type Kind = 'question' | 'question-reminder' | 'response';

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

/** Those who were not told, and those whose message was dropped because the goal was somebody else's just then. */
export async function untoldAmong(
  store: EntityStore,
  name: QuestionName,
  question: Question,
  personIds: readonly string[],
): Promise<string[]> {
  const others = personIds.filter((id) => id !== question.by);
  // Together, since each minute asks about every open question.
  const untold = await Promise.all(
    others.map(
      async (id) => !isKnownTo(question, id) || (await findTold(store, name, id))?.value.state === 'needless',
    ),
  );
  return others.filter((_, index) => untold[index]);
}

/** Tells those of these people who were not told before, and notes them on the question; nothing if there are none. */
export async function tellAlso(
  store: EntityStore,
  name: QuestionName,
  row: Row<Question>,
  personIds: readonly string[],
  telling: Telling,
  now: Date,
): Promise<Change[]> {
  const to: string[] = [];
  const messages: Change[] = [];
  for (const id of personIds) {
    const told = await findTold(store, name, id);
    if (told?.value.state === 'needless') messages.push(...sendAgain(told, telling.sendFrom ?? now));
    if (told) continue;
    to.push(id);
    messages.push(...tellRespondent(name, id, telling, now));
  }
  if (messages.length === 0) return [];
  return [replace(row, { ...row.value, to: [...row.value.to, ...to] }), ...messages];
}

function findTold(store: EntityStore, name: QuestionName, personId: string) {
  return findMessage(store, roundPartition(name), keyOf('question', name, personId));
}

/** @param count of responses, from 1 */
export function tellAsker(
  name: QuestionName,
  personId: string,
  count: number,
  now: Date,
  sendFrom?: Date,
): Change {
  return enqueue(message('response', name, personId, `-${count}`), now, sendFrom);
}

function keyOf(kind: Kind, { programmeId, period, questionId }: QuestionName, personId: string) {
  return `${programmeId}|${period}|${personId}|${kind}-${questionId}`;
}

/** @param which of several of the kind, added to the key */
function message(kind: Kind, name: QuestionName, personId: string, which = ''): NewMessage {
  const { programmeId, period, goalId, questionId } = name;
  const key = keyOf(kind, name, personId) + which;
  const data = { programmeId, period, goalId, questionId };
  return { key, kind, recipient: { type: 'person', personId }, data };
}
