/** Finds all figures in a text with their sign, range, unit, and the words that say what they are. Pure, linear. */
import { type NumberComparator } from '../../goals/answers/figure-words';
import { type Locale } from '../../goals/schema';
import { figuresAt, type Figures, isArrowAt, isArrowBefore, signBefore, sizeOf } from './figure-parts';
import { otherFigure } from './names-and-times';
import { type Token, tokensOf } from './tokens';
import { unitAfter, type UnitAfter } from './unit-after';
import { type WordsAfter, wordsAfter } from './words-after';
import { wordsBefore, type WordsBefore } from './words-before';

export interface FigurePhrase {
  readonly at: number;
  readonly end: number;
  /** As in the text, with the comparator before it. */
  readonly raw: string;
  readonly sort:
    | 'level'
    /** The amount of a change: "vähenee 10 %", "-10 %". */
    | 'change'
    /** The starting level: "nykytaso 8 %", "1,9 %:sta … 1,6 %:iin". */
    | 'baseline'
    /** A year, a date, a time of day, a quarter. */
    | 'time'
    /** Part of a name or of an age: "COVID-19", "75-vuotiaat". */
    | 'name'
    /** "6/8", "12³", "24-tuntinen": unusable for calculations. */
    | 'other';
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  /** "1.000" may be a thousand or one, so it has no value. */
  readonly ambiguous?: true;
  readonly comparator?: NumberComparator;
  /** The text says that it is a target: a comparator, a range, "37 %:iin". */
  readonly sure: boolean;
  /** "tavoite 30 pv". */
  readonly aim: boolean;
  readonly percent: boolean;
  readonly unitText?: string;
  readonly outOf?: number;
}

export function figurePhrases(text: string, language: Locale): FigurePhrase[] {
  const tokens = tokensOf(text);
  const phrases: FigurePhrase[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'figure') continue;
    const { phrase, next } = phraseAt({ text, tokens, at, from, language });
    phrases.push(phrase);
    [from, at] = [next, next - 1];
  }
  return phrases;
}

interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Index of the figure. */
  readonly at: number;
  /** Index of the first token after the previous phrase. */
  readonly from: number;
  readonly language: Locale;
}

function phraseAt(scan: Scan): { phrase: FigurePhrase; next: number } {
  const { text, tokens, at } = scan;
  const figures = figuresAt(tokens, at);
  const unit = unitAfter(text, tokens, figures.next);
  const isArrow = isArrowBefore(tokens, at) && scan.from >= at - 2;
  const before = wordsBefore(tokens, at, isArrow ? at : scan.from);
  const other = otherFigure(tokens, at, figures, unit, before.comparator !== undefined);
  if (other) return { phrase: { ...plainPhrase(scan, other.next), sort: other.sort }, next: other.next };
  const after = wordsAfter(tokens, unit.next, unit.case === 'of');
  const hasUnit = unit.next > figures.next || after.next > unit.next;
  const open = hasUnit ? undefined : openUnit(tokens, figures, before);
  return { ...measured(scan, { figures, unit, before, after, open }, isArrow) };
}

interface Parts {
  readonly figures: Figures;
  readonly unit: UnitAfter;
  readonly before: WordsBefore;
  readonly after: WordsAfter;
  /** Index of the first token after a unit that is not in the list. */
  readonly open: number | undefined;
}

function measured(scan: Scan, parts: Parts, isArrow: boolean): { phrase: FigurePhrase; next: number } {
  const { text, tokens, at } = scan;
  const { figures, unit, before, after, open } = parts;
  const next = open ?? after.next;
  const signed = signBefore(tokens, at);
  const sort = sortOf(tokens, parts, signed !== undefined);
  const first = before.first ?? (signed ? tokens[at - 1]! : tokens[at]!);
  const from = sort === 'change' && before.change ? Math.min(before.change.at, first.at) : first.at;
  const end = tokens[next - 1]!.end;
  const comparator = figures.isRange ? undefined : (before.comparator ?? after.comparator);
  const bound = comparator !== undefined && !isAttribute(tokens, parts);
  return {
    next,
    phrase: {
      ...{ at: from, end, raw: text.slice(from, end).replace(/\s+/g, ' '), sort },
      ...(isBoundRange(parts) ? {} : sizeOf(figures, signed === '-', scan.language)),
      ...(comparator && { comparator }),
      sure: bound || figures.isRange || unit.case === 'to' || before.level || after.level || isArrow,
      ...{ aim: before.aim, percent: unit.percent || figures.percent },
      ...unitOf(scan, unit, figures.next, open),
      ...(unit.outOf !== undefined && { outOf: unit.outOf }),
    },
  };
}

