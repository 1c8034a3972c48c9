/** One input of a goal's card: kind of control, value, label, and what stands under it. Pure. */
import { type AnswerProblem } from '../../src/goals/answers/answer';
import { type AnswerWarning } from '../../src/goals/judging/warnings';
import { type Field } from '../../src/goals/schema';
import { excess, longestNumber, longestText } from '../parts/limits';
import { noAnswer } from '../parts/no-answer';
import { own } from '../parts/own';
import { detailedText, isStringKey, type StringKey } from '../parts/strings';
import { type Choice, type Wording } from '../parts/wording';
import { conflictText, notesUnder } from './field-notes';
import { type ShownSource } from './source';

/** Inputs are named after their field, so that nothing else in a submit can be taken for one. */
export const inputPrefix = 'field_';

/** From this many options on a list takes less room than buttons. */
const listFrom = 7;

/** A longer text is typed in several lines. */
const longestLine = 200;

/** An element of a card as JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** The input and what stands under it. */
export function inputFor(field: Field, name: string, source: ShownSource, wording: Wording): CardElement[] {
  const alerts = alertsUnder(field, source, wording);
  // Two alerts are much to read on a phone and much for a card's size; what one knows already gives way.
  const note = alerts.length < 2 && notesUnder(field, source, alerts.length, wording);
  return [
    {
      ...controlOf(field, source, wording),
      id: inputPrefix + field.id,
      label: labelOf(field, name, wording),
      value: asInputValue(source.typed ? own(source.typed, field.id) : own(source.answers, field.id)?.raw),
      // A check in the client would keep a draft from being sent, so the bot checks where there are drafts.
      ...(field.required &&
        !field.askedWhen &&
        !source.programme.policy.drafts && {
          isRequired: true,
          errorMessage: wording.text('field.required'),
        }),
    },
    ...alerts,
    ...(note ? [line({ text: note, isSubtle: true })] : []),
  ];
}

/** What need not be answered says so, and what is asked only after another answer. */
function labelOf({ required, askedWhen }: Field, label: string, wording: Wording): string {
  if (required && askedWhen) return wording.text('field.conditional', { label });
  return required ? label : wording.text('field.optional', { label });
}

/** A small line right under what it belongs to. */
function line(run: { readonly text: string } & CardElement): CardElement {
  return { type: 'RichTextBlock', spacing: 'None', inlines: [{ type: 'TextRun', size: 'Small', ...run }] };
}

/** The text of a problem, by its reason where it names one; details were typed by people and are inserted as they are. */
export function problemText({ code, details }: AnswerProblem, wording: Wording): string {
  const key: StringKey = `problem.${code}`;
  const withReason = `${key}.${details['reason'] ?? ''}`;
  return detailedText(wording.locale, isStringKey(withReason) ? withReason : key, details);
}

/** The text of a warning, with what was read or what it is compared with. */
export function warningText(warning: AnswerWarning, wording: Wording): string {
  return detailedText(wording.locale, `warning.${warning.code}`, warning.details);
}

/** What cannot be saved, else what is odd about it and who was faster. */
function alertsUnder(field: Field, source: ShownSource, wording: Wording): CardElement[] {
  const problem = source.problems?.get(field.id);
  if (problem) return [line({ text: problemText(problem, wording), color: 'Attention', weight: 'Bolder' })];
  const warnings = source.warnings?.get(field.id) ?? [];
  const texts = warnings.map((warning) => warningText(warning, wording));
  if (source.conflicts?.has(field.id)) texts.push(conflictText(field, source, wording));
  return texts.map((text) => onWarningGround(line({ text: `⚠ ${text}` })));
}

/** The warning colour as a ground: as a letter's colour it is too pale to read in the light theme. */
function onWarningGround(element: CardElement): CardElement {
  return { type: 'Container', style: 'warning', spacing: 'Small', items: [element] };
}

function controlOf(field: Field, { programme }: ShownSource, wording: Wording): CardElement {
  const choices = withNone(field, wording.choices(field, programme), wording);
  if (choices.length > 0) return choiceSet(field, choices, wording);
  switch (wording.kinds[field.kind].answeredBy) {
    case 'day':
      return { type: 'Input.Date' };
    case 'words':
      return wordsInput(field, wording);
    // A choice without options is typed too.
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
    ...(longest > longestLine && { isMultiline: true }),
  };
}

/** In a table, and where there are many choices, a list that opens takes less room than buttons. */
function choiceSet(field: Field, choices: readonly Choice[], wording: Wording): CardElement {
  const several = wording.kinds[field.kind].isMultiple;
  const opens = !several && (choices.length >= listFrom || field.row !== undefined);
  return {
    type: 'Input.ChoiceSet',
    wrap: true,
    choices,
    ...(several && { isMultiSelect: true }),
    ...(opens ? { style: 'compact', placeholder: wording.text('field.choose') } : { style: 'expanded' }),
  };
}

/** A choice that need not be made can be taken back. */
function withNone(field: Field, choices: readonly Choice[], wording: Wording): readonly Choice[] {
  const mayBeEmpty = !field.required || field.askedWhen !== undefined;
  const takenBack = choices.length > 0 && mayBeEmpty && !wording.kinds[field.kind].isMultiple;
  return takenBack ? [...choices, { title: wording.text('field.noAnswer'), value: noAnswer }] : choices;
}

/** Characters that nobody sees take six in the card's JSON each; the answer itself is cleaned of them too. */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff]/gu;

function asInputValue(raw: string | readonly string[] | undefined): string {
  const value = raw === undefined ? '' : typeof raw === 'string' ? raw : raw.join(',');
  return value.replace(unseen, '');
}
