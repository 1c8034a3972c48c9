/** Figures in a text that are names, ages, years, dates or times of day, or unusable for calculations. Pure. */
import { type Figures } from './figure-parts';
import { isJoined, type Token } from './tokens';
import { type UnitAfter } from './unit-after';

export interface OtherFigure {
  readonly sort: 'time' | 'name' | 'other';
  /** Index of the first token after it. */
  readonly next: number;
}

const isYear = (text: string) => /^(?:19|20)\d\d$/.test(text);

/** @param isBound whether a comparator precedes it: "vähintään 2000" is not a year, "alle 2026" may be one */
export function otherFigure(
  tokens: readonly Token[],
  at: number,
  figures: Figures,
  unit: UnitAfter,
  isBound: boolean,
): OtherFigure | undefined {
  const { next } = figures;
  const text = figures.texts[0]!;
  const [mark, word] = [tokens[at - 1], tokens[at - 2]];
  if (isJoined(tokens[at]) && isJoined(mark) && word?.kind === 'word' && /^[-/]$/.test(mark.text))
    return { sort: isYear(text) ? 'time' : 'name', next };
  const attribute = attributeAfter(tokens, next);
  if (attribute) return attribute;
  if (figures.texts.length > 2 || /^[⁰¹²³⁴-⁹^]$/.test(tokens[next]?.text ?? ''))
    return { sort: 'other', next };
  if (isDate(text, tokens, next) || text.includes(':')) return { sort: 'time', next };
  if (unit.outOf !== undefined && Number(text.replace(',', '.')) > unit.outOf)
    return { sort: `${text}/${unit.outOf}` === '24/7' ? 'time' : 'other', next: unit.next };
  const isPlain = unit.next === next;
  if (!isPlain) return undefined;
  const before = mark?.text === '.' ? word : mark;
  if (/^(?:klo|kl|vuo\p{L}{1,5}|v|år|year)$/iu.test(before?.text ?? '')) return { sort: 'time', next };
  const [slash, denominator] = [tokens[next], tokens[next + 1]];
  if (slash?.text === '/' && denominator?.kind === 'figure') {
    return { sort: [text, denominator.text].some(isYear) ? 'time' : 'other', next: next + 2 };
  }
  return figures.texts.every(isYear) && (!isBound || isRecent(text)) ? { sort: 'time', next } : undefined;
}

/** Whether it is a year that a follow-up may be about. */
function isRecent(text: string): boolean {
  return Number(text) > 2010 && Number(text) < 2051;
}

/** "75-vuotiaiden" is an age; "24-tuntinen" and "80-prosenttisesti" say how something is done. */
function attributeAfter(tokens: readonly Token[], at: number): OtherFigure | undefined {
  const [mark, word] = [tokens[at], tokens[at + 1]];
  if (!isJoined(mark) || !/^[-‐–]$/.test(mark.text) || !isJoined(word) || word.kind !== 'word')
    return undefined;
  return {
    sort: /^(?:vuotia|vuotta|vuoti|årig|åring|year)/i.test(word.text) ? 'name' : 'other',
    next: at + 2,
  };
}

/** "31.12.2026", and "31.12." if no unit follows. */
function isDate(text: string, tokens: readonly Token[], next: number): boolean {
  if (/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(text)) return true;
  const [dot, more] = [tokens[next], tokens[next + 1]];
  const [day = 0, month = 0] = text.split('.').map(Number);
  const isShort = /^\d{1,2}\.\d{1,2}$/.test(text) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return isShort && isJoined(dot) && dot.text === '.' && more?.kind === 'word' && /^\p{Ll}/u.test(more.text);
}
