/**
 * The text of an answer, the same in cards and in every report: what was typed, with number format, unit, comparator
 * and labels in the reader's language. An answer that says more than that stays as it was typed. Pure.
 */
import { type Answer } from './answer-result';
import { type AnswerReader } from './answer-words';
import { type AnswerForm, chosenIds, labelledChoices } from './choices';
import { fieldKindRules, measureUnit } from '../field-kinds';
import { formatDay } from '../format-date';
import { formatMoney, formatNumber, formatPercent } from '../format-number';
import { type NumberComparator, numberComparators } from './parse-number';
import { type Baseline, type Field, type Locale, type Target } from '../schema';
import { type TypedFigure, typedFigure } from './typed-figure';

export { type AnswerForm } from './choices';

type TextAnswer = Pick<Answer, 'raw' | 'value' | 'comparator'>;

/** @param form the programme as it was when the answer was given, with the labels of its work states */
export function answerText(field: Field, answer: TextAnswer, reader: AnswerReader, form: AnswerForm): string {
  switch (fieldKindRules[field.kind].answeredBy) {
    case 'choice':
      return labelsText(field, answer, reader, form) ?? figureOf(field, answer, reader) ?? typedText(answer);
    case 'figure':
      return figureOf(field, answer, reader) ?? typedText(answer);
    case 'day':
      return typeof answer.value === 'string' ? formatDay(answer.value, reader.locale) : typedText(answer);
    case 'words':
      return typedText(answer);
  }
}

/** A baseline or a target, written in the same way as the measure's answers; a range as "98–100 %". */
export function goalpostText(field: Field, goalpost: Baseline | Target, reader: AnswerReader): string {
  const { raw, value } = goalpost;
  if ('low' in goalpost && goalpost.low !== undefined && goalpost.high !== undefined)
    return rangeText(field, goalpost.low, goalpost.high, reader.locale);
  if (value === undefined) return raw;
  const label = labelsText(field, { raw, value }, reader, { workStates: [] });
  const typed = goalpostFigure(field, goalpost);
  return label ?? (typed ? figureText(field, typed, reader) : raw);
}

/** The register may state a comparator separately from the text; it is then written as a sign. */
export function goalpostFigure(field: Field, { raw, value, comparator }: Baseline | Target) {
  const bound = numberComparators.find((each) => each === comparator);
  const typed = bound && typedFigure(field, { raw, value, comparator: bound });
  const plain = typed ?? typedFigure(field, { raw, value });
  return plain && { ...plain, ...(bound && { bound }), isBoundSign: typed?.isBoundSign ?? true };
}

/** The value is not rounded; money has cents if there are any. */
export function decimalsOf({ kind, unit }: Pick<Field, 'kind' | 'unit'>, value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const decimals = (digits.split('.')[1] ?? '').length - Number(exponent);
  const least = isPlainMoney({ kind, unit }) && decimals > 0 ? 2 : 0;
  return Math.min(20, Math.max(least, decimals));
}

/** Plain euros, which each language writes in its own order; "€/vrk" is a unit like any other. */
export function isPlainMoney({ kind, unit }: { kind: Field['kind']; unit?: Field['unit'] }): boolean {
  return fieldKindRules[kind].unit === 'euro' && unit === undefined;
}

export const boundSigns: Readonly<Record<NumberComparator, string>> = {
  below: '<',
  above: '>',
  'at-most': '≤',
  'at-least': '≥',
};

/** The labels of the choices, or the id of an option that is gone; `undefined` if none of the answer is a choice. */
function labelsText(
  field: Field,
  answer: Pick<Answer, 'raw' | 'value'>,
  reader: AnswerReader,
  form: AnswerForm,
): string | undefined {
  const labels = new Map(labelledChoices(field, form, reader).map(({ id, text }) => [id, text]));
  const ids = chosenIds(field, answer);
  if (!ids.some((id) => labels.has(id))) return undefined;
  return ids.map((id) => labels.get(id) ?? id).join('; ');
}

function figureOf(field: Field, answer: TextAnswer, reader: AnswerReader): string | undefined {
  const typed = fieldKindRules[field.kind].isFigure ? typedFigure(field, answer) : undefined;
  return typed && figureText(field, typed, reader);
}

function typedText({ raw }: TextAnswer): string {
  return [raw].flat().join('; ');
}

/** "noin 12 pv", "<3 kuukautta", "enintään 5 %", "+5 hlö". */
function figureText(field: Field, typed: TypedFigure, { locale, words }: AnswerReader): string {
  const { value, isAbout, bound, isBoundSign, sign } = typed;
  const about = isAbout ? `${words.about} ` : '';
  const before = bound ? (isBoundSign ? boundSigns[bound] : `${words.bounds[bound]} `) : '';
  return about + before + sign + withUnit(field, value, locale);
}

function withUnit(field: Field, value: number, locale: Locale): string {
  const decimals = decimalsOf(field, value);
  if (isPlainMoney(field)) return formatMoney(value, locale, { decimals });
  if (fieldKindRules[field.kind].unit === 'percent') return formatPercent(value, locale, { decimals });
  const unit = measureUnit(field, locale);
  return formatNumber(value, locale, { decimals }) + (unit === '' ? '' : `\u00a0${unit}`);
}

/** The unit is written once, after the second figure; a sign that precedes its figure is written before both. */
function rangeText(field: Field, low: number, high: number, locale: Locale): string {
  const first = withUnit(field, low, locale);
  const startsWithUnit = isPlainMoney(field) && !first.endsWith('€');
  const alone = formatNumber(low, locale, { decimals: decimalsOf(field, low) });
  return `${startsWithUnit ? first : alone}–${withUnit(field, high, locale)}`;
}
