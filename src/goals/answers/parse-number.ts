/** Reads figures as Finns, Swedes and English speakers type them. */
import { readDigits } from './figure-digits';
import { openingOf, numberComparators, type NumberComparator, saysNoMeasure } from './figure-words';
import { isOddScale, measuringUnit, scaleOfWord } from './measuring-unit';
import { otherThanFigure, withDecimals } from './refused-figure';
import { type Locale } from '../schema';

export { numberComparators, type NumberComparator };

/** Why an answer that must be a figure is refused; each reason has its own text. */
export const refusedFigures = [
  /** "98–100 %": two figures. */
  'range',
  /** "5 tai 6", "1 2", "50:50". */
  'several-figures',
  /** "6/6" for a question that asks for one figure on a scale. */
  'fraction',
  /** "1,2 milj. €", "5 ‰": the figure's magnitude is given by a word or a sign. */
  'scale-word',
  /** "NPS 62", "tulos oli 62": the figure does not come first. */
  'words-before',
  /** "paljon". */
  'no-figure',
  'date',
  /** "30.2." */
  'no-such-date',
  /** "14:30". */
  'time',
  /** "12³", "1e3". */
  'power',
  /** "٣": digits other than 0–9. */
  'other-digits',
  /** "(470)". */
  'bracket',
  /** More digits than a number can hold. */
  'too-large',
  /** More than 100 characters. */
  'too-long',
  /** Any other doubtful text: "8 ei vielä", "5 or more". */
  'not-a-number',
] as const;

export type UnparsedReason =
  | 'empty'
  /** The text says that there is no figure: "Ei mittaria", "ei vielä mitattu", "N/A", "-", "saknas". */
  | 'no-measure'
  /** "1,000" without a locale to read it by. */
  | 'ambiguous'
  | Exclude<(typeof refusedFigures)[number], 'fraction'>;

export interface ReadNumber {
  readonly kind: 'number';
  readonly value: number;
  /** There was a percent sign; the value stays in percent units (49.1). */
  readonly percent: boolean;
  readonly comparator?: NumberComparator;
  /** "n. 3 000", "noin", "ca", "~". */
  readonly approximate?: true;
  /** "1,000": read by the locale's rule; show the person how it was read. */
  readonly ambiguous?: true;
  /** "- 5": a minus sign, or a dash meant as a bullet. */
  readonly looseMinus?: true;
  /** The text after the digits and the percent sign: a unit, or words that mean something else ("puuttuu"). */
  readonly unitText?: string;
  /** The text in brackets at the end: "470 (-30)" has the note "-30". */
  readonly note?: string;
}

/** "6/6", "117 av 133": kept as two figures, since a parser cannot tell what they mean together. */
export interface ReadFraction {
  readonly kind: 'fraction';
  readonly numerator: number;
  readonly denominator: number;
  readonly note?: string;
}

export type Unparsed = { readonly kind: 'unparsed'; readonly reason: UnparsedReason };
export type ParsedNumber = ReadNumber | ReadFraction | Unparsed;

/** A figure that may be in thousands or millions. */
export interface ScaledNumber extends ReadNumber {
  /** 1e6 for "1,2 milj. €", whose value is 1.2; absent for plain figures. */
  readonly scale?: number;
}

/**
 * Reads one figure. A text that is not certainly one figure is unparsed, never read as another number. Separators
 * follow the rules of `readDigits`; a figure with a scale word is unparsed.
 */
export function parseNumber(raw: string, locale?: Locale): ParsedNumber {
  const parsed = parseScaledNumber(raw, locale);
  return parsed.kind === 'number' && parsed.scale !== undefined ? unparsed('scale-word') : parsed;
}

/** The same, but reads "1,2 milj. €" as the number 1.2 with a scale. */
export function parseScaledNumber(raw: string, locale?: Locale): ScaledNumber | ReadFraction | Unparsed {
  const trimmed = raw.trim();
  if (trimmed.length > longestRaw) return unparsed('too-long');
  const text = plain(trimmed);
  if (text === '') return unparsed('empty');
  if (text.length > longestFigure) return unparsed('too-long');
  if (/[\n\r\t]/.test(text)) return unparsed(onLines(text));
  const { body, note } = splitBracket(text);
  if (saysNoMeasure(body)) return unparsed('no-measure');
  const kept = note === undefined ? {} : { note };
  const fraction = readFraction(body);
  if (fraction) return { ...fraction, ...kept };
  const figure = withDecimals(body.replace(plusMinusZero, '0'));
  if (/\d ?%? ?(?:\.\.\.?|…) ?\d/.test(figure)) return unparsed('range');
  const other = otherThanFigure(figure);
  return other ? unparsed(other) : readFigure(figure, locale, kept);
}

const longestFigure = 100;
/** In characters, before invisible ones are removed. */
const longestRaw = 1000;

function unparsed(reason: UnparsedReason): Unparsed {
  return { kind: 'unparsed', reason };
}

function onLines(text: string): UnparsedReason {
  if (!/\d/.test(text)) return 'no-figure';
  return text.split(/[^\d.,]+/).filter((part) => /\d/.test(part)).length > 1
    ? 'several-figures'
    : 'not-a-number';
}

