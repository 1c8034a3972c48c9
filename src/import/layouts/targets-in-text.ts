/** Targets that the text of a goal states: "alle 190 e/vrk", "98–100 %", "(lh 80 % ja sh 60 %)". Pure. */
import {
  type Baseline,
  type FieldKind,
  type Locale,
  type LocalizedText,
  type Target,
} from '../../goals/schema';
import { readBaseline, readTarget } from '../figures';

export interface StatedTargets {
  readonly targets: readonly Target[];
  readonly baseline?: Baseline;
  readonly kind: Extract<FieldKind, 'number' | 'percent' | 'money'>;
  readonly unit?: LocalizedText;
  /** A bare percentage: it could also say how much is to change, or how far something is to be done. */
  readonly unclear: boolean;
  /** Figures in several units: one answer cannot be all of them. */
  readonly mixed: boolean;
}

/** Never endless: a text of digits alone would be tried from each of them to its end. */
const digits = '\\d{1,3}(?:[ \\u00a0]\\d{3}){1,4}(?:[.,]\\d{1,15})?|\\d{1,15}(?:[.,]\\d{1,15})?';
const percent = '\\s?%(?::?\\p{L}{1,4})?';
const unit = `(?:${percent}|\\s?(?:€|e|euroa|euron|euro|euros)(?:\\s?/\\s?\\p{L}+)?|\\s?(?:kk|pv|min|h|htv|kpl|hlö|mån|dgr|st)(?:\\s?/\\s?\\p{L}+)?)(?!\\p{L})`;
const words: Readonly<Record<string, string>> = {
  'suurempi kuin': 'yli',
  'pienempi kuin': 'alle',
  'lägre än': 'under',
  'högre än': 'över',
};
const comparators =
  'alle|yli|enintään|korkeintaan|vähintään|suurempi kuin|pienempi kuin|' +
  'under|över|högst|minst|mer än|mindre än|lägre än|högre än|[<>]=?|[≤≥]';

const range = new RegExp(`(?:${digits})\\s?%?\\s?[-–]\\s?(?:${digits})${percent}`, 'giu');
/** A comparator, at most three words ("kansallisen keskitason"), and a figure with its unit. */
const bounded = new RegExp(
  `(?<![\\p{L}])(${comparators})\\s?(?:\\p{L}+\\s){0,3}?((?:${digits})(?:${unit}))`,
  'giu',
);
/** Without a unit only right behind the comparator: "NPS > 60". */
const boundedBare = new RegExp(`(?<![\\p{L}])(${comparators})\\s?(${digits})(?=\\s*(?:$|[.,;:()]))`, 'giu');
const bare = new RegExp(`(?:(?:${digits}))${percent}`, 'giu');
/** "37 %:iin", "ad 100 %": a level to get to. */
const level = new RegExp(
  `(?:${digits})\\s?%:?(?:iin|een)(?!\\p{L})|(?<!\\p{L})(?:ad|till)\\s(?:${digits})\\s?%`,
  'giu',
);
const present = new RegExp(
  `\\(?(?:nykytaso|lähtötaso|utgångsläge|nuläge)\\s?:?\\s?(${digits})(${unit})?\\)?`,
  'iu',
);
const betterThanPresent = /(?:paremmin|enemmän|parempi) kuin nyky\p{L}+|(?:bättre|mer) än nuläget/iu;

/** Undefined where the text states none. A target that is said twice is one, as it is said last. */
export function statedTargets(text: string, language: Locale): StatedTargets | undefined {
  const now = present.exec(text);
  const rest = now ? blanked(text, now.index, now[0].length) : text;
  const read = findFigures(rest).map((found) => ({ found, ...readTarget(found.read, language) }));
  const once = read.filter(
    ({ figure }, index) => !read.slice(index + 1).some((later) => same(later.figure, figure)),
  );
  const targets = once.map(({ found, figure }) => {
    const label = once.length > 1 ? labelBefore(rest, found.at) : '';
    return { ...figure, raw: found.raw, ...(label !== '' && { label: { [language]: label } }) };
  });
  const better = betterThanPresent.exec(rest);
  if (targets.length === 0 && now && better) targets.push({ raw: better[0] });
  if (targets.length === 0) return undefined;
  const baseline = now && readBaseline(`${now[1]}${now[2] ?? ''}`, language);
  const units = once.map(({ percent: isPercent, unitText }) => (isPercent ? '%' : unitText));
  const mixed = units.some((unitText) => unitText !== units[0]);
  return {
    ...{ targets, ...kindOf(units[0] ?? (baseline?.percent ? '%' : undefined), language), mixed },
    ...(baseline && { baseline: { ...baseline.figure, raw: now[0].replace(/[()]/g, '') } }),
    unclear: mixed || (once.length > 0 && once.every(({ found }) => !found.sure)),
  };
}

function same(a: Target, b: Target): boolean {
  return a.value === b.value && a.low === b.low && a.high === b.high && a.comparator === b.comparator;
}

interface FoundFigure {
  readonly at: number;
  /** As it stands in the text. */
  readonly raw: string;
  /** As it can be read. */
  readonly read: string;
  readonly sure: boolean;
}

function findFigures(text: string): FoundFigure[] {
  const found: FoundFigure[] = [];
  let left = text;
  const take = (pattern: RegExp, sure: boolean, readable: (match: RegExpExecArray) => string) => {
    for (const match of left.matchAll(pattern)) {
      const raw = match[0].trim();
      found.push({ at: match.index, raw, read: readable(match), sure });
      left = blanked(left, match.index, match[0].length);
    }
  };
  take(range, true, ([all]) => withoutCase(all));
  take(bounded, true, ([, word = '', figure = '']) => withoutCase(`${readableWord(word)} ${figure}`));
  take(boundedBare, true, ([, word = '', figure = '']) =>
    isYear(figure) ? '' : `${readableWord(word)} ${figure}`,
  );
  take(level, true, ([all]) => withoutCase(all.replace(/^(?:ad|till)\s/i, '')));
  take(bare, false, ([all]) => withoutCase(all));
  return found.filter(({ read }) => read !== '').sort((a, b) => a.at - b.at);
}

function readableWord(word: string): string {
  return words[word.toLowerCase()] ?? word;
}

/** "37 %:iin" is 37 %, "190 e" 190 €. */
function withoutCase(text: string): string {
  return text
    .trim()
    .replace(/%:?\p{L}+$/u, '%')
    .replace(/(?<=\d\s?)(?:euroa|euron|euros|euro|e)(?!\p{L})/iu, '€');
}

function isYear(figure: string): boolean {
  return /^(?:19|20)\d\d$/.test(figure);
}

function blanked(text: string, at: number, length: number): string {
  return text.slice(0, at) + ' '.repeat(length) + text.slice(at + length);
}

/** The words right before a figure: "lh" of "(lh 80 % ja sh 60 %)". */
function labelBefore(text: string, at: number): string {
  const before =
    text
      .slice(0, at)
      .split(/[,;:()%.]|(?<!\p{L})(?:ja|sekä|och|samt)(?!\p{L})/u)
      .at(-1) ?? '';
  return before.trim().split(/\s+/).slice(-3).join(' ');
}

function kindOf(unitText: string | undefined, language: Locale): Pick<StatedTargets, 'kind' | 'unit'> {
  if (unitText === '%') return { kind: 'percent' };
  if (unitText?.startsWith('€'))
    return {
      kind: 'money',
      ...(unitText.length > 1 && { unit: { [language]: unitText.replace(/\s/g, '') } }),
    };
  return { kind: 'number', ...(unitText !== undefined && { unit: { [language]: unitText } }) };
}
