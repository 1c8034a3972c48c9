/** Whether a figure moved to the good side of its targets. Pure. */
import { isEstimate } from '../field-roles';
import { type Field, type Target } from '../schema';
import { hasFigure } from './target';
import { sideOf, way } from './target-side';

export type Movement = 'better' | 'worse';

/**
 * `undefined` if the figures are equal, if nothing says which side is good, or if several targets disagree. A level that
 * should be kept, and a range, are better the nearer the figure is.
 */
export function movementOf(field: Field, from: number, to: number): Movement | undefined {
  if (from === to) return undefined;
  const judged = isEstimate(field) ? [] : field.targets.filter(hasFigure);
  const gains =
    judged.length > 0 ? judged.map((target) => gainTo(field, target, from, to)) : [ownGain(field, to - from)];
  const signs = new Set(gains.flatMap((gain) => (gain === undefined || gain === 0 ? [] : [Math.sign(gain)])));
  if (signs.size !== 1) return undefined;
  return signs.has(1) ? 'better' : 'worse';
}

/** Above 0 if it became better. */
function gainTo(field: Field, target: Target, from: number, to: number): number | undefined {
  const { value, low, high } = target;
  if (low !== undefined && high !== undefined) return outside(low, high, from) - outside(low, high, to);
  const side = sideOf(field, target);
  if (side === undefined || value === undefined) return undefined;
  if (way[side] === 'keep' || field.direction === 'keep')
    return Math.abs(from - value) - Math.abs(to - value);
  return way[side] === 'up' ? to - from : from - to;
}

function outside(low: number, high: number, figure: number): number {
  return Math.max(low - figure, figure - high, 0);
}

/** Without a target: an estimate, a yes and a scale are better the higher they are. */
function ownGain({ role, kind, direction }: Field, rise: number): number | undefined {
  if (direction === 'down') return -rise;
  const isHigherBetter =
    isEstimate({ role }) ||
    direction === 'up' ||
    (role === 'measure' && direction === undefined && (kind === 'yes-no' || kind === 'scale'));
  return isHigherBetter ? rise : undefined;
}
