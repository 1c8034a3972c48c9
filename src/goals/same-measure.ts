/** Whether two forms of a field ask for figures that can be compared. Pure. */
import { type Field } from './schema';
import { sameData } from '../same-data';

/** The same kind in the same unit, on the same scale; a figure that adds up is not compared with one that does not. */
export function isSameMeasure(one: Field, other: Field): boolean {
  return sameData(measureOf(one), measureOf(other));
}

function measureOf({ kind, unit, min, max, accumulates }: Field): object {
  return { kind, unit, accumulates, ...(kind === 'scale' && { min, max }) };
}
