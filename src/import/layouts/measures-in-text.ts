/** Measures that are written into one cell: "Antalet … (pers.): Utgångsläge 40.0, Mål 100.0". Pure. */
import { type Baseline, type FieldKind, type Locale, type Target } from '../../goals/schema';
import { directionOf, readBaseline, readTarget } from '../figures';
import { oneLine } from './layout';

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
}

const figure = '[<>≤≥]?\\s*[-–−+]?\\s*\\d(?:[\\d.,  ]*\\d)?(?:\\s*[-–]\\s*\\d+(?:[.,]\\d+)?)?';
/** A word right behind a figure belongs to it where the line or the part ends with it: "<3 månader". */
const unitBehind = '(?:[  ]*%|[  ]*[\\p{L}€][\\p{L}€/.]*(?=[  ]*(?:[,;\\n]|$)))?';
const from = '(?:Utgångsläge|Utgångspunkt|Utgångsnivå|Lähtötaso|Lähtötilanne|Lähtö)';
const to = '(?:Målsättning|Målvärde|Mål|Tavoitearvo|Tavoitetaso|Tavoite)';
const gap = '\\s*[/:]?\\s*';
const stated = new RegExp(
  `(?<!\\p{L})(?:${from}${gap}(?<from>${figure}${unitBehind})(?:\\s*[,;.]?\\s*${to}${gap}(?<to>${figure}${unitBehind}))?` +
    `|${to}${gap}(?<only>${figure}${unitBehind}))[,;.]?`,
  'giu',
);

/** Text without a baseline and a target is a measure of its own where blank lines or its line set it apart. */
export function measuresIn(cell: string, language: Locale): StatedMeasure[] {
  const measures: StatedMeasure[] = [];
  let at = 0;
  for (const match of cell.matchAll(stated)) {
    const parts = paragraphs(cell.slice(at, match.index));
    measures.push(...parts.slice(0, -1).map((text) => measureOf(text, {}, language)));
    const { from: start, to: end, only } = match.groups!;
    const goal = end ?? only;
    measures.push(
      measureOf(parts.at(-1) ?? '', { ...(start && { start }), ...(goal && { goal }) }, language),
    );
    at = match.index + match[0].length;
  }
  const rest = paragraphs(cell.slice(at));
  return [...measures, ...rest.map((text) => measureOf(text, {}, language))];
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => oneLine(part).replace(/^[\s•·,;.-]+/, ''))
    .filter((part) => /\p{L}/u.test(part));
}

function measureOf(
  text: string,
  { start, goal }: { readonly start?: string; readonly goal?: string },
  language: Locale,
): StatedMeasure {
  const baseline = start === undefined ? undefined : readBaseline(figureText(start), language);
  const target = goal === undefined ? undefined : readTarget(figureText(goal), language);
  const { name, unit } = splitUnit(text);
  const percent = target?.percent === true || baseline?.percent === true;
  const said = percent ? '%' : (unit ?? target?.unitText ?? baseline?.unitText);
  const direction = directionOf(baseline?.figure, target?.figure);
  return {
    ...{ name, ...kindOf(said, text) },
    ...(baseline && { baseline: baseline.figure }),
    ...(target && { target: target.figure }),
    ...(direction && { direction }),
    ...((baseline?.ambiguous || target?.ambiguous) && { ambiguous: true as const }),
  };
}

/** "-\n10.0" is −10, "<3\nmånader" is below three months. */
function figureText(text: string): string {
  return oneLine(text).replace(/^([<>≤≥]?) ?([-–−+]) ?/, '$1$2');
}

/** "(pers.)", "(%)", ", %" or "%:" at the end of the name. */
function splitUnit(text: string): { name: string; unit?: string } {
  const bare = text.replace(/[\s:.,/]+$/, '');
  const bracket = /^(.*\S)\s*\(([^()]{1,100})\)$/s.exec(bare);
  if (bracket) return { name: bracket[1]!.replace(/[\s:,]+$/, ''), unit: bracket[2]!.trim() };
  const percent = /^(.*?\p{L})[\s,]*%$/su.exec(bare);
  return percent ? { name: percent[1]!, unit: '%' } : { name: bare };
}

const yesNo = /^(?:kyllä|k|ja|j)\s*\/\s*(?:ei|e|nej|n)$/i;

function kindOf(
  unit: string | undefined,
  text: string,
): Pick<StatedMeasure, 'kind' | 'unit' | 'min' | 'max'> {
  if (unit === undefined) return { kind: /\d\s*(?:%|procent|prosent)/i.test(text) ? 'percent' : 'number' };
  const steps = [...unit.matchAll(/(\d+)\s*=/g)].map(([, step]) => Number(step));
  if (steps.length >= 2) return { kind: 'scale', min: Math.min(...steps), max: Math.max(...steps) };
  if (/^(?:%|prosenttia|procent)$/i.test(unit)) return { kind: 'percent' };
  if (yesNo.test(unit)) return { kind: 'yes-no' };
  if (/^(?:€|euro|euroa|eur)$/i.test(unit)) return { kind: 'money' };
  return /^€/.test(unit) ? { kind: 'money', unit } : { kind: 'number', unit };
}
