/** The inputs of one row. What was answered last is only their placeholder, so an untouched row sends nothing. Pure. */
import { type Answer, answerTo } from '../../src/goals/answers/answer-result';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field, type Programme } from '../../src/goals/schema';
import { asInput, typedIn } from '../../src/replies/draft';
import { noAnswers } from '../../src/replies/reply';
import { fieldNames } from '../parts/field-labels';
import { figureExample, asInputValue, withNone } from '../parts/goals/input-texts';
import { longestNumber } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { rowInputId } from './row-input';
import { type FormRow } from './source';

/** An element of a card as JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** Longest text that is typed on a row, in characters; a longer one is written on the goal's own card. */
export const longestOnRow = 500;

/** An input's name and the last answer in it. */
const longest = { label: 100, last: 50 } as const;

/** The inputs by their fields; a text that is too long for a row is shown on the goal's own card. */
export function rowInputs(row: FormRow, programme: Programme, wording: Wording): CardElement[] {
  return row.asked.fields.flatMap((field) =>
    fitsInput(field, row) ? [inputOf(field, row, programme, wording)] : [],
  );
}

/** Whether the person's text, typed or saved, fits the input of one line. A figure always does. */
export function fitsInput(field: Field, row: FormRow): boolean {
  if (fieldKindRules[field.kind].answeredBy !== 'words') return true;
  const value = valueOf(field, row);
  return value.length <= longestOnRow && !/[\r\n]/.test(value);
}

function inputOf(field: Field, row: FormRow, programme: Programme, wording: Wording): CardElement {
  const { goal, reply, draft } = row.asked;
  const [version, isDraft] = [reply?.version ?? 0, draft !== undefined];
  return {
    ...controlOf(field, row, programme, wording),
    id: rowInputId({ goalId: goal.id, fieldId: field.id, version, draft: isDraft }),
    label: labelOf(field, row, wording),
    value: asInputValue(valueOf(field, row).slice(0, longestOnRow)),
  };
}

/** "ASU-1: Luottamus (%)": different on every row. */
function labelOf(field: Field, { asked: { goal } }: FormRow, wording: Wording): string {
  const name = shorten(fieldNames(goal, wording).get(field.id)!, longest.label);
  const label = field.required ? name : wording.text('field.optional', { label: name });
  return wording.text('goal.warning', { label: goal.code, warning: label });
}

/** What was typed, also if it is only a draft; else the current answer. */
function valueOf({ id }: Field, { asked: { draft, reply }, alerts }: FormRow): string {
  const typed = typedIn(alerts?.typed ?? {}, id) ?? typedIn(draft?.typed ?? {}, id);
  return asInput(typed ?? answerTo(reply?.answers ?? noAnswers, id)?.raw);
}

function controlOf(field: Field, row: FormRow, programme: Programme, wording: Wording): CardElement {
  const last = lastText(field, row, programme, wording);
  const choices = withNone(field, wording.choices(field, programme), wording);
  if (choices.length > 0) {
    const placeholder = last ?? wording.text('field.choose');
    return { type: 'Input.ChoiceSet', style: 'compact', wrap: true, choices, placeholder };
  }
  switch (fieldKindRules[field.kind].answeredBy) {
    case 'day':
      return { type: 'Input.Date' };
    case 'words': {
      const most = Math.min(field.maxLength ?? longestOnRow, longestOnRow);
      const placeholder = last ?? wording.text('field.placeholder.text', { max: wording.number(most) });
      return { type: 'Input.Text', placeholder, maxLength: longestOnRow };
    }
    case 'figure':
    case 'choice': {
      const placeholder = last ?? figureExample(field, wording);
      return { type: 'Input.Text', placeholder, maxLength: longestNumber };
    }
  }
}

/** "viimeksi 97,3 %" */
function lastText(field: Field, row: FormRow, programme: Programme, wording: Wording): string | undefined {
  const before = lastAnswer(field, row);
  if (!before) return undefined;
  return wording.text('form.last', {
    value: shorten(lastValue(field, row, before, programme, wording), longest.last),
  });
}

/** The field's answer in the period before. */
export function lastAnswer({ id }: Field, { previous }: FormRow): Answer | undefined {
  return answerTo(previous?.answers ?? noAnswers, id);
}

/** A figure from another version of the form is shown as it was typed: it was given in that version's unit. */
export function lastValue(
  field: Field,
  { isOfOtherForm }: FormRow,
  before: Answer,
  programme: Programme,
  wording: Wording,
): string {
  const asTyped = isOfOtherForm && fieldKindRules[field.kind].unit !== 'none';
  return asTyped ? String(before.raw) : wording.answer(field, before, programme);
}
