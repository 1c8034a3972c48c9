/** What a field was answered in an earlier period, beside its value now. Pure. */
import { answerTo } from '../../goals/answers/answer-result';
import { answerText } from '../../goals/answers/answer-text';
import { typedFigure } from '../../goals/answers/typed-figure';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field } from '../../goals/schema';
import { type GivenAnswer, noAnswers } from '../../replies/reply';
import { type EarlierRound, type ReportContent, type ReportedGoal } from './report-content';

/** The way a figure went. The triangles are lights, so these are arrows. */
export type Arrow = '↑' | '↓' | '→';

export interface Comparison {
  readonly period: string;
  /** The earlier answer as the reader writes it. */
  readonly text: string;
  readonly value: GivenAnswer['value'];
  /** Missing unless both answers are one figure in the same unit. */
  readonly arrow?: Arrow;
}

type Reported = Pick<ReportedGoal, 'goal' | 'answers'>;

/** The value of the last closed round before this one; `undefined` if the field was not answered then. */
export function previousOf(field: Field, reported: Reported, content: ReportContent): Comparison | undefined {
  return comparedWith(content.source.previous, field, reported, content);
}

/** The value of the same period a year earlier; `undefined` if the previous round is that one. */
export function yearAgoOf(field: Field, reported: Reported, content: ReportContent): Comparison | undefined {
  const { lastYear } = content.options;
  if (lastYear?.period === content.source.previous?.period) return undefined;
  return comparedWith(lastYear, field, reported, content);
}

function comparedWith(
  round: EarlierRound | undefined,
  field: Field,
  { goal, answers }: Reported,
  content: ReportContent,
): Comparison | undefined {
  const answer = round && answerTo(round.replies.get(goal.id)?.answers ?? noAnswers, field.id);
  if (!round || !answer) return undefined;
  const asked = round.form.goals.find(({ id }) => id === goal.id)?.fields.find(({ id }) => id === field.id);
  const then = asked ?? field;
  const arrow = arrowBetween(then, answer, field, answerTo(answers, field.id));
  return {
    period: round.period,
    value: answer.value,
    text: answerText(then, answer, content.reader, round.form.programme),
    ...(arrow && { arrow }),
  };
}

function arrowBetween(
  then: Field,
  before: GivenAnswer,
  field: Field,
  now: GivenAnswer | undefined,
): Arrow | undefined {
  const [from, to] = [figureOf(then, before), figureOf(field, now)];
  const isSame = then.kind === field.kind && JSON.stringify(then.unit) === JSON.stringify(field.unit);
  if (from === undefined || to === undefined || !isSame) return undefined;
  return to === from ? '→' : to > from ? '↑' : '↓';
}

/** `undefined` for a text, a bound such as "<3" and an approximate figure, which do not say how far it moved. */
function figureOf(field: Field, answer: GivenAnswer | undefined): number | undefined {
  if (!answer || !fieldKindRules[field.kind].isFigure) return undefined;
  const typed = typedFigure(field, answer);
  return typed && !typed.isAbout && !typed.bound ? typed.value : undefined;
}
