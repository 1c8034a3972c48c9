/** What a typed figure says besides its value. Only a text that is wholly understood is rewritten. Pure. */
import { type Answer, type AnswerNote } from './answer-result';
import { measureUnit } from '../field-kinds';
import { parseNumericAnswer } from './numeric-answer';
import { type NumberComparator } from './parse-number';
import { type Field, locales } from '../schema';

export interface TypedFigure {
  readonly value: number;
  /** "noin 12". */
  readonly isAbout: boolean;
  readonly bound?: NumberComparator;
  /** "<3" rather than "alle 3". */
  readonly isBoundSign: boolean;
  /** Typed before the digits; a minus is part of the value. */
  readonly sign: '' | '+' | '±';
}

/** What was typed for a figure, and what was read from it. */
export type Typed = Pick<Answer, 'raw' | 'comparator'> & { readonly value?: Answer['value'] | undefined };

/**
 * `undefined` if the text is not a figure, or says more than a figure in the field's own unit: "90 pv" in a field in
 * months, "470 (-30)", "20 % puuttuu".
 */
export function typedFigure(field: Field, { raw, value, comparator }: Typed): TypedFigure | undefined {
  if (typeof raw !== 'string' || typeof value !== 'number') return undefined;
  if (comparator === undefined && isFigureAlone(field, raw, value))
    return { value, isAbout: false, isBoundSign: false, sign: '' };
  const codes = noteCodes(field, raw, value, comparator);
  if (!codes?.every((code) => isWrittenOut[code])) return undefined;
  const [, lead = '', tail = ''] = /^(\D*)\d(?:[\d.,\s]*\d)?(.*)$/su.exec(raw) ?? [];
  if (!isOneUnit(field, tail.trim())) return undefined;
  return {
    value,
    isAbout: codes.includes('approximate'),
    ...(comparator !== undefined && { bound: comparator }),
    isBoundSign: /[<>≤≥=]/.test(lead),
    sign: /±|\+\/[-−–]/.test(lead) ? '±' : lead.includes('+') ? '+' : '',
  };
}

/** Digits and perhaps the field's own unit: nearly all answers are like this and need no parsing. */
function isFigureAlone(field: Field, raw: string, value: number): boolean {
  const [, digits = '', unit = ''] = /^(-?\d+(?:[.,]\d+)?)(?:\s?(\D+))?$/.exec(raw) ?? [];
  if (digits === '' || Number(digits.replace(',', '.')) !== value) return false;
  return unit === '' || locales.some((locale) => measureUnit(field, locale) === unit);
}

/** Whether the written figure still holds what the note is about, or it would be lost with the typed text. */
const isWrittenOut: Readonly<Record<AnswerNote['code'], boolean>> = {
  ...{ bound: true, approximate: true, ambiguous: true, 'loose-minus': true },
  ...{ 'maybe-other-size': true, 'maybe-share': true, 'other-size': false, leftover: false },
  ...{ bracket: false, 'other-unit': false, fraction: false, 'no-measure': false },
};

/** The language in which it was typed is not stored: take the first that reads the stored value from the text. */
function noteCodes(
  field: Field,
  raw: string,
  value: number,
  comparator: Answer['comparator'],
): AnswerNote['code'][] | undefined {
  const anySize = { ...field, min: -Infinity, max: Infinity };
  for (const locale of locales) {
    const read = parseNumericAnswer(anySize, raw, locale);
    if (read.ok && read.answer?.value === value && read.answer.comparator === comparator)
      return read.notes.map(({ code }) => code);
  }
  return undefined;
}

/** At most as many words as the field's own unit: "49,1 % av budgeten" and "12 €/vrk" in euros say more. */
function isOneUnit(field: Field, tail: string): boolean {
  const own = locales.map((locale) => wordsIn(measureUnit(field, locale)));
  // Formatting characters of pasted text are not words.
  const typed = tail.replace(/\p{Cf}/gu, '').replace(/^per cent$/i, '%');
  return wordsIn(typed) <= Math.max(...own);
}

function wordsIn(unit: string): number {
  return unit.split(/[\s/]+/).filter((word) => word !== '').length;
}
