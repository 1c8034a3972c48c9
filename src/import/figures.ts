/** Targets and baselines as registers write them. Pure. */
import { parseNumber, type ReadNumber } from '../goals/parse-number';
import { type Baseline, type Locale, type Target } from '../goals/schema';

export interface FigureText<T> {
  readonly figure: T;
  readonly percent: boolean;
  readonly unitText?: string;
  /** Could be a thousand times as much in another language: "1,000". */
  readonly ambiguous?: true;
}

/**
 * "alle 190 e/vrk", "98–100 %", "≥ 98–100 %", "< 3 kk", "1,100.0". A text without one figure or range keeps its text
 * alone, which is a target that nobody computes with.
 */
export function readTarget(text: string, locale: Locale): FigureText<Target> {
  const raw = text.trim();
  const range = readRange(raw, locale);
  if (range) return range;
  const read = readOne(raw, locale);
  if (!read) return { figure: { raw }, percent: false };
  const { value, comparator } = read;
  return { figure: { raw, value, ...(comparator && { comparator }) }, ...notesOf(read) };
}

export function readBaseline(text: string, locale: Locale): FigureText<Baseline> {
  const raw = text.trim();
  const read = readOne(raw, locale);
  if (!read) return { figure: { raw }, percent: false };
  const { value, comparator } = read;
  return { figure: { raw, value, ...(comparator && { comparator }) }, ...notesOf(read) };
}

function readOne(raw: string, locale: Locale): ReadNumber | undefined {
  const parsed = parseNumber(raw, locale);
  return parsed.kind === 'number' ? parsed : undefined;
}

function notesOf({ percent, unitText, ambiguous }: ReadNumber) {
  return { percent, ...(unitText !== undefined && { unitText }), ...(ambiguous && { ambiguous }) };
}

const rangeParts = /^(?:[≥≤<>]=?\s*)?([-−]?\d[\d\s.,]*?)\s*%?\s*(?:[-–—]|\.\.\.?|…)\s*(\d.*)$/s;

/** "98–100 %": both ends belong to it, also where a "≥" stands before. */
function readRange(raw: string, locale: Locale): FigureText<Target> | undefined {
  const parts = rangeParts.exec(raw);
  const low = parts && readOne(parts[1]!, locale);
  const high = parts && readOne(parts[2]!, locale);
  if (!low || !high || high.comparator || low.value > high.value) return undefined;
  const figure = { raw, low: low.value, high: high.value, comparator: 'range' as const };
  const percent = high.percent || raw.includes('%');
  return { figure, ...notesOf(high), percent, ...(low.ambiguous && { ambiguous: true as const }) };
}

/** Where a measure goes from its baseline; the same figure says nothing of the way. */
export function directionOf(
  baseline: Baseline | undefined,
  target: Target | undefined,
): 'up' | 'down' | 'keep' | undefined {
  if (!target) return undefined;
  if (target.comparator === 'range') return 'keep';
  if (baseline?.value !== undefined && target.value !== undefined) {
    if (baseline.value === target.value) return undefined;
    return target.value > baseline.value ? 'up' : 'down';
  }
  if (target.comparator === 'at-least' || target.comparator === 'above') return 'up';
  return target.comparator === 'at-most' || target.comparator === 'below' ? 'down' : undefined;
}
