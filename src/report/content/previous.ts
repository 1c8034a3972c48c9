/** What a field was answered in an earlier period, beside its value now. Pure. */
import { answerTo } from '../../goals/answers/answer-result';
import { answerText } from '../../goals/answers/answer-text';
import { typedFigure } from '../../goals/answers/typed-figure';
import { fieldKindRules } from '../../goals/field-kinds';
import { movementOf } from '../../goals/judging/movement';
import { isSameMeasure } from '../../goals/same-measure';
import { type Field } from '../../goals/schema';
import { parsePeriod } from '../../periods/period';
import { elapsedShare } from '../../periods/year-share';
import { type GivenAnswer, type GivenAnswers, noAnswers } from '../../replies/reply';
import { type EarlierRound, type ReportContent, type ReportedGoal } from './report-content';

/** The way a figure went. The triangles are lights, so these are arrows. */
export type Arrow = '↑' | '↓' | '→';

export interface Comparison {
  readonly period: string;
  /** The field as it was asked then. */
  readonly field: Field;
  readonly answer: GivenAnswer;
  /** The earlier answer as the reader writes it. */
  readonly text: string;
  /** Missing unless both answers are one figure of the same measure. */
  readonly arrow?: Arrow;
  /** "parempi", "huonompi" or "ennallaan"; missing if nothing says which side is good. */
  readonly word?: string;
}

type Reported = Pick<ReportedGoal, 'goal' | 'answers'>;

/** The value of the last closed round before this one; `undefined` if the field was not answered then. */
export function previousOf(
  field: Field,
  { goal, answers }: Reported,
  content: ReportContent,
): Comparison | undefined {
  return comparedWith(content.source.previous, field, { goal, answers }, content);
}

/** The value of the same period a year earlier; `undefined` if the previous round is that one. */
export function yearAgoOf(field: Field, reported: Reported, content: ReportContent): Comparison | undefined {
  const { lastYear } = content.options;
  if (lastYear?.period === content.source.previous?.period) return undefined;
  return comparedWith(lastYear, field, reported, content);
}

/** "↑ parempi"; empty if the figures cannot be compared. */
export function changeText({ arrow, word }: Pick<Comparison, 'arrow' | 'word'>): string {
  return [arrow, word].filter(Boolean).join(' ');
}

/** What a goal was answered in an earlier round, and its fields at that time. */
export function earlierAnswers(
  round: Pick<EarlierRound, 'form' | 'replies'>,
  { id }: { readonly id: string },
): { readonly answers: GivenAnswers; readonly fieldThen: (field: Field) => Field } {
  const fields = round.form.goals.find((goal) => goal.id === id)?.fields;
  return {
    answers: round.replies.get(id)?.answers ?? noAnswers,
    fieldThen: (field) => fields?.find((each) => each.id === field.id) ?? field,
  };
}

function comparedWith(
  round: EarlierRound | undefined,
  field: Field,
  { goal, answers }: Reported,
  content: ReportContent,
): Comparison | undefined {
  const then = round && earlierAnswers(round, goal);
  const answer = then && answerTo(then.answers, field.id);
  if (!round || !answer) return undefined;
  const before = { field: then.fieldThen(field), answer };
  const now = { field, answer: answerTo(answers, field.id) };
  const way = field.accumulates ? wayOfAdding(round.period, content.source.round.period) : 'judged';
  return {
    ...before,
    period: round.period,
    text: answerText(before.field, answer, content.reader, round.form.programme),
    ...(way !== undefined && moved(before, now, way === 'rising', content)),
  };
}

/** A figure that adds up rises through the year whatever happens, and begins again in January. */
function wayOfAdding(from: string, to: string): 'judged' | 'rising' | undefined {
  if (yearOf(from) === yearOf(to)) return 'rising';
  return elapsedShare(from) === elapsedShare(to) ? 'judged' : undefined;
}

function yearOf(period: string): number {
  return parsePeriod(period).year;
}

interface Answered {
  readonly field: Field;
  readonly answer: GivenAnswer | undefined;
}

function moved(
  before: Answered,
  now: Answered,
  isRising: boolean,
  { words }: ReportContent,
): Pick<Comparison, 'arrow' | 'word'> {
  const [from, to] = [figureOf(before), figureOf(now)];
  if (from === undefined || to === undefined || !isSameMeasure(before.field, now.field)) return {};
  if (from === to) return { arrow: '→', word: words.unchanged };
  const movement = isRising ? undefined : movementOf(now.field, from, to);
  return { arrow: to > from ? '↑' : '↓', ...(movement && { word: words[movement] }) };
}

/** `undefined` for a text, a bound such as "<3" and an approximate figure, which do not say how far it moved. */
function figureOf({ field, answer }: Answered): number | undefined {
  if (!answer || !fieldKindRules[field.kind].isFigure) return undefined;
  if (fieldKindRules[field.kind].answeredBy === 'choice')
    return typeof answer.value === 'number' ? answer.value : undefined;
  const typed = typedFigure(field, answer);
  return typed && !typed.isAbout && !typed.bound ? typed.value : undefined;
}
