/** Measures written in one cell: "Antalet … (pers.): Utgångsläge 40.0, Mål 100.0". Pure. */
import { type Baseline, type FieldKind, type Locale, type Target } from '../../goals/schema';
import { isSameBase, measuringUnit } from '../../goals/answers/measuring-unit';
import { directionOf } from '../table/figures';
import { type FigurePhrase, figurePhrases, isCompound } from '../text-figures/phrases';
import { withoutEnd } from '../table/without-end';
import { oneLine } from './layout';
import { isFigure } from './targets-in-text';

export interface StatedMeasure {
  /** Without its unit and figures. */
  readonly name: string;
  readonly kind: Extract<FieldKind, 'number' | 'percent' | 'money' | 'scale' | 'yes-no'>;
  readonly unit?: string;
  /** Ends of a scale. */
  readonly min?: number;
  readonly max?: number;
  readonly baseline?: Baseline;
  readonly target?: Target;
  readonly direction?: 'up' | 'down' | 'keep';
  readonly ambiguous?: true;
  /** A figure has another unit than the measure. */
  readonly otherUnit?: true;
  /** Figures in its name that are not a target or a baseline. */
  readonly unused: readonly string[];
}

const from = '(?:Utgångsläge|Utgångspunkt|Utgångsnivå|Lähtötaso|Lähtötilanne|Lähtö)';
const to = '(?:Målsättning|Målvärde|Mål|Tavoitearvo|Tavoitetaso|Tavoite)';
/** What a figure may begin with, so that "Mål" in "Målen nås" or "Mål: personalen" is not a keyword. */
const opening =
  '(?:[<>≤≥~+−–-]|\\d|[½¼¾]|(?:minst|högst|under|över|mer än|mindre än|max|ca|noin|alle|yli|enintään|korkeintaan|vähintään|ei yli|ei alle)(?!\\p{L}))';
/** White space has already been reduced to single characters. */
const gap = '[ \\n]{0,3}[/:]?[ \\n]{0,3}';
const keyword = new RegExp(`(?<!\\p{L})(?:(?<from>${from})|${to})${gap}(?=${opening})`, 'giu');

/** Text without a baseline and a target is a separate measure if it has its own line or is set off by blank lines. */
export function measuresIn(cell: string, language: Locale): StatedMeasure[] {
  const text = singleSpaced(cell);
  const measures: StatedMeasure[] = [];
  let at = 0;
  for (const { start, end, ...figures } of pairsIn(text, language)) {
    const parts = paragraphs(text.slice(at, start));
    measures.push(...parts.slice(0, -1).map((name) => measureOf(name, {}, language)));
    measures.push(measureOf(parts.at(-1) ?? '', figures, language));
    at = end;
  }
  const rest = paragraphs(text.slice(at));
  return [...measures, ...rest.map((name) => measureOf(name, {}, language))];
}

/** One space between words, and one blank line between parts. */
function singleSpaced(cell: string): string {
  return cell.replace(/[^\S\n]+/g, ' ').replace(/\n[ \n]*\n/g, '\n\n');
}

interface StatedFigures {
  readonly baseline?: FigurePhrase;
  readonly target?: FigurePhrase;
}

/** A baseline and a target right after it belong to one measure. */
function pairsIn(text: string, language: Locale): (StatedFigures & { start: number; end: number })[] {
  const pairs: (StatedFigures & { start: number; end: number })[] = [];
  for (const match of text.matchAll(keyword)) {
    const phrase = phraseBehind(text, match.index + match[0].length, language);
    if (!phrase) continue;
    const last = pairs.at(-1);
    const isBaseline = match.groups!['from'] !== undefined;
    const goesOn =
      !isBaseline && last && !last.target && /^[ ,;.\n]{0,4}$/.test(text.slice(last.end, match.index));
    const end = phrase.end + (/^[,;.]/.test(text.slice(phrase.end, phrase.end + 1)) ? 1 : 0);
    if (goesOn) pairs[pairs.length - 1] = { ...last, target: phrase, end };
    else pairs.push({ start: match.index, end, ...(isBaseline ? { baseline: phrase } : { target: phrase }) });
  }
  return pairs;
}

const longestPhrase = 120;

function phraseBehind(text: string, at: number, language: Locale): FigurePhrase | undefined {
  const behind = text.slice(at, at + longestPhrase);
  // "-\n10.0" is −10, "<3\nmånader" below three months.
  const tight = behind.replace(/^([<>≤≥]{0,2}) ?([-–−+]?)[ \n]{0,2}(?=\d)/, '$1$2');
  const [phrase, second] = figurePhrases(tight, language);
  const hasFigure = phrase?.value !== undefined || phrase?.low !== undefined || phrase?.ambiguous;
  if (!phrase || phrase.at > 0 || !hasFigure || isCompound(tight, phrase, second)) return undefined;
  const known = at + phrase.end + behind.length - tight.length;
  const end = unitAtLineEnd(text, known) ?? known;
  const unitText = phrase.unitText ?? (end > known ? text.slice(known, end).trim() : undefined);
  return { ...phrase, raw: text.slice(at, end), at, end, ...(unitText !== undefined && { unitText }) };
}

