/** The attainment of one target by one figure, in per cent. Pure. */
import { type Answer } from '../answers/answer-result';
import { type Field, type Target } from '../schema';
import { type Side, sideOf, way } from './target-side';

/** Whether a target has been read as a figure or a range. */
export function hasFigure({ value, low }: Pick<Target, 'value' | 'low'>): boolean {
  return value !== undefined || low !== undefined;
}

export type NotAssessableReason =
  | 'not-answered'
  /** "Ei mittaria", N/A, "6/6": an answer without a figure. */
  | 'no-value'
  /** The field has no target with a number. */
  | 'no-target'
  /** Nothing says which side of the target is good. */
  | 'no-side'
  /** "<5" against a target of 3: the answer does not say on which side the figure is. */
  | 'bound-undecided'
  /** None of several fields could be judged. */
  | 'nothing-assessable';

/**
 * `percent` is clipped to 0–100, `unclipped` is not; both are in per cent, rounded to 1e-9.
 * `kept` says whether the target's comparator is satisfied; "above" and "below" are strict, so a figure equal to such
 * a target is at 100 per cent but does not keep it.
 */
export type Attainment =
  | {
      readonly assessable: true;
      readonly percent: number;
      readonly unclipped: number;
      readonly kept?: boolean;
    }
  | { readonly assessable: false; readonly reason: NotAssessableReason };

/** The figure of an answer: exactly `value`, or somewhere beyond it if there is a comparator ("<3"). */
export interface Figure {
  readonly value: number;
  readonly comparator?: Answer['comparator'];
}

/**
 * The rules of the follow-up documents (README.md, "Attainment of one measure"). Where they are silent:
 * - an accumulating measure does not progress from its baseline: it is compared only with its share of the target;
 * - a figure that is only a bound ("<3") counts if it certainly keeps the target and is not assessable otherwise;
 * - "exactly" is a range that contains one figure.
 * @param elapsed the share of the year that has passed, above 0 and at most 1; used only for accumulating measures
 */
export function targetAttainment(
  field: Pick<Field, 'baseline' | 'direction' | 'accumulates'>,
  target: Target,
  figure: Figure,
  elapsed = 1,
): Attainment {
  const share = field.accumulates ? elapsed : 1;
  if (target.low !== undefined && target.high !== undefined)
    return inRange(target.low * share, target.high * share, figure);
  if (target.value === undefined) return notAssessable('no-target');
  const side = sideOf(field, target);
  if (side === undefined) return notAssessable('no-side');
  if (field.accumulates) return ratio(side, target.value * share, figure);
  const start = field.baseline?.value;
  const keeps = field.direction === 'keep' || (start !== undefined && same(start, target.value));
  if (keeps) return keptOrNot(side, target.value, figure);
  return start !== undefined && leads(start, side, target.value)
    ? progress(start, side, target.value, figure)
    : ratio(side, target.value, figure);
}

export function notAssessable(reason: NotAssessableReason): Attainment {
  return { assessable: false, reason };
}

/** @param unclipped per cent, not yet rounded */
export function attained(unclipped: number, kept?: boolean): Attainment {
  const rounded = round(unclipped);
  const percent = Math.min(100, Math.max(0, rounded));
  return { assessable: true, percent, unclipped: rounded, ...(kept === undefined ? {} : { kept }) };
}

/** Prevents floating-point error from moving a figure over a threshold: 0.9 × 100 is 90. */
export function round(percent: number): number {
  const rounded = Number(percent.toFixed(9));
  return rounded === 0 ? 0 : rounded;
}

function inRange(low: number, high: number, figure: Figure): Attainment {
  if (figure.comparator) return notAssessable('bound-undecided');
  if (figure.value < low && !same(figure.value, low)) return ratio('at-least', low, figure);
  if (figure.value > high && !same(figure.value, high)) return ratio('at-most', high, figure);
  return attained(100, true);
}

function keptOrNot(side: Side, target: number, figure: Figure): Attainment {
  const kept = keeps(side, target, figure);
  return kept === undefined ? notAssessable('bound-undecided') : attained(kept ? 100 : 0, kept);
}

/** False for a baseline that already passes the target; "exactly" can be approached from either side. */
export function leads(start: number, side: Side, target: number): boolean {
  return way[side] === 'keep' || (way[side] === 'up') === target > start;
}

function progress(start: number, side: Side, target: number, figure: Figure): Attainment {
  const kept = keeps(side, target, figure);
  if (!isDecided(kept, figure)) return notAssessable('bound-undecided');
  return attained((100 * (figure.value - start)) / (target - start), kept);
}

/** Without a baseline: value ÷ target if more is better; if less is better, 100 when reached, else target ÷ value. */
function ratio(side: Side, target: number, figure: Figure): Attainment {
  if (same(target, 0)) return keptOrNot(side, target, figure);
  // Below zero the quotients are inverted: "at least −10" is to −20 what "at most 10" is to 20.
  if (target < 0) return ratio(mirrored[side], -target, mirror(figure));
  const kept = keeps(side, target, figure);
  if (!isDecided(kept, figure)) return notAssessable('bound-undecided');
  const { value } = figure;
  if (side === 'at-least' || side === 'above') return attained((100 * value) / target, kept);
  if (kept) return attained(100, kept);
  return attained(value < target ? (100 * value) / target : (100 * target) / value, kept);
}

/** A bound that misses the target does not say by how much. */
function isDecided(kept: boolean | undefined, { comparator }: Figure): kept is boolean {
  return comparator ? kept === true : kept !== undefined;
}

/** Whether the figure satisfies the comparator; undefined if the figure is a bound that may or may not. */
function keeps(side: Side, target: number, figure: Figure): boolean | undefined {
  const { value, comparator } = figure;
  if (side === 'at-least' || side === 'above') return keeps(mirrored[side], -target, mirror(figure));
  const equal = same(value, target);
  if (!comparator) return side === 'exactly' ? equal : equal ? side === 'at-most' : value < target;
  const pointsDown = comparator === 'below' || comparator === 'at-most';
  const isOpen = comparator === 'below' || comparator === 'above';
  if (side === 'exactly') {
    const isBeyond = equal ? isOpen : pointsDown ? value < target : value > target;
    return isBeyond ? false : undefined;
  }
  if (pointsDown) return (equal ? isOpen || side === 'at-most' : value < target) ? true : undefined;
  return (equal ? isOpen || side === 'below' : value > target) ? false : undefined;
}

const mirrored = {
  'at-least': 'at-most',
  'at-most': 'at-least',
  above: 'below',
  below: 'above',
  exactly: 'exactly',
} as const;

function mirror({ value, comparator }: Figure): Figure {
  return comparator ? { value: -value, comparator: mirrored[comparator] } : { value: -value };
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
