/** Answers that are figures: number, percent, money, scale, and yes/no, which is a figure between 0 and 1. */
import { accept, type AnswerNote, type AnswerResult, refuse } from './answer-result';
import { formatNumber } from './format-number';
import { parseNumber, type ReadFraction, type ReadNumber } from './parse-number';
import { type Field, type Locale } from './schema';

/**
 * "No measure" and "6/6" are legal answers without a value; any other text that is not one figure is a problem.
 * @param text not empty, as typed
 */
export function parseNumericAnswer(field: Field, text: string, locale: Locale): AnswerResult {
  const said = field.kind === 'yes-no' ? yesNo.get(text.toLowerCase().replace(/[.!]$/, '')) : undefined;
  if (said !== undefined) return accept({ raw: text, value: said });
  const unreadable = field.kind === 'yes-no' ? 'yes-no-unreadable' : 'number-unreadable';
  const parsed = parseNumber(withoutOwnUnit(field, text), locale);
  if (parsed.kind === 'unparsed') {
    if (parsed.reason === 'no-measure')
      return accept({ raw: text, value: null }, [{ code: 'no-measure', details: { text } }]);
    return refuse(unreadable, { text, reason: parsed.reason });
  }
  if (parsed.kind === 'fraction')
    return field.kind === 'scale' || field.kind === 'yes-no'
      ? refuse(unreadable, { text, reason: 'fraction' })
      : acceptFraction(text, parsed, locale);
  if (onlyPlainFigures(field) && (parsed.comparator || parsed.percent || parsed.unitText))
    return refuse(unreadable, { text, reason: 'not-a-number' });
  if (field.kind === 'yes-no' && (parsed.value < 0 || parsed.value > 1)) return refuse(unreadable, { text });
  return (
    checkUnit(field, parsed) ??
    checkBounds(field, parsed, locale) ??
    acceptNumber(text, field, parsed, locale)
  );
}

const yesNo = new Map<string, number>([
  ...['kyllä', 'k', 'ja', 'j', 'yes', 'y', 'true'].map((word) => [word, 1] as const),
  ...['ei', 'e', 'nej', 'n', 'no', 'false'].map((word) => [word, 0] as const),
]);

function onlyPlainFigures(field: Field): boolean {
  return field.kind === 'scale' || field.kind === 'yes-no';
}

/** A figure followed by the field's own unit is in that unit, also where the unit is "milj. €". */
function withoutOwnUnit(field: Field, text: string): string {
  const typed = text.toLowerCase();
  for (const unit of unitsOf(field)) {
    const before = text.slice(0, text.length - unit.length);
    // Only right after the digits, or "v" would end "kk/v"; and a unit "1000 €" could be the figure itself.
    if (typed.endsWith(unit.toLowerCase()) && /\d\s*$/.test(before) && !/^\d/.test(unit)) return before;
  }
  return text;
}

function unitsOf({ unit }: Field): string[] {
  return Object.values(unit ?? {}).filter((text) => text !== undefined);
}

/** "6/6" may be six of six, all of them, or 100 %: it is kept as text and nobody computes with it. */
function acceptFraction(text: string, fraction: ReadFraction, locale: Locale): AnswerResult {
  const details = {
    numerator: formatNumber(fraction.numerator, locale),
    denominator: formatNumber(fraction.denominator, locale),
  };
  return accept({ raw: text, value: null }, [{ code: 'fraction', details }, ...bracketNote(fraction.note)]);
}

const euro = /^(?:€|e|eur|euro|euroa|euros)(?:\b|$|\/)/i;
const otherCurrency = /^(?:\$|£|kr|sek|nok|dkk|usd|gbp|chf)/i;

function checkUnit(field: Field, { percent, unitText }: ReadNumber): AnswerResult | undefined {
  const wrong =
    (field.kind === 'percent' && !percent && unitText !== undefined) ||
    (field.kind === 'money' && (percent || (unitText !== undefined && otherCurrency.test(unitText))));
  return wrong ? refuse('wrong-unit', { unit: percent ? '%' : (unitText ?? '') }) : undefined;
}

function checkBounds({ min, max }: Field, { value }: ReadNumber, locale: Locale): AnswerResult | undefined {
  if (min !== undefined && value < min)
    return refuse('below-minimum', { minimum: formatNumber(min, locale) });
  if (max !== undefined && value > max)
    return refuse('above-maximum', { maximum: formatNumber(max, locale) });
  return undefined;
}

function acceptNumber(text: string, field: Field, parsed: ReadNumber, locale: Locale): AnswerResult {
  const { value, comparator } = parsed;
  const answer = comparator === undefined ? { raw: text, value } : { raw: text, value, comparator };
  return accept(answer, [
    ...notesOf(parsed, formatNumber(value, locale)),
    ...unitNote(field, parsed),
    ...bracketNote(parsed.note),
  ]);
}

function notesOf({ comparator, approximate, ambiguous }: ReadNumber, value: string): AnswerNote[] {
  const notes: AnswerNote[] = [];
  if (comparator) notes.push({ code: 'bound', details: { comparator, value } });
  if (approximate) notes.push({ code: 'approximate', details: { value } });
  if (ambiguous) notes.push({ code: 'ambiguous', details: { value } });
  return notes;
}

/** "90 pv" for a field in months is stored as 90: the person has to see that the unit was not converted. */
function unitNote(field: Field, { percent, unitText }: ReadNumber): AnswerNote[] {
  const unit = percent ? '%' : unitText;
  if (unit === undefined || field.kind === 'percent') return [];
  if (field.kind === 'money' && euro.test(unit)) return [];
  const own = unitsOf(field).some((text) => sameUnit(text.toLowerCase(), unit.toLowerCase()));
  return own ? [] : [{ code: 'other-unit', details: { unit } }];
}

/** The same word, or one cut short: "mån" and "månader". Two letters are too few: "h" is no "hlö". */
function sameUnit(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)));
}

function bracketNote(note: string | undefined): AnswerNote[] {
  return note === undefined ? [] : [{ code: 'bracket', details: { note } }];
}
