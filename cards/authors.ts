/** Who answered, where it was not the reader for themselves. Pure. */
import { type Field } from '../src/goals/schema';
import { type GivenAnswer } from '../src/replies/reply';
import { type GoalCardSource, nameOf } from './goal-source';
import { type Wording } from './wording';

/** Each of those who answered some of these fields, once; `''` stands for the reader. */
export function authorsOf(fields: readonly Field[], source: GoalCardSource, wording: Wording): string[] {
  const authors = fields.flatMap(({ id }) => {
    const answer = source.conflicts?.has(id) ? undefined : source.answers[id];
    return answer ? [authorText(answer, source, wording)] : [];
  });
  return [...new Set(authors)];
}

/** "vastannut Aino Virtanen henkilön Matti Meikäläinen puolesta 3.10.2026 klo 9.15". */
export function authorText(answer: GivenAnswer, source: GoalCardSource, wording: Wording): string {
  const { by, at, onBehalfOf } = answer;
  if (by === source.reader && onBehalfOf === undefined) return '';
  const name = nameOf(source, by);
  const moment = wording.moment(at);
  return onBehalfOf === undefined
    ? wording.text('field.answeredBy', { name, moment })
    : wording.text('field.answeredFor', { name, owner: nameOf(source, onBehalfOf), moment });
}
