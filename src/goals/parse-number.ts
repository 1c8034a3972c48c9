/** Reads figures as Finns, Swedes and English speakers type them. */
import { type Locale } from './schema';

export const numberComparators = ['below', 'above', 'at-most', 'at-least'] as const;
/** "<3" is below 3, "enintään 3" is at most 3. */
export type NumberComparator = (typeof numberComparators)[number];

export type UnparsedReason =
  | 'empty'
  /** "Ei mittaria", "N/A", "-", "saknas": says that there is no figure. */
  | 'no-measure'
  /** "98–100 %": two figures. */
  | 'range'
  /** "1,2 milj. €", "5 ‰": the figure is meant in another magnitude than it is written in. */
  | 'scale-word'
  /** "1,000" where nobody said in which language. */
  | 'ambiguous'
  /** More digits than a number keeps. */
  | 'too-large'
  | 'not-a-number';

export interface ReadNumber {
  readonly kind: 'number';
  readonly value: number;
  /** A percent sign stood there; the value stays in percent units (49.1). */
  readonly percent: boolean;
  readonly comparator?: NumberComparator;
  /** "n. 3 000", "noin", "ca", "~". */
  readonly approximate?: true;
  /** "1,000": read by the locale's rule; show the person what was read. */
  readonly ambiguous?: true;
  readonly unitText?: string;
  /** Text of a bracket at the end: "470 (-30)" has the note "-30". */
  readonly note?: string;
}

/** "6/6": kept as two figures; what they mean together is not for a parser to say. */
export interface ReadFraction {
  readonly kind: 'fraction';
  readonly numerator: number;
  readonly denominator: number;
  readonly note?: string;
}

export type ParsedNumber =
  ReadNumber | ReadFraction | { readonly kind: 'unparsed'; readonly reason: UnparsedReason };

/**
 * Reads one figure; what is not surely one figure is unparsed, never another number.
 * One separator followed by exactly three digits ("1,000", "1.000") is read by `locale`: the comma is a decimal
 * comma in fi and sv and a thousands separator in en, the point the other way round; without a locale it is
 * unparsed. All other separators speak for themselves, in any locale: "6,76", "1,000.0", "1 200", "1.234.567,8".
 */
