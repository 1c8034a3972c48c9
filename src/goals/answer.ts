/** Turns what a person gave for one field into an answer, or says what is wrong with it. */
import { accept, type AnswerResult, refuse } from './answer-result';
import { answerableLights } from './choices';
import { formatNumber } from './format-number';
import { parseNumericAnswer } from './numeric-answer';
import { type Field, type Locale, type Programme } from './schema';
import { typedDate } from './typed-date';

export * from './answer-result';

/** Longest text where a field does not say: the longest free text of the ministry's survey. */
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

/** Controls, direction overrides and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- these are the characters meant
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

/** A pasted control or direction character breaks spreadsheets and slides, and nobody can see it to remove it. */
function clean(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replace(unseen, '')
    .trim();
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
 * counts UTF-16 units and is therefore never the laxer one.
 */
function parseText(field: Field, text: string, locale: Locale): AnswerResult {
  const length = Array.from(text).length;
  const longest = field.maxLength ?? defaultMaxLength;
  if (length <= longest) return accept({ raw: text, value: text });
  return refuse('text-too-long', {
    length: formatNumber(length, locale),
    maximum: formatNumber(longest, locale),
  });
}
