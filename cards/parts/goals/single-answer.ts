/** The one answer that says how a goal stands. Pure. */
import { type Answer, type Answers, answerTo } from '../../../src/goals/answers/answer-result';
import { type Field } from '../../../src/goals/schema';

/** `undefined` if several of the fields are answered, or none. */
export function singleAnswer(
  fields: readonly Field[],
  answers: Answers,
): { readonly field: Field; readonly answer: Answer } | undefined {
  const [only, ...others] = fields.flatMap((field) => {
    const answer = answerTo(answers, field.id);
    return answer ? [{ field, answer }] : [];
  });
  return others.length === 0 ? only : undefined;
}
