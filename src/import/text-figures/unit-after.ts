/** The unit that follows a figure in a text: "%:iin", "milj. €", "päivää/htv", "/5". Pure. */
import { currencyOf, measuringUnit, scaleOfWord } from '../../goals/answers/measuring-unit';
import { isJoined, type Token } from './tokens';

export interface UnitAfter {
  /** Index of the first token after it. */
  readonly next: number;
  readonly percent: boolean;
  /** As in the text; undefined if there is none. */
  readonly text?: string;
  /** "%:sta" marks a starting level, "%:iin" a target level, "%:n" belongs to the following word. */
  readonly case?: 'from' | 'to' | 'of';
  /** 5 for "4,2/5". */
  readonly outOf?: number;
}

/** @param start index of the token after the figure */
export function unitAfter(text: string, tokens: readonly Token[], start: number): UnitAfter {
  const first = tokens[start];
  if (!first) return { next: start, percent: false };
  if (first.text === '%') return percentAfter(text, tokens, start);
  if (isPercentWord(first.text)) return { next: start + 1, percent: true, ...caseOf(first.text) };
  if (first.text === '/') return outOfAfter(text, tokens, start);
  const bare = suffixAfter(tokens, start);
  if (bare) return { next: bare.next, percent: false, ...caseOf(bare.text) };
  const named = namedUnit(tokens, start);
  if (named === start) return { next: start, percent: false };
  const word = tokens[named - 1]!.text;
  const suffix = suffixAfter(tokens, named);
  const next = denominatorAfter(tokens, suffix?.next ?? named);
  return {
    ...{ next, percent: false, text: written(text, tokens, start, next) },
    ...(suffix ? caseOf(suffix.text) : caseOf(word)),
  };
}

function isPercentWord(word: string): boolean {
  return measuringUnit(word).base === '%';
}

function percentAfter(text: string, tokens: readonly Token[], start: number): UnitAfter {
  const [dash, word] = [tokens[start + 1], tokens[start + 2]];
  if (isJoined(dash) && dash.text === '-' && isJoined(word) && /^(?:yks|enhet)/i.test(word.text))
    return { next: start + 3, percent: false, text: written(text, tokens, start, start + 3) };
  const suffix = suffixAfter(tokens, start + 1);
  return { next: suffix?.next ?? start + 1, percent: true, ...(suffix && caseOf(suffix.text)) };
}

/** ":iin" right after a sign or an abbreviation. */
function suffixAfter(tokens: readonly Token[], at: number): { text: string; next: number } | undefined {
  const [colon, word] = [tokens[at], tokens[at + 1]];
  const isSuffix = isJoined(colon) && colon.text === ':' && isJoined(word) && word.kind === 'word';
  return isSuffix && word.text.length <= 5 ? { text: word.text.toLowerCase(), next: at + 2 } : undefined;
}

const genitive =
  /^(?:n|in|prosentin|euron|\p{L}{0,12}päivän|vuorokauden|kuukauden|viikon|vuoden|tunnin|minuutin|kappaleen|henkilön|pisteen|käynnin|asukkaan|asiakkaan|potilaan)$/iu;

function caseOf(word: string): Pick<UnitAfter, 'case'> {
  if (/(?:sta|stä)$/i.test(word)) return { case: 'from' };
  if (/(?:iin|een|aan|ään|oon|uun|hin)$/i.test(word)) return { case: 'to' };
  return genitive.test(word) ? { case: 'of' } : {};
}

const scores = new Set([5, 6, 7, 10, 100]);

/** "4,2/5", and "5/100 000 as.". */
function outOfAfter(text: string, tokens: readonly Token[], start: number): UnitAfter {
  const figure = tokens[start + 1];
  if (figure?.kind !== 'figure') {
    const next = denominatorAfter(tokens, start);
    return next === start
      ? { next, percent: false }
      : { next, percent: false, text: written(text, tokens, start, next) };
  }
  const outOf = Number(figure.text);
  const counted = namedUnit(tokens, start + 2);
  if (counted > start + 2)
    return { next: counted, percent: false, text: written(text, tokens, start, counted) };
  // "8/10 av deltagarna" is a share of them.
  return scores.has(outOf) && tokens[start + 2]?.kind !== 'word'
    ? { next: start + 2, percent: false, text: `/${outOf}`, outOf }
    : { next: start, percent: false };
}

/** Scale words, then a currency or a known unit. */
function namedUnit(tokens: readonly Token[], start: number): number {
  let at = start;
  while (tokens[at]?.kind === 'word' && scaleOfWord(tokens[at]!.text) !== undefined) {
    if (isScaledSign(tokens, at)) return at + 2;
    at = afterDot(tokens, at + 1);
  }
  const token = tokens[at];
  if (!token) return at;
  if (isScaledSign(tokens, at)) return at + 2;
  if (token.kind === 'sign') return /[€$£‰]/.test(token.text) ? at + 1 : at;
  return token.kind === 'word' && isUnitWord(token.text) ? afterDot(tokens, at + 1) : at;
}

/** "t€" is two tokens: a word and a sign. */
function isScaledSign(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at + 1];
  return isJoined(sign) && sign.text === '€' && measuringUnit(`${tokens[at]!.text}€`).scale > 1;
}

/** "on", "an" and other short words are not in the list of units. */
function isUnitWord(word: string): boolean {
  return measuringUnit(word).known;
}

/** A full stop belongs to the abbreviation if more follows on the same line. */
function afterDot(tokens: readonly Token[], at: number): number {
  const [dot, more] = [tokens[at], tokens[at + 1]];
  const goesOn = more !== undefined && (more.text === '/' || /^[€\p{Ll}]/u.test(more.text));
  return isJoined(dot) && dot.text === '.' && goesOn ? at + 1 : at;
}

/** "/vrk", "/100 000 as", "per asukas". */
function denominatorAfter(tokens: readonly Token[], start: number): number {
  let at = start;
  while (tokens[at]?.text === '/' || tokens[at]?.text.toLowerCase() === 'per') {
    const isCounted = tokens[at + 1]?.kind === 'figure' && tokens[at + 2]?.kind === 'word';
    const word = tokens[isCounted ? at + 2 : at + 1];
    if (word?.kind !== 'word') break;
    at += isCounted ? 3 : 2;
  }
  return at;
}

function written(text: string, tokens: readonly Token[], start: number, next: number): string {
  return text.slice(tokens[start]!.at, tokens[next - 1]!.end).replace(/\s+/g, ' ');
}

/** "€/vrk" for "e/vrk", since people know the currency by its sign. */
export function shownUnit(unit: string): string {
  const shown =
    currencyOf(measuringUnit(unit)) === '€'
      ? unit.replace(/^(?:euroa|euron|euros?|eur|e)(?!\p{L})/iu, '€')
      : unit;
  return shown.replace(/ ?\/ ?/g, '/');
}
