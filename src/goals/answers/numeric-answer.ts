/** Answers that are figures: number, percent, money, scale, and yes/no, which is a figure between 0 and 1. */
import { accept, type AnswerNote, type AnswerResult, refuse } from './answer-result';
import { maybeOtherSize, maybeShare, scaledDown } from './answer-size';
import { type TypedUnit, typedUnit } from './answer-unit';
import { formatNumber } from '../format-number';
import { parseScaledNumber, type ReadFraction, type ReadNumber } from './parse-number';
import { type Field, type Locale } from '../schema';

/**
 * "No measure" and "6/6" are valid answers without a value; any other text that is not one figure is a problem, whose
 * details give the reason. The notes name everything that the value leaves out.
 * @param text not empty, as typed
 */
export function parseNumericAnswer(field: Field, text: string, locale: Locale): AnswerResult {
  const said = field.kind === 'yes-no' ? yesNo.get(text.toLowerCase().replace(/[.!]$/, '')) : undefined;
  if (said !== undefined) return accept({ raw: text, value: said });
  const unreadable = field.kind === 'yes-no' ? 'yes-no-unreadable' : 'number-unreadable';
  const parsed = parseScaledNumber(withoutOwnUnit(field, text), locale);
  if (parsed.kind === 'unparsed') {
    if (parsed.reason === 'no-measure')
      return accept({ raw: text, value: null }, [{ code: 'no-measure', details: { text } }]);
    return refuse(unreadable, { text, reason: parsed.reason });
  }
  if (parsed.kind === 'fraction')
    return onlyPlainFigures(field)
      ? refuse(unreadable, { text, reason: 'fraction' })
      : acceptFraction(text, parsed, locale);
  if (onlyPlainFigures(field) && (parsed.comparator || parsed.percent || parsed.unitText))
    return refuse(unreadable, { text, reason: 'not-a-number' });
  if (field.kind === 'yes-no' && (parsed.value < 0 || parsed.value > 1)) return refuse(unreadable, { text });
  const unit = typedUnit(field, parsed);
  if (unit.fits === 'wrong') return refuse('wrong-unit', { unit: unit.unit });
  if (unit.fits === 'other-scale') return refuse(unreadable, { text, reason: 'scale-word' });
  return checkBounds(field, parsed, locale) ?? acceptNumber(text, field, parsed, unit, locale);
}

const yesAndNo: Readonly<
  Record<Locale | 'boolean', readonly [yes: readonly string[], no: readonly string[]]>
> = {
  fi: [
    ['kyllä', 'k'],
    ['ei', 'e'],
  ],
  sv: [
    ['ja', 'j'],
    ['nej', 'n'],
  ],
  en: [
    ['yes', 'y'],
    ['no', 'n'],
  ],
  boolean: [['true'], ['false']],
};
const yesNo = new Map<string, number>(
  Object.values(yesAndNo).flatMap(([yes, no]) => [
    ...yes.map((word) => [word, 1] as const),
    ...no.map((word) => [word, 0] as const),
  ]),
);

function onlyPlainFigures(field: Field): boolean {
  return field.kind === 'scale' || field.kind === 'yes-no';
}

/** Removes the field's own unit, exactly as the field has it, since it may contain figures: "5/100 as.", "4,2/5". */
function withoutOwnUnit(field: Field, text: string): string {
  const typed = text.toLowerCase();
  for (const unit of Object.values(field.unit ?? {})) {
    if (unit === undefined || !/\d/.test(unit) || /^\d/.test(unit)) continue;
    const before = text.slice(0, text.length - unit.length);
    // Only right after the digits: otherwise "v" would end "kk/v", and "1000 €" could be the figure itself.
    if (typed.endsWith(unit.toLowerCase()) && /\d\s?$/.test(before)) return before;
  }
  return text;
}

/** "6/6" may be six of six, all of them, or 100 %: it is kept as text and not used in calculations. */
function acceptFraction(text: string, fraction: ReadFraction, locale: Locale): AnswerResult {
  const details = {
    numerator: formatNumber(fraction.numerator, locale),
    denominator: formatNumber(fraction.denominator, locale),
  };
  return accept({ raw: text, value: null }, [{ code: 'fraction', details }]);
}

function checkBounds({ min, max }: Field, { value }: ReadNumber, locale: Locale): AnswerResult | undefined {
  if (min !== undefined && value < min)
    return refuse('below-minimum', { minimum: formatNumber(min, locale) });
  if (max !== undefined && value > max)
    return refuse('above-maximum', { maximum: formatNumber(max, locale) });
  return undefined;
}

function acceptNumber(
  text: string,
  field: Field,
  parsed: ReadNumber,
  typed: TypedUnit,
  locale: Locale,
): AnswerResult {
  const { value, comparator } = parsed;
  const answer = comparator === undefined ? { raw: text, value } : { raw: text, value, comparator };
  return accept(answer, [
    ...readingNotes(parsed, formatNumber(value, locale)),
    ...unitNotes(field, parsed, typed, locale),
    ...leftovers(field, parsed, typed, formatNumber(value, locale)),
  ]);
}

function readingNotes(
  { comparator, approximate, ambiguous, looseMinus }: ReadNumber,
  value: string,
): AnswerNote[] {
  const notes: AnswerNote[] = [];
  if (comparator) notes.push({ code: 'bound', details: { comparator, value } });
  if (approximate) notes.push({ code: 'approximate', details: { value } });
  if (ambiguous) notes.push({ code: 'ambiguous', details: { value } });
  if (looseMinus) notes.push({ code: 'loose-minus', details: { value } });
  return notes;
}

/** "90 pv" in a field in months is stored as 90: the person has to see that the unit was not converted. */
function unitNotes(
  field: Field,
  parsed: ReadNumber,
  { unit, fits }: TypedUnit,
  locale: Locale,
): AnswerNote[] {
  if (fits === 'other') return [{ code: 'other-unit', details: { unit } }];
  if (fits === 'other-size')
    return [{ code: 'other-size', details: scaledDown(field, parsed.value, locale) }];
  if (fits !== 'none') return [];
  return [...maybeOtherSize(field, parsed, locale), ...maybeShare(field, parsed, locale)];
}

/** A change or the counts behind a figure explain it ("470 (-30)", "0,2 % (3 / 1685)"); other notes may not. */
const explains = /^(?:[-+±] ?\d[\d., ]*%?|\d[\d ]*(?:\/| av | of | out of )[\d ]+)$/;

function leftovers(field: Field, { note }: ReadNumber, { rest }: TypedUnit, value: string): AnswerNote[] {
  const notes: AnswerNote[] = [];
  if (rest !== '') notes.push({ code: 'leftover', details: { value, rest } });
  if (note === undefined || isOwnUnit(field, note)) return notes;
  if (explains.test(note)) return [...notes, { code: 'bracket', details: { note } }];
  return [...notes, { code: 'leftover', details: { value, rest: note } }];
}

/** "26,3 (mkr)" */
function isOwnUnit(field: Field, note: string): boolean {
  const percent = /^(?:%|prosenttia|procent|percent)$/i.test(note);
  const shown = {
    kind: 'number',
    value: 0,
    percent,
    ...(percent ? {} : { unitText: note, scale: 1 }),
  } as const;
  const { fits, rest } = typedUnit(field, shown);
  return fits === 'own' && rest === '';
}
