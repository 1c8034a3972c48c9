/** The figures of one field at which its light changes: the thresholds, in the field's own unit. Pure. */
import { isEstimate } from '../field-roles';
import { type Field, type Programme, type Target } from '../schema';
import { leads } from './target';
import { sideOf } from './target-side';

export interface LightLimits {
  /** Which way is better. */
  readonly better: 'up' | 'down';
  /** Green beyond this figure; the figure itself is yellow. */
  readonly green: number;
  /** Yellow from this figure on, red before it. */
  readonly yellow: number;
}

/**
 * The inverse of `measureAttainment`: where it is `thresholds.green` and `thresholds.yellow` per cent. `undefined` if no
 * single figure separates the lights: a range, "exactly", a figure to keep, several targets, a target of 0, or none.
 * @param elapsed the share of the year that has passed; used only for accumulating measures
 */
export function lightLimits(
  field: Field,
  thresholds: Programme['thresholds'],
  elapsed = 1,
): LightLimits | undefined {
  // A figure is never over 100 per cent of its target.
  if (thresholds.green >= 100 || thresholds.yellow <= 0) return undefined;
  const at = figureAt(field, elapsed);
  if (!at) return undefined;
  const [green, yellow] = [at.figure(thresholds.green), at.figure(thresholds.yellow)];
  return { better: at.better, green, yellow };
}

/** The figure of a field at a percentage of its target, above 0 and below 100. */
interface FigureAt {
  readonly better: LightLimits['better'];
  readonly figure: (percent: number) => number;
}

function figureAt(field: Field, elapsed: number): FigureAt | undefined {
  if (isEstimate(field)) return { better: 'up', figure: (percent) => percent };
  const [target, ...others] = field.targets.filter(
    ({ value, low }) => value !== undefined || low !== undefined,
  );
  if (target) return others.length === 0 ? figureOfTarget(field, target, elapsed) : undefined;
  const { kind, min = 0, max = 0 } = field;
  if (kind !== 'scale' || max <= min) return undefined;
  return { better: 'up', figure: (percent) => min + ((max - min) * percent) / 100 };
}

function figureOfTarget(field: Field, target: Target, elapsed: number): FigureAt | undefined {
  const side = sideOf(field, target);
  if (target.value === undefined || side === undefined || side === 'exactly') return undefined;
  const better = side === 'at-least' || side === 'above' ? 'up' : 'down';
  if (field.accumulates) return byRatio(better, target.value * elapsed);
  const start = field.baseline?.value;
  if (field.direction === 'keep' || start === target.value) return undefined;
  if (start === undefined || !leads(start, side, target.value)) return byRatio(better, target.value);
  const way = target.value - start;
  return { better, figure: (percent) => start + (way * percent) / 100 };
}

/** Value ÷ target, or target ÷ value if less is better; below zero it is the other way round. */
function byRatio(better: LightLimits['better'], target: number): FigureAt | undefined {
  if (target === 0) return undefined;
  const isShare = (better === 'up') === target > 0;
  const figure = (percent: number) => (isShare ? (target * percent) / 100 : (100 * target) / percent);
  return { better, figure };
}
