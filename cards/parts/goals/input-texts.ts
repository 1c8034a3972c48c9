/** What inputs show: their choices and values, what helps to answer, and what is wrong or odd with what was typed. Pure. */
import { type Answer, type AnswerProblem } from '../../../src/goals/answers/answer-result';
import { saysNoMeasure } from '../../../src/goals/answers/figure-words';
import { fieldKindRules } from '../../../src/goals/field-kinds';
import { type AnswerWarning } from '../../../src/goals/judging/warnings';
import { type Field, type Programme, type Target } from '../../../src/goals/schema';
import { noAnswer } from '../no-answer';
import { detailedText, isStringKey, type StringKey } from '../strings';
import { type Choice, type Wording } from '../wording';

/** The text of a problem, by its reason if it has one; details are what people typed, inserted as they are. */
export function problemText({ code, details }: AnswerProblem, wording: Wording): string {
  const key: StringKey = `problem.${code}`;
  const withReason = `${key}.${details['reason'] ?? ''}`;
  return detailedText(wording.locale, isStringKey(withReason) ? withReason : key, details);
}

/** The text of a warning, with what was read or what it is compared with. */
export function warningText(warning: AnswerWarning, wording: Wording): string {
  return detailedText(wording.locale, `warning.${warning.code}`, warning.details);
}

/** An example of a figure such as the field asks for. */
export function figureExample({ kind }: Field, wording: Wording): string {
  return wording.text(kind === 'percent' ? 'field.placeholder.percent' : 'field.placeholder.number');
}

/** The answer that there is no figure, which is read in every language: a task may have no measure. */
export function noFigureWord({ role }: Pick<Field, 'role'>, wording: Wording): string {
  return wording.text(role === 'progress' ? 'field.noMeasure' : 'field.notKnown');
}

/**
 * An optional choice can be cleared, and a figure of ours that is chosen can be said not to be known; the questions of
 * a survey have the choices that they have.
 * @param value what the input shows; the same said in other words, or in another language, stays as it is
 */
export function withNone(
  field: Field,
  choices: readonly Choice[],
  wording: Wording,
  value: string,
): readonly Choice[] {
  if (choices.length === 0) return choices;
  const { isFigure, isMultiple } = fieldKindRules[field.kind];
  const mayBeEmpty = (!field.required || field.askedWhen !== undefined) && !isMultiple;
  const title = noFigureWord(field, wording);
  const unknown = { title, value: saysNoMeasure(value) ? value : title };
  return [
    ...choices,
    ...(isFigure && field.role !== undefined ? [unknown] : []),
    ...(mayBeEmpty ? [{ title: wording.text('field.noAnswer'), value: noAnswer }] : []),
  ];
}

/** Invisible characters take six bytes each in the card's JSON; they are removed from the answer too. */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/gu;

export function asInputValue(raw: string | readonly string[] | undefined): string {
  const value = raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
  return value.replace(unseen, '');
}

/** "Tavoite: 90 %", after the target's own name if it has one. */
export function targetText(target: Target, field: Field, wording: Wording): string {
  const value = wording.text('field.target', { value: wording.goalpost(field, target) });
  return target.label ? `${wording.of(target.label)}: ${value}` : value;
}

/**
 * An answer of the period before, whole.
 * @param isOfOtherForm a figure is then shown as it was typed, since it was given in that version's unit
 */
export function previousValue(
  field: Field,
  before: Answer,
  isOfOtherForm: boolean,
  programme: Programme,
  wording: Wording,
): string {
  const asTyped = isOfOtherForm && fieldKindRules[field.kind].unit !== 'none';
  return asTyped ? String(before.raw) : wording.answer(field, before, programme);
}
