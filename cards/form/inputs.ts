/** The inputs of one row. What was answered last is only their placeholder, so an untouched row sends nothing. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { fieldKindRules } from '../../src/goals/field-kinds';
import { type Field, type Programme } from '../../src/goals/schema';
import { asInput, typedIn } from '../../src/replies/draft';
import { noAnswers } from '../../src/replies/reply';
import { fieldNames } from '../parts/field-labels';
import { type CardElement } from '../parts/goals/field-elements';
import { asInputValue, figureExample, previousValue, withNone } from '../parts/goals/input-texts';
import { longestNumber } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { rowInputId } from './row-input';
import { type FormRow } from './source';

/** Longest text that is typed on a row, in characters; a longer one is written on the goal's own card. */
const longestOnRow = 500;

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

/** What was typed, even if it is only a draft; else the current answer. */
function valueOf({ id }: Field, { asked: { draft, reply }, alerts }: FormRow): string {
  const typed = typedIn(alerts?.typed ?? {}, id) ?? typedIn(draft?.typed ?? {}, id);
  return asInput(typed ?? answerTo(reply?.answers ?? noAnswers, id)?.raw);
}

function controlOf(field: Field, row: FormRow, programme: Programme, wording: Wording): CardElement {
  const last = lastText(field, row, programme, wording);
  const choices = withNone(field, wording.choices(field, programme), wording, valueOf(field, row));
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
  const value = lastValue(field, row, programme, wording);
  return value === undefined ? undefined : wording.text('form.last', { value: shorten(value, longest.last) });
}

/** The answer in the period before; `undefined` if there was none. */
export function lastValue(
  field: Field,
  { previous, isOfOtherForm = false }: FormRow,
  programme: Programme,
  wording: Wording,
): string | undefined {
  const before = answerTo(previous?.answers ?? noAnswers, field.id);
  return before && previousValue(field, before, isOfOtherForm, programme, wording);
}