/** Replaces every kind of space and minus with the plain one, and removes invisible characters of pasted text. */
function plain(raw: string): string {
  return raw
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .trim()
    .replace(/[^\S\n\r\t]/g, ' ')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** "+/-0 / htv2" means no change. Before any other figure, both signs would mean two figures. */
const plusMinusZero = /^(?:\+\/-|±) ?0(?![\d.,])/;

function splitBracket(text: string): { body: string; note?: string } {
  const whole = /^\(([^()]*)\)$/.exec(text);
  // "(470)" is a negative number in accounting and a plain one elsewhere: keep the brackets, so that it is unparsed.
  if (whole?.[1] !== undefined) return { body: /\d/.test(whole[1]) ? text : whole[1].trim() };
  const match = /^([^()]+)\(([^()]*)\)$/.exec(text);
  if (!match?.[1] || match[2] === undefined) return { body: text };
  const note = match[2].trim();
  return note === '' ? { body: match[1].trim() } : { body: match[1].trim(), note };
}

const thirds: Readonly<Record<string, readonly [number, number]>> = {
  ...{ '⅓': [1, 3], '⅔': [2, 3], '⅙': [1, 6], '⅚': [5, 6], '⅐': [1, 7], '⅑': [1, 9], '⅒': [1, 10] },
};

function readFraction(body: string): ReadFraction | undefined {
  const third = thirds[body];
  if (third) return { kind: 'fraction', numerator: third[0], denominator: third[1] };
  const match = /^(\d{1,9}) ?(?:\/| av| of| out of) ?(\d{1,9})(?: \p{L}{1,30})?$/u.exec(body);
  return match ? { kind: 'fraction', numerator: Number(match[1]), denominator: Number(match[2]) } : undefined;
}

function readFigure(
  body: string,
  locale: Locale | undefined,
  kept: { note?: string },
): ScaledNumber | Unparsed {
  const { length, comparator, approximate } = openingOf(body);
  const parts = /^(?:€ ?)?([+-]?)( {0,3})(\d(?:[\d., ]*\d)?)(.*)$/.exec(body.slice(length));
  if (!parts) return unparsed(/^[\p{L}]/u.test(body) ? 'words-before' : 'not-a-number');
  const [, sign, gap = '', digits = '', rest = ''] = parts;
  if (sign === '' && gap !== '') return unparsed('not-a-number');
  const tail = readTail(rest);
  if (typeof tail === 'string') return unparsed(tail);
  const size = readDigits(digits, locale);
  if (typeof size === 'string')
    return unparsed(size === 'not-a-number' && digits.includes(' ') ? 'several-figures' : size);
  return {
    kind: 'number',
    // "-0" is 0: JSON and people have only one zero.
    value: sign === '-' && size.value !== 0 ? -size.value : size.value,
    ...(comparator && { comparator }),
    ...(approximate && { approximate: true as const }),
    ...(size.ambiguous && { ambiguous: true as const }),
    ...(sign === '-' && gap !== '' && { looseMinus: true as const }),
    ...tail,
    ...kept,
  };
}

const percentSign =
  /^ ?(?:%(?::(?:n|a|ä|iin|een|ss[aä]|st[aä]|ll[aä]|lle|lt[aä]|sti|na|en))?|pros\.?|prosent(?:ti(?:a|in|na)?|in|ista|issa|teina)|prosent|procent(?:en)?|percent|per cent)(?![\p{L}-])/iu;
const unit = /^(?:(?:[\p{L}°€$£²³‰/]|%-)[\p{L}°€$£²³‰/%.·*’' -]*)?$/u;
/** The only digits in a unit: m2, m3, htv2. */
const unitDigits = /(?<=(?:^|[\s/])(?:[kdc]?m|htv))[23](?![\p{L}\d])/gu;
const hedge =
  /^(?:ei|inte|ej|not|no|mutta|men|but|tai|eller|or|ja|och|and|plus|mi+nus|vs|sekä|vähemmän|enemmän|less|more|fewer|mindre|mer|fler|färre|alle|yli|under|över|above|over|below|to|till)$/;

type Tail = { percent: boolean; unitText?: string; scale?: number };

/** Reads the text after the digits: nothing, a percent sign, or a few words; else returns why it is none of these. */
function readTail(rest: string): Tail | UnparsedReason {
  if (/^ ?%? ?[-—] ?\d/.test(rest)) return 'range';
  const sign = percentSign.exec(rest)?.[0];
  const percent = sign !== undefined;
  const text = rest
    .slice(sign?.length ?? 0)
    .replace(/^[,;:] ?(?=.)/, '')
    .trim();
  const typed = text.split(/[\s./]+/);
  const scale = percent ? undefined : scaleOf(typed);
  if (scale === 'odd' || (percent && typed.some((word) => scaleOfWord(word) !== undefined)))
    return 'scale-word';
  const words = typed.map((word) => word.toLowerCase());
  const inDoubt = words.some((word) => hedge.test(word) || (!percent && /^(?:of|av)$/.test(word)));
  const isUnit = unit.test(text.replace(unitDigits, '²'));
  if (!isUnit && /\d/.test(text.replace(unitDigits, ''))) return 'several-figures';
  if (inDoubt || words.length > 5 || !isUnit) return 'not-a-number';
  return {
    percent,
    ...(text !== '' && { unitText: text }),
    ...(scale !== undefined && { scale }),
  };
}

/** Scale words come first ("milj. €"); anywhere else they make the figure uncertain. */
function scaleOf(typed: readonly string[]): number | 'odd' | undefined {
  if (typed.some(isOddScale)) return 'odd';
  const scales = typed.map((word) => measuringUnit(word).scale);
  if (scales.every((scale) => scale === 1)) return undefined;
  const first = scales.findIndex((scale) => scale === 1);
  const leading = first === -1 ? scales : scales.slice(0, first);
  if (leading.length === 0 || scales.slice(leading.length).some((scale) => scale !== 1)) return 'odd';
  return leading.reduce((product, scale) => product * scale, 1);
}
