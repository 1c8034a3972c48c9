/** Turns a person's input for one field into an answer, or says what is wrong with it. */
import { withoutUnwritable } from '../../plain-text';
import { accept, type AnswerResult, refuse } from './answer-result';
import { answerableLights } from './choices';
import { formatNumber } from '../format-number';
import { parseNumericAnswer } from './numeric-answer';
import { type Field, type Locale, type Programme } from '../schema';
import { typedDate } from './typed-date';

export * from './answer-result';

/** Default for a field's longest text: the longest free text of the ministry's survey. */
export const defaultMaxLength = 5000;

/**
 * @param raw what was typed, or option ids as a list or joined with commas (as Teams sends several choices)
 * @returns `answer: undefined` for an empty answer to a field that is not required
 */
export function parseAnswer(
  field: Field,
  programme: Pick<Programme, 'workStates'>,
  raw: string | readonly string[],
  locale: Locale,
): AnswerResult {
  const tooLong = refuseLongRaw(field, raw, locale);
  if (tooLong) return tooLong;
  const given = (typeof raw === 'string' ? [raw] : raw).map(clean).filter((text) => text !== '');
  const [text, ...more] = given;
  if (text === undefined)
    return field.required ? refuse('required') : { ok: true, answer: undefined, notes: [] };
  if (field.kind === 'multiple-choice') return parseChoices(field, given);
  if (more.length > 0) return refuse('several-values');
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'money':
    case 'scale':
    case 'yes-no':
      return parseNumericAnswer(field, text, locale);
    case 'single-choice':
      return oneOf(idsOf(field), text);
    case 'light':
      return oneOf(answerableLights, text);
    case 'work-state':
      return oneOf(
        programme.workStates.map((state) => state.id),
        text,
      );
    case 'date':
      return parseDate(text);
    case 'text':
      return parseText(field, text, locale);
  }
}

/** Longest raw text of a figure, a date or a choice, in UTF-16 units; far more than anybody types. */
const longestRaw = 200;
/** Allowance for characters that do not count towards the length of a text. */
const unseenUnits = 1_000;

/** Maximum UTF-16 units that may be typed into a field; a longer text is refused and never stored. */
export function longestTyped(field: Field): number {
  const maximum = longestOf(field);
  // A letter outside the basic plane is two units.
  return field.kind === 'text' ? 2 * maximum + unseenUnits : maximum;
}

/**
 * Checked before anything else reads the text: "5" followed by a hundred thousand zero-width spaces is a valid figure
 * but keeps the slide export busy for half a minute.
 */
function refuseLongRaw(
  field: Field,
  raw: string | readonly string[],
  locale: Locale,
): AnswerResult | undefined {
  const length = typeof raw === 'string' ? raw.length : raw.reduce((sum, each) => sum + each.length + 1, 0);
  return length > longestTyped(field) ? refuseLong(length, longestOf(field), locale) : undefined;
}

function longestOf(field: Field): number {
  if (field.kind === 'text') return field.maxLength ?? defaultMaxLength;
  const options = idsOf(field).reduce((sum, id) => sum + id.length + 1, 0);
  return field.kind === 'multiple-choice' ? longestRaw + 2 * options : longestRaw;
}

function refuseLong(length: number, maximum: number, locale: Locale): AnswerResult {
  return refuse('text-too-long', {
    length: formatNumber(length, locale),
    maximum: formatNumber(maximum, locale),
  });
}

/** Direction overrides, which people cannot see and therefore cannot remove. */
const directions = /[\u202a-\u202e\u2066-\u2069]/g;

/** A pasted control or direction character breaks spreadsheets and slides. */
function clean(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  return withoutUnwritable(lines).replace(directions, '').trim();
}

function idsOf(field: Field): readonly string[] {
  return (field.options ?? []).map((option) => option.id);
}

function oneOf(ids: readonly string[], text: string): AnswerResult {
  return ids.includes(text) ? accept({ raw: text, value: text }) : refuse('unknown-option', { option: text });
}

/** The value lists each chosen option once, in the form's order. */
function parseChoices(field: Field, given: readonly string[]): AnswerResult {
  const chosen = given.flatMap((text) => text.split(',')).map((id) => id.trim());
  const ids = idsOf(field);
  const raw = chosen.filter((id) => id !== '');
  const unknown = raw.find((id) => !ids.includes(id));
  if (unknown !== undefined) return refuse('unknown-option', { option: unknown });
  if (raw.length === 0)
    return field.required ? refuse('required') : { ok: true, answer: undefined, notes: [] };
  return accept({ raw, value: ids.filter((id) => raw.includes(id)) });
}

/** `2026-05-02` as date pickers send it, `2.5.2026` as people type it; years 1900–2199. */
function parseDate(text: string): AnswerResult {
  const date = typedDate(text);
  if (date && !date.exists) return refuse('no-such-date', { text });
  if (date?.year === undefined || date.year < 1900 || date.year > 2199)
    return refuse('date-unreadable', { text });
  const [year, month, day] = [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0'));
  return accept({ raw: text, value: `${year}-${month}-${day}` });
}

/**
 * Length is counted in code points, so that a letter outside the basic plane is one character. A card's own limit
 * counts UTF-16 units and is therefore never the more lenient one.
 */
function parseText(field: Field, text: string, locale: Locale): AnswerResult {
  const length = Array.from(text).length;
  const longest = longestOf(field);
  return length <= longest ? accept({ raw: text, value: text }) : refuseLong(length, longest, locale);
}