/** "≥ 98–100 %" is a range; in "alle 2–3 pv" the bound could be either end. */
function isBoundRange({ figures, before, after }: Parts): boolean {
  const bound = before.comparator ?? after.comparator;
  return figures.isRange && (bound === 'below' || bound === 'at-most');
}

/** "Yli 200 000 euron investoinnit", "yli 65 vuotta täyttäneet": the figure says which, not how many. */
function isAttribute(tokens: readonly Token[], { figures, unit, after, open }: Parts): boolean {
  const next = open ?? after.next;
  const word = tokens[next];
  if (word?.kind !== 'word' || !/^\p{Ll}/u.test(word.text) || /^(?:vuo|mennessä)/.test(word.text))
    return false;
  return unit.case === 'of' ? after.next === unit.next : next === figures.next;
}

function unitOf({ text, tokens }: Scan, unit: UnitAfter, start: number, open: number | undefined) {
  if (open !== undefined) return { unitText: text.slice(tokens[start]!.at, tokens[open - 1]!.end) };
  return unit.text === undefined ? {} : { unitText: unit.text };
}

function plainPhrase({ text, tokens, at }: Scan, next: number): Omit<FigurePhrase, 'sort'> {
  const [from, to] = [tokens[at]!.at, tokens[next - 1]!.end];
  const raw = text.slice(from, to).replace(/\s+/g, ' ');
  return { at: from, end: to, raw, sure: false, aim: false, percent: false };
}

/** An unlisted word is a unit if the clause ends with it: "vähintään 12 kokoontumista". */
function openUnit(
  tokens: readonly Token[],
  { next, percent }: Figures,
  before: WordsBefore,
): number | undefined {
  const [word, end] = [tokens[next], tokens[next + 1]];
  if (before.comparator === undefined || percent || word?.kind !== 'word') return undefined;
  return end === undefined || /^[,;.()\n]$/.test(end.text) ? next + 1 : undefined;
}

function sortOf(
  tokens: readonly Token[],
  { figures, unit, before, after }: Parts,
  isSigned: boolean,
): FigurePhrase['sort'] {
  if (before.baseline) return 'baseline';
  if (isArrowAt(tokens, unit.next) || (unit.case === 'from' && goesOn(tokens, unit.next))) return 'baseline';
  if (after.change) return 'change';
  const bound = before.comparator ?? after.comparator;
  const isLevel = unit.case === 'to' || before.level || after.level || (bound && unit.case === 'of');
  if (before.change && !isLevel) return 'change';
  return isSigned && bound === undefined && !figures.isRange ? 'change' : 'level';
}

/** "1,9 %:sta …" is a starting level if another figure follows. */
function goesOn(tokens: readonly Token[], next: number): boolean {
  return tokens.slice(next, next + 12).some(({ kind }) => kind === 'figure');
}

/** "3 kk 5 pv", "2 h ja 30 min": one quantity in two units, which neither figure gives alone. */
export function isCompound(text: string, first: FigurePhrase, second: FigurePhrase | undefined): boolean {
  if (!second || second.comparator || first.unitText === undefined || second.unitText === undefined)
    return false;
  const between = text.slice(first.end, first.end + 8);
  return (
    second.at - first.end <= 6 &&
    /^ (?:(?:ja|och|and|,) )?(?=\d)/.test(between) &&
    first.unitText !== second.unitText
  );
}
