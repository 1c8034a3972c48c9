/** The choices for answering a field. Pure. */
import { type Answer } from './answer-result';
import { type AnswerReader } from './answer-words';
import { fieldKindRules } from '../field-kinds';
import { formatNumber } from '../format-number';
import { type Field, lights, type Option, type Programme } from '../schema';
import { textIn } from '../text';

/** The part of a programme that its fields' choices come from. */
export type AnswerForm = Pick<Programme, 'workStates'>;

/** The lights that can be given as an answer; "not answered" is a light without an answer. */
export const answerableLights = lights.filter((light) => light !== 'not-answered');

/** A choice as its reader sees it. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

/** The choices that an input offers, in order; empty for a field that is typed. */
export function choicesOf(field: Field, form: AnswerForm, reader: AnswerReader): readonly Choice[] {
  return fieldKindRules[field.kind].choices === 'steps'
    ? scaleSteps(field, reader)
    : labelledChoices(field, form, reader);
}

/** The choices by which an answer is read: those that have a label. */
export function labelledChoices(
  field: Field,
  form: AnswerForm,
  { locale, words }: AnswerReader,
): readonly Choice[] {
  switch (fieldKindRules[field.kind].choices) {
    case 'options':
    case 'work-states':
      return formChoices(field, form).map(({ id, label }) => ({ id, text: textIn(label, locale) }));
    case 'lights':
      return answerableLights.map((id) => ({ id, text: words.lights[id] }));
    case 'yes-no':
      return [
        { id: '1', text: words.yes },
        { id: '0', text: words.no },
      ];
    case 'steps':
    case 'none':
      return [];
  }
}

/** The choices that the form itself names, with their labels in all available languages. */
export function formChoices(field: Field, { workStates }: AnswerForm): readonly Option[] {
  const { choices } = fieldKindRules[field.kind];
  if (choices === 'options') return field.options ?? [];
  return choices === 'work-states' ? workStates : [];
}

/** The ids that were chosen; for a yes/no field its value, which may be any figure from 0 to 1. */
export function chosenIds({ kind }: Pick<Field, 'kind'>, { raw, value }: Pick<Answer, 'raw' | 'value'>) {
  return fieldKindRules[kind].isFigure ? [String(value)] : [raw].flat();
}

/** The whole steps of a short scale; a long one is typed. */
function scaleSteps({ min, max }: Field, { locale }: AnswerReader): Choice[] {
  if (min === undefined || max === undefined || max - min > 10 || !Number.isInteger(max - min)) return [];
  return Array.from({ length: max - min + 1 }, (_, index) => ({
    id: String(min + index),
    text: formatNumber(min + index, locale),
  }));
}
