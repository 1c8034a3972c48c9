/** What can be chosen as the answer to a field. Pure. */
import { type Answer } from './answer-result';
import { answerWords } from './answer-words';
import { fieldKindRules } from '../field-kinds';
import { formatNumber } from '../format-number';
import {
  type Field,
  type Light,
  lights,
  type Locale,
  locales,
  type LocalizedText,
  type Option,
  type Programme,
} from '../schema';

/** What of a programme its fields' choices come from. */
export type AnswerForm = Pick<Programme, 'workStates'>;

/** A light that can be answered with: "not answered" is what a light is without an answer. */
export const answerableLights = lights.filter((light) => light !== 'not-answered');

/** The choices that an input offers, in their order; empty for a field that is typed. */
export function choicesOf(field: Field, form: AnswerForm): readonly Option[] {
  return fieldKindRules[field.kind].choices === 'steps' ? scaleSteps(field) : labelledChoices(field, form);
}

/** The choices that an answer is read by: those with a label of their own. */
export function labelledChoices(field: Field, { workStates }: AnswerForm): readonly Option[] {
  switch (fieldKindRules[field.kind].choices) {
    case 'options':
      return field.options ?? [];
    case 'work-states':
      return workStates;
    case 'lights':
      return lightChoices;
    case 'yes-no':
      return yesOrNo;
    case 'steps':
    case 'none':
      return [];
  }
}

/** The ids that were chosen; of a yes or no its value, which may be another figure between 0 and 1. */
export function chosenIds({ kind }: Pick<Field, 'kind'>, { raw, value }: Pick<Answer, 'raw' | 'value'>) {
  return fieldKindRules[kind].isFigure ? [String(value)] : [raw].flat();
}

const inAllLanguages = (text: (locale: Locale) => string): LocalizedText =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale)]));

const lightChoices: readonly (Option & { readonly id: Light })[] = answerableLights.map((id) => ({
  id,
  label: inAllLanguages((locale) => answerWords[locale].lights[id]),
}));

const yesOrNo: readonly Option[] = [
  { id: '1', label: inAllLanguages((locale) => answerWords[locale].yes) },
  { id: '0', label: inAllLanguages((locale) => answerWords[locale].no) },
];

/** The whole steps of a short scale; a long one is typed. */
function scaleSteps({ min, max }: Field): Option[] {
  if (min === undefined || max === undefined || max - min > 10 || !Number.isInteger(max - min)) return [];
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    id: String(min + index),
    label: inAllLanguages((locale) => formatNumber(min + index, locale)),
  }));
}
