/** What the words after a figure and its unit say about it. Pure. */
import { type NumberComparator } from '../../goals/answers/figure-words';
import { type Token } from './tokens';

export interface WordsAfter {
  readonly comparator?: NumberComparator;
  readonly change: boolean;
  readonly level: boolean;
  /** Index of the first token after them. */
  readonly next: number;
}

const nothing = (next: number): WordsAfter => ({ change: false, level: false, next });

const less = /^(?:vähemmän|pienempi|lyhyempi|mindre|färre|lägre|kortare|less|fewer|lower)$/i;
const more = /^(?:enemmän|suurempi|mer|fler|högre|more|higher)$/i;
const changed =
  /^(?:kasvu|lasku|nousu|vähenn|vähenem|lisäy|ökning|minskning|sänkning|höjning|increase|decrease|reduction|growth)\p{L}{0,6}$/iu;
const below = /^(?:alle|alapuolel\p{L}{1,3})$/iu;
const above = /^(?:yli|yläpuolel\p{L}{1,3})$/iu;
const bounds: readonly (readonly [NumberComparator, RegExp])[] = [
  ['at-most', /^(?:enintään|korkeintaan|maksimissaan|maximalt)$/i],
  ['at-least', /^(?:vähintään)$/i],
];

/** @param isGenitive "5 %:n alle" means below 5 %; in "5 % yli 75-vuotiaista", the comparator is not about the 5 % */
export function wordsAfter(tokens: readonly Token[], at: number, isGenitive: boolean): WordsAfter {
  const [first, second, third] = [0, 1, 2].map((step) => tokens[at + step]);
  if (first?.kind !== 'word') return nothing(at);
  const { text } = first;
  const alternative = /^(?:tai|eller|or)$/i.test(text) ? second : undefined;
  if (alternative && third?.kind !== 'figure') {
    const { text: side } = alternative;
    const most = less.test(side) || /^(?:alle|under|below)$/i.test(side);
    if (most || more.test(side) || /^(?:yli|över|above|over)$/i.test(side))
      return { comparator: most ? 'at-most' : 'at-least', change: false, level: false, next: at + 2 };
  }
  if (second?.kind === 'figure') return nothing(at);
  if (isGenitive && (below.test(text) || above.test(text)))
    return { comparator: below.test(text) ? 'below' : 'above', change: false, level: true, next: at + 1 };
  const bound = bounds.find(([, word]) => word.test(text));
  if (bound) return { comparator: bound[0], change: false, level: false, next: at + 1 };
  if (/^(?:tasolle|tasolla|tasoon)$/i.test(text)) return { change: false, level: true, next: at + 1 };
  const isChange = less.test(text) || more.test(text) || changed.test(text);
  return isChange ? { change: true, level: false, next: at + 1 } : nothing(at);
}