/** A word that is not in the list of units belongs to the figure if the line or the part ends with it. */
function unitAtLineEnd(text: string, at: number): number | undefined {
  const word = /^ ?[\p{L}€][\p{L}€/.]{0,30}(?= ?(?:[,;\n]|$))/u.exec(text.slice(at, at + 40));
  return word ? at + word[0].length : undefined;
}

function paragraphs(text: string): string[] {
  return text
    .split('\n\n')
    .map((part) => oneLine(part).replace(/^[\s•·,;.-]+/, ''))
    .filter((part) => /\p{L}/u.test(part));
}

function measureOf(
  text: string,
  { baseline: start, target: goal }: StatedFigures,
  language: Locale,
): StatedMeasure {
  const { name, unit } = splitUnit(text);
  const percent = goal?.percent === true || start?.percent === true;
  const said = percent ? '%' : (unit ?? goal?.unitText ?? start?.unitText);
  const baseline = start && baselineOf(start, said);
  const target = goal && targetOf(goal, said);
  const direction = directionOf(baseline, target);
  return {
    ...{ name, ...kindOf(said, text) },
    ...(baseline && { baseline }),
    ...(target && { target }),
    ...(direction && { direction }),
    ...((start?.ambiguous || goal?.ambiguous) && { ambiguous: true as const }),
    ...(isInOtherUnit(start, said) || isInOtherUnit(goal, said) ? { otherUnit: true as const } : {}),
    unused: unusedIn(name, [start, goal], language),
  };
}

function isInOtherUnit(phrase: FigurePhrase | undefined, unit: string | undefined): boolean {
  const typed = phrase?.percent ? '%' : phrase?.unitText;
  if (typed === undefined || unit === undefined) return false;
  return !isSameBase(measuringUnit(typed), measuringUnit(unit));
}

/** Converts to the measure's own unit: "950 000 €" is 0.95 in millions. */
function scaled({ unitText, percent }: FigurePhrase, unit: string | undefined) {
  if (unitText === undefined || unit === undefined || percent) return (value: number) => value;
  const [typed, own] = [measuringUnit(unitText), measuringUnit(unit)];
  const factor = isSameBase(typed, own) ? typed.scale / own.scale : 1;
  return (value: number) => Number((value * factor).toPrecision(12));
}

function baselineOf(phrase: FigurePhrase, unit: string | undefined): Baseline {
  const { raw, value, comparator } = phrase;
  const inUnit = scaled(phrase, unit);
  return {
    raw: oneLine(raw),
    ...(value !== undefined && { value: inUnit(value) }),
    ...(comparator && { comparator }),
  };
}

function targetOf(phrase: FigurePhrase, unit: string | undefined): Target {
  const { raw, low, high } = phrase;
  const inUnit = scaled(phrase, unit);
  if (low === undefined || high === undefined) return baselineOf(phrase, unit);
  return { raw: oneLine(raw), low: inUnit(low), high: inUnit(high), comparator: 'range' };
}

/** Figures in the name that are neither the baseline nor the target. */
function unusedIn(name: string, used: readonly (FigurePhrase | undefined)[], language: Locale): string[] {
  const known = new Set(used.flatMap((phrase) => [phrase?.value, phrase?.low, phrase?.high]));
  return figurePhrases(name, language)
    .filter((phrase) => isFigure(phrase) && !known.has(phrase.value ?? phrase.low))
    .map(({ raw }) => raw);
}

/** "(pers.)", "(%)", ", %" or "%:" at the end of the name. */
function splitUnit(text: string): { name: string; unit?: string } {
  const bare = withoutEnd(text, /[\s:.,/]/);
  const bracket = /^(.*\S)\s*\(([^()]{1,100})\)$/s.exec(bare);
  if (bracket) return { name: withoutEnd(bracket[1]!, /[\s:,]/), unit: bracket[2]!.trim() };
  const percent = /^(.*?\p{L})[\s,]*%$/su.exec(bare);
  return percent ? { name: percent[1]!, unit: '%' } : { name: bare };
}

const yesNo = /^(?:kyllä|k|ja|j)\s*\/\s*(?:ei|e|nej|n)$/i;

function kindOf(
  unit: string | undefined,
  text: string,
): Pick<StatedMeasure, 'kind' | 'unit' | 'min' | 'max'> {
  if (unit === undefined) return { kind: /\d\s*(?:%|procent|prosent)/i.test(text) ? 'percent' : 'number' };
  const steps = [...unit.matchAll(/(?<!\d)(\d{1,9})\s?=/g)].map(([, step]) => Number(step));
  if (steps.length >= 2) return { kind: 'scale', min: Math.min(...steps), max: Math.max(...steps) };
  if (/^(?:%|prosenttia|procent)$/i.test(unit)) return { kind: 'percent' };
  if (yesNo.test(unit)) return { kind: 'yes-no' };
  if (/^(?:€|euro|euroa|eur)$/i.test(unit)) return { kind: 'money' };
  return /^€/.test(unit) ? { kind: 'money', unit } : { kind: 'number', unit };
}
