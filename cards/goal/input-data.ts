/** One input of a goal's card: kind of control, value, label, and the notes under it. Pure. */
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type AnswerProblem } from '../../src/goals/answers/answer-result';
import { type AnswerWarning } from '../../src/goals/judging/warnings';
import { type Field } from '../../src/goals/schema';
import { excess, longestNumber, longestText } from '../parts/limits';
import { noAnswer } from '../parts/no-answer';
import { own } from '../parts/own';
import { detailedText, isStringKey, type StringKey } from '../parts/strings';
import { type Choice, type Wording } from '../parts/wording';
import { isOneOfSeveral } from './alternatives';
import { conflictText, notesUnder } from './field-notes';
import { type ShownSource } from './source';

/** Inputs are named with this prefix and their field, so that nothing else in a submit can be mistaken for one. */
export const inputPrefix = 'field_';

/** With at least this many options, a drop-down takes less room than buttons. */
const listFrom = 7;

/** A longer text gets a multi-line input. */
const longestLine = 200;

/** An element of a card as JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** The input and the notes under it. */
export function inputFor(field: Field, name: string, source: ShownSource, wording: Wording): CardElement[] {
  const alerts = alertsUnder(field, source, wording);
  // Two alerts are a lot to read on a phone, and large in a card; the notes give way to them.
  const oneOf = isOneOfSeveral(field, source.goal);
  const note = alerts.length < 2 && notesUnder(field, source, alerts.length, wording);
  return [
    {
      ...controlOf(field, source, wording),
      id: inputPrefix + field.id,
      label: labelOf(field, name, oneOf, wording),
      value: asInputValue(source.typed ? own(source.typed, field.id) : own(source.answers, field.id)?.raw),
      // A check in the client would block saving a draft, so with drafts the bot checks instead.
      ...(field.required &&
        !field.askedWhen &&
        !oneOf &&
        !source.programme.policy.drafts && {
          isRequired: true,
          errorMessage: wording.text('field.required'),
        }),
    },
    ...alerts,
    ...(note ? [line({ text: note, isSubtle: true })] : []),
  ];
}

/** Voluntary fields are marked as such, and so are those asked only after another answer. */
function labelOf(
  { required, askedWhen, role }: Field,
  name: string,
  oneOf: boolean,
  wording: Wording,
): string {
  const label = role === 'support' ? wording.text('field.support', { label: name }) : name;
  if (required && askedWhen) return wording.text('field.conditional', { label });
  return required || oneOf ? label : wording.text('field.optional', { label });
}

/** A small line right under what it belongs to. */
function line(run: { readonly text: string } & CardElement): CardElement {
  return { type: 'RichTextBlock', spacing: 'None', inlines: [{ type: 'TextRun', size: 'Small', ...run }] };
}

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

/** Why the answer cannot be saved; otherwise what is odd about it, and what somebody else answered first. */
function alertsUnder(field: Field, source: ShownSource, wording: Wording): CardElement[] {
  const problem = source.problems?.get(field.id);
  if (problem) return [line({ text: problemText(problem, wording), color: 'Attention', weight: 'Bolder' })];
  const warnings = source.warnings?.get(field.id) ?? [];
  const texts = warnings.map((warning) => warningText(warning, wording));
  if (source.conflicts?.has(field.id)) texts.push(conflictText(field, source, wording));
  return texts.map((text) => onWarningGround(line({ text: `⚠ ${text}` })));
}

/** The warning colour as a background: as a text colour it is too pale to read in the light theme. */
function onWarningGround(element: CardElement): CardElement {
  return { type: 'Container', style: 'warning', spacing: 'Small', items: [element] };
}

function controlOf(field: Field, { programme }: ShownSource, wording: Wording): CardElement {
  const choices = withNone(field, wording.choices(field, programme), wording);
  if (choices.length > 0) return choiceSet(field, choices, wording);
  switch (fieldKindRules[field.kind].answeredBy) {
    case 'day':
      return { type: 'Input.Date' };
    case 'words':
      return wordsInput(field, wording);
    // A choice field without options is typed as well.
    case 'figure':
    case 'choice':
      return {
        type: 'Input.Text',
        placeholder: wording.text('field.placeholder.number'),
        maxLength: longestNumber,
      };
  }
}

function wordsInput(field: Field, wording: Wording): CardElement {
  const longest = longestText(field);
  const placeholder = wording.text('field.placeholder.text', { max: wording.number(longest) });
  return {
    type: 'Input.Text',
    placeholder,
    maxLength: longest + excess,
    ...(longest > longestLine && field.role !== 'support' && { isMultiline: true }),
  };
}

/** In a table, or with many choices, a drop-down takes less room than buttons. */
function choiceSet(field: Field, choices: readonly Choice[], wording: Wording): CardElement {
  const several = fieldKindRules[field.kind].isMultiple;
  const opens = !several && (choices.length >= listFrom || field.row !== undefined);
  return {
    type: 'Input.ChoiceSet',
    wrap: true,
    choices,
    ...(several && { isMultiSelect: true }),
    ...(opens ? { style: 'compact', placeholder: wording.text('field.choose') } : { style: 'expanded' }),
  };
}

/** An optional choice can be cleared. */
function withNone(field: Field, choices: readonly Choice[], wording: Wording): readonly Choice[] {
  const mayBeEmpty = !field.required || field.askedWhen !== undefined;
  const takenBack = choices.length > 0 && mayBeEmpty && !fieldKindRules[field.kind].isMultiple;
  return takenBack ? [...choices, { title: wording.text('field.noAnswer'), value: noAnswer }] : choices;
}

/** Invisible characters take six bytes each in the card's JSON; they are removed from the answer too. */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/gu;

function asInputValue(raw: string | readonly string[] | undefined): string {
  const value = raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
  return value.replace(unseen, '');
}