export function parseNumber(raw: string, locale?: Locale): ParsedNumber {
  const text = plain(raw);
  if (text === '') return unparsed('empty');
  if (text.length > longestFigure || /[\n\r\t]/.test(text)) return unparsed('not-a-number');
  const { body, note } = splitBracket(text);
  if (saysNoMeasure(body)) return unparsed('no-measure');
  const kept = note === undefined ? {} : { note };
  const fraction = /^(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(body);
  if (fraction)
    return { kind: 'fraction', numerator: Number(fraction[1]), denominator: Number(fraction[2]), ...kept };
  return readFigure(body.replace(plusMinusZero, '0'), locale, kept);
}

const longestFigure = 100;

function unparsed(reason: UnparsedReason): ParsedNumber {
  return { kind: 'unparsed', reason };
}

/** Every kind of space and minus becomes the plain one; invisible characters of pasted text go. */
function plain(raw: string): string {
  return raw
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .trim()
    .replace(/[^\S\n\r\t]/g, ' ')
    .replace(/[\u2010-\u2013\u2212]/g, '-');
}

/** "+/-0 / htv2": nothing changed. Of any other figure both signs are two figures. */
const plusMinusZero = /^(?:\+\/-|±) ?0(?![\d.,])/;

function splitBracket(text: string): { body: string; note?: string } {
  const whole = /^\(([^()]*)\)$/.exec(text);
  // "(470)" is a negative number in accounting and a plain one elsewhere: leave the bracket, so that it is unparsed.
  if (whole?.[1] !== undefined) return { body: /\d/.test(whole[1]) ? text : whole[1].trim() };
  const match = /^([^()]+)\(([^()]*)\)$/.exec(text);
  if (!match?.[1] || match[2] === undefined) return { body: text };
  const note = match[2].trim();
  return note === '' ? { body: match[1].trim() } : { body: match[1].trim(), note };
}

const noMeasureTexts = new Set(
  [
    'ei mittaria|ei ole mittaria|mittari puuttuu|ei tiedossa|ei tietoa|ei tietoja|tieto puuttuu|puuttuu',
    'ei saatavilla|ei arvioitavissa|ei mitattu|ei mitata|ei mitattavissa|ei sovellu|ei vielä tiedossa',
    'saknas|uppgift saknas|uppgifter saknas|mätare saknas|ingen mätare|ingen uppgift|inga uppgifter|okänt|okänd',
    'inte tillgänglig|inte tillgängligt|ej tillgänglig|ej tillgängligt|ej mätt|inte mätt|kan inte bedömas',
    'n/a|na|n.a|no measure|none|no data|not available|not applicable|not known|unknown|not measured|not assessable',
  ].flatMap((line) => line.split('|')),
);

function saysNoMeasure(body: string): boolean {
  const words = body.toLowerCase().replace(/ +/g, ' ').replace(/\.$/, '');
  return noMeasureTexts.has(words) || /^(?:[-—]+|\?+)$/.test(words);
}

const approximately =
  /^(?:[~≈] ?|(?:n|ca|c|approx)\. ?|(?:noin|ca|cirka|circa|runt|omkring|about|approximately) )/i;
const comparatorTexts: readonly (readonly [NumberComparator, RegExp])[] = [
  ['at-most', /^(?:(?:<=|=<|≤) ?|(?:enintään|korkeintaan|högst|at most|up to) |max(?:\. ?| ))/i],
  ['at-least', /^(?:(?:>=|=>|≥) ?|(?:vähintään|minst|at least) )/i],
  ['below', /^(?:< ?|(?:alle|vähemmän kuin|under|mindre än|färre än|below|less than|fewer than) )/i],
  ['above', /^(?:> ?|(?:yli|enemmän kuin|över|mer än|fler än|above|over|more than) )/i],
];

function readFigure(body: string, locale: Locale | undefined, kept: { note?: string }): ParsedNumber {
  const about = approximately.exec(body)?.[0] ?? '';
  const bounded = body.slice(about.length);
  const bound = comparatorTexts.find(([, text]) => text.test(bounded));
  const figure = bound ? bounded.replace(bound[1], '') : bounded;
  const parts = /^(?:€ ?)?([+-]?)(\d(?:[\d., ]*\d)?)(.*)$/.exec(figure);
  if (!parts) return unparsed('not-a-number');
  const [, sign, digits = '', rest = ''] = parts;
  const tail = readTail(rest);
  if (typeof tail === 'string') return unparsed(tail);
  const size = readDigits(digits, locale);
  if (typeof size === 'string') return unparsed(size);
  return {
    kind: 'number',
    // "-0" is 0: JSON and people know only one zero.
    value: sign === '-' && size.value !== 0 ? -size.value : size.value,
    ...(bound ? { comparator: bound[0] } : {}),
    ...(about === '' ? {} : { approximate: true as const }),
    ...(size.ambiguous ? { ambiguous: true as const } : {}),
    ...tail,
    ...kept,
  };
}

type Digits = { readonly value: number; readonly ambiguous?: true } | UnparsedReason;

function readDigits(digits: string, locale: Locale | undefined): Digits {
  const spaced = /^([1-9]\d{0,2}(?: \d{3})+)(?:[.,](\d+))?$/.exec(digits);
  if (spaced) return size(spaced[1], spaced[2]);
  if (digits.includes(' ')) return 'not-a-number';
  const grouped =
    /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/.exec(digits) ??
    /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/.exec(digits) ??
    /^([1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))$/.exec(digits);
  if (grouped) return size(grouped[1], grouped[2]);
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return readAmbiguous(digits, locale);
  const simple = /^(\d+)(?:[.,](\d+))?$/.exec(digits);
  return simple ? size(simple[1], simple[2]) : 'not-a-number';
}

function readAmbiguous(digits: string, locale: Locale | undefined): Digits {
  if (locale === undefined) return 'ambiguous';
  const [whole, three] = digits.split(/[.,]/);
  const decimal = digits.includes(',') === (locale !== 'en');
  return { value: decimal ? Number(`${whole}.${three}`) : Number(`${whole}${three}`), ambiguous: true };
}

function size(whole = '', decimals = ''): Digits {
  const value = Number(`${whole.replace(/[., ]/g, '')}.${decimals || '0'}`);
  return value > Number.MAX_SAFE_INTEGER ? 'too-large' : { value };
}

const percentSign =
  /^ ?(?:%(?::\p{L}{1,5})?|prosentti(?:a|in)?|prosent|procent|percent|per cent)(?![\p{L}-])/iu;
const unit = /^(?:(?:[\p{L}°€$£²³/]|%-)[\p{L}°€$£²³/%.·*’' -]*)?$/u;
/** The only digits in a unit: m2, m3, htv2. */
const unitDigits = /(?<=(?:^|[\s/])(?:[kdc]?m|htv))[23](?![\p{L}\d])/gu;
const scaleWord =
  /^(?:tuh.*|milj.*|mrd.*|mio|mn|mkr|tkr|bn|tusen|thousand|millions?|billions?|m€|meur|k|k€|keur|t€|te|teur|tn€|sata|sataa|hundra|hundred|tusina.*|dussin|dozen|‰|promille.*|snt|sent.*|cents?)$/;
const hedge =
  /^(?:ei|inte|ej|not|no|mutta|men|but|tai|eller|or|ja|och|and|plus|mi+nus|vs|sekä|vähemmän|enemmän|less|more|fewer|mindre|mer|fler|färre|alle|yli|under|över|above|over|below|to|till)$/;

/** What follows the digits: nothing, a percent sign, a unit of a few words; or why it cannot be that. */
function readTail(rest: string): { percent: boolean; unitText?: string } | UnparsedReason {
  if (/^ ?%? ?[-—…] ?\d/.test(rest)) return 'range';
  const sign = percentSign.exec(rest)?.[0];
  const percent = sign !== undefined;
  const text = rest.slice(sign?.length ?? 0).trim();
  const words = text.toLowerCase().split(/[\s./]+/);
  if (words.some((word) => scaleWord.test(word)) || /^M(?:$|[ /])/.test(text)) return 'scale-word';
  const wordsInDoubt = words.some((word) => hedge.test(word) || (!percent && /^(?:of|av)$/.test(word)));
  if (wordsInDoubt || words.length > 5 || !unit.test(text.replace(unitDigits, '²'))) return 'not-a-number';
  return text === '' ? { percent } : { percent, unitText: text };
}
