/** A saved reply in one line: its only answer, and the goal's light. Pure. */
import { type Answer, type Answers, answerTo } from '../../../src/goals/answers/answer-result';
import { goalLight, isColour } from '../../../src/goals/judging/light';
import { type Field, type Light } from '../../../src/goals/schema';
import { type AskedGoal, type AskedRound } from '../../../src/replies/asked-goals';
import { completenessIn, type Reply } from '../../../src/replies/reply';
import { shorten } from '../shorten';
import { type Wording } from '../wording';

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

/**
 * The person's answer if they gave only one, and the goal's light once all its owners have answered.
 * @param longest characters of the answer
 * @param shown how the light is written
 */
export function resultTexts(
  { programme, round }: Pick<AskedRound, 'programme' | 'round'>,
  { goal, fields }: Pick<AskedGoal, 'goal' | 'fields'>,
  reply: Reply,
  longest: number,
  wording: Wording,
  shown: (light: Light) => string,
): string[] {
  const only = singleAnswer(fields, reply.answers);
  const { light } = goalLight(goal, programme, reply.answers, round.period);
  const isJudged = completenessIn(round, goal, reply) === 'answered' && isColour(light);
  return [
    ...(only ? [shorten(wording.answer(only.field, only.answer, programme), longest)] : []),
    ...(isJudged ? [shown(light)] : []),
  ];
}
