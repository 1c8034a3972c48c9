/** Whether two forms of a field ask for figures that can be compared. Pure. */
import { type Field, type Goal } from './schema';
import { sameData } from '../same-data';

/** The same kind in the same unit, on the same scale; a figure that adds up is not compared with one that does not. */
export function isSameMeasure(one: Field, other: Field): boolean {
  return sameData(measureOf(one), measureOf(other));
}

/** Whether the goal, as it was asked at another time, asked for the same measure in the field of that id. */
export function isMeasuredAlike(field: Field, then: Pick<Goal, 'fields'> | undefined): boolean {
  return then?.fields.some((each) => each.id === field.id && isSameMeasure(each, field)) ?? false;
}

function measureOf({ kind, unit, min, max, accumulates }: Field): object {
  return { kind, unit, accumulates, ...(kind === 'scale' && { min, max }) };
}
