/** One input of a goal's card: kind of control, value, label, and the notes under it. Pure. */
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field } from '../../src/goals/schema';
import { excess, longestNumber, longestText } from '../parts/limits';
import {
  type CardElement,
  inputPrefix,
  problemLine,
  smallLine,
  warningLine,
} from '../parts/goals/field-elements';
import { asInputValue, figureExample, problemText, warningText, withNone } from '../parts/goals/input-texts';
import { type Choice, type Wording } from '../parts/wording';
import { isOneOfSeveral } from './alternatives';
import { conflictText, notesUnder } from './field-notes';
import { inputValueOf, type ShownSource } from './source';

/** With at least this many options, a drop-down takes less room than buttons. */
const listFrom = 7;

/** A longer text gets a multi-line input. */
const longestLine = 200;

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
      value: asInputValue(inputValueOf(field, source)),
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
    ...(note ? [smallLine(note, { isSubtle: true }), ...(source.wholes?.get(field.id) ?? [])] : []),
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

/** Why the answer cannot be saved; otherwise what is odd about it, and what somebody else answered first. */
function alertsUnder(field: Field, source: ShownSource, wording: Wording): CardElement[] {
  const problem = source.problems?.get(field.id);
  if (problem) return [problemLine(problemText(problem, wording))];
  const warnings = source.warnings?.get(field.id) ?? [];
  const texts = warnings.map((warning) => warningText(warning, wording));
  if (source.conflicts?.has(field.id)) texts.push(conflictText(field, source, wording));
  return texts.map(warningLine);
}

function controlOf(field: Field, source: ShownSource, wording: Wording): CardElement {
  const value = inputValueOf(field, source);
  const choices = withNone(field, wording.choices(field, source.programme), wording, value);
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
        placeholder: figureExample(field, wording),
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
