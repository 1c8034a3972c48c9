/** How far one figure is towards one target, in per cent of it. */
import { type Answer } from './answer-result';
import { type Field, type Target } from './schema';

export type NotAssessableReason =
  | 'not-answered'
  /** "Ei mittaria", N/A, "6/6": an answer without a figure. */
  | 'no-value'
  /** The field has no target with a number. */
  | 'no-target'
  /** No baseline and a target of zero: there is nothing to divide by. */
  | 'zero-target'
  /** Baseline equals target, and no comparator says which side keeps it. */
  | 'nothing-to-progress'
  /** "<5" against a target of 3: the answer does not say on which side the figure is. */
  | 'bound-undecided'
  /** None of several fields could be judged. */
  | 'nothing-assessable';

/**
 * `percent` is clipped to 0–100, `unclipped` is not; both in per cent, rounded to 1e-9.
 * `kept` says whether the target's comparator is satisfied; "above" and "below" are strict, so a figure that equals
 * such a target is at 100 per cent and not kept.
 */
export type Attainment =
  | {
      readonly assessable: true;
      readonly percent: number;
      readonly unclipped: number;
      readonly kept?: boolean;
    }
  | { readonly assessable: false; readonly reason: NotAssessableReason };

/** The figure of an answer: exactly `value`, or somewhere beyond it where a comparator says so ("<3"). */
export interface Figure {
  readonly value: number;
  readonly comparator?: Answer['comparator'];
}

type Side = 'at-least' | 'at-most' | 'above' | 'below' | 'exactly';

/**
 * The rules of the follow-up documents (DESIGN.md, "Attainment of one measure"). Where they are silent:
 * - a comparator that contradicts the way from baseline to target ("at most 5" from 3) leaves no way to go, so the
 *   target is judged as if there were no baseline;
 * - a figure that is only a bound ("<3") counts when it surely keeps the target and is not assessable otherwise;
 * - "exactly", and direction "keep" without a comparator, are a range with one figure in it.
 */
export function targetAttainment(
  field: Pick<Field, 'baseline' | 'direction'>,
  target: Target,
  figure: Figure,
): Attainment {
  if (target.low !== undefined && target.high !== undefined) return inRange(target.low, target.high, figure);
  if (target.value === undefined || target.comparator === 'range') return notAssessable('no-target');
  const start = field.baseline?.value;
  if (start !== undefined && same(start, target.value))
    return keptOrNot(target.comparator, target.value, figure);
  const way = start !== undefined && start > target.value ? 'at-most' : 'at-least';
  if (start !== undefined && !contradicts(target.comparator, way))
    return progress(start, target.comparator ?? way, target.value, figure);
  return ratio(target.comparator ?? sideOf(field.direction), target.value, figure);
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

/** Floating point must not move a figure over a threshold: 0.9 × 100 is 90. */
export function round(percent: number): number {
  const rounded = Number(percent.toFixed(9));
  return rounded === 0 ? 0 : rounded;
}

function inRange(low: number, high: number, figure: Figure): Attainment {
  if (figure.comparator) return notAssessable('bound-undecided');
  if (figure.value < low) return ratio('at-least', low, figure);
  return figure.value > high ? ratio('at-most', high, figure) : attained(100, true);
}

function keptOrNot(side: Side | undefined, target: number, figure: Figure): Attainment {
  if (side === undefined) return notAssessable('nothing-to-progress');
  const kept = keeps(side, target, figure);
  return kept === undefined ? notAssessable('bound-undecided') : attained(kept ? 100 : 0, kept);
}

function progress(start: number, side: Side, target: number, figure: Figure): Attainment {
  const kept = keeps(side, target, figure);
  if (kept === undefined) return notAssessable('bound-undecided');
  return attained((100 * (figure.value - start)) / (target - start), kept);
}

/** Without a baseline: value ÷ target where more is better; reached, else target ÷ value, where less is better. */
function ratio(side: Side, target: number, figure: Figure): Attainment {
  if (same(target, 0)) return notAssessable('zero-target');
  // Below zero the quotients turn round: "at least −10" is to −20 what "at most 10" is to 20.
  if (target < 0) return ratio(mirrored[side], -target, mirror(figure));
  const kept = keeps(side, target, figure);
  if (kept === undefined) return notAssessable('bound-undecided');
  const { value } = figure;
  if (side === 'at-least' || side === 'above') return attained((100 * value) / target, kept);
  if (kept) return attained(100, kept);
  return attained(value < target ? (100 * value) / target : (100 * target) / value, kept);
}

/** Whether the figure satisfies the comparator; undefined where a bound does not surely do so. */
function keeps(side: Side, target: number, figure: Figure): boolean | undefined {
  const { value, comparator } = figure;
  if (side === 'at-least' || side === 'above') return keeps(mirrored[side], -target, mirror(figure));
  const equal = same(value, target);
  if (side === 'exactly') return comparator ? undefined : equal;
  if (!comparator) return equal ? side === 'at-most' : value < target;
  const pointsDown = comparator === 'below' || comparator === 'at-most';
  const touches = comparator === 'at-most' && side === 'below';
  return pointsDown && (equal ? !touches : value < target) ? true : undefined;
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

function contradicts(side: Side | undefined, way: 'at-least' | 'at-most'): boolean {
  const up = side === 'at-least' || side === 'above';
  const down = side === 'at-most' || side === 'below';
  return way === 'at-least' ? down : up;
}

function sideOf(direction: Field['direction']): Side {
  if (direction === 'keep') return 'exactly';
  return direction === 'down' ? 'at-most' : 'at-least';
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
