/** What must hold of the stored questions and their messages after each act. */
import { type Message } from '../../src/outbox/message';
import { type Question } from '../../src/questions/question';
import { type StoredRow } from '../helpers/fixtures';
import { type QuestionModel } from './question-model';

function questionsIn(rows: readonly StoredRow[]): Question[] {
  return rows.filter(({ key }) => key.startsWith('question|')).map(({ value }) => value as Question);
}

/** How often something was asked or responded; who was told is not spoken. */
export function spokenIn(rows: readonly StoredRow[]): unknown {
  return questionsIn(rows).map(({ id, responses }) => [id, responses.length]);
}

/** The same questions and responses as in the model; each of those who were told, and the asker of each response, once. */
export function expectQuestions(rows: readonly StoredRow[], model: QuestionModel): void {
  const stored = questionsIn(rows);
  expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(model.asked.keys()));
  for (const { id, goalId, by, text, to, responses } of stored) {
    const known = model.asked.get(id)!;
    expect([goalId, by, text, new Set(to)]).toEqual([known.goal, known.by, known.text, known.to]);
    expect(responses.map((each) => [each.by, each.text])).toEqual(
      known.responses.map((each) => [each.by, each.text]),
    );
    for (const [index, each] of responses.entries())
      expect(known.responses[index]!.names).toContain(each.onBehalfOf ?? each.by);
  }
  const told = messagesIn(rows);
  const expected = stored.flatMap(({ id, by, to, responses }) => [
    ...to.map((person) => `${person}|question-${id}`),
    ...responses.map((_, index) => `${by}|response-${id}-${index + 1}`),
  ]);
  expect(told).toEqual(expected.sort());
}

/** Nothing is sent in these tests, so that each message waits. */
function messagesIn(rows: readonly StoredRow[]): string[] {
  const waiting = rows.filter(({ key }) => key.startsWith('pending|')).map(({ value }) => value as Message);
  return waiting
    .filter(({ kind }) => kind === 'question' || kind === 'response')
    .map(({ key }) => key.split('|').slice(-2).join('|'))
    .sort();
}
