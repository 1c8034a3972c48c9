/** The names of a form's inputs: the goal, the version of its reply that the row shows, and the field. Pure. */
import { idSchema } from '../../src/goals/schema';

/** Nothing else in a submit can be mistaken for an input of a row. */
export const rowPrefix = 'row:';

export interface RowInput {
  readonly goalId: string;
  readonly fieldId: string;
  /** The version of the reply that the row shows; 0 for none. */
  readonly version: number;
  /** The row shows the person's draft. */
  readonly draft: boolean;
}

/** "row:asu-1:0:value", "row:asu-1:2d:value": ids hold no colon. The inputs of a row tell what the person has seen. */
export function rowInputId({ goalId, fieldId, version, draft }: RowInput): string {
  return `${rowPrefix}${goalId}:${version}${draft ? 'd' : ''}:${fieldId}`;
}

/** `undefined` for any other name. */
export function readRowInputId(id: string): RowInput | undefined {
  const [prefix, goalId = '', seen = '', fieldId = '', ...more] = id.split(':');
  const isRow = `${prefix}:` === rowPrefix && more.length === 0 && /^\d{1,6}d?$/.test(seen);
  if (!isRow || !idSchema.safeParse(goalId).success || !idSchema.safeParse(fieldId).success) return undefined;
  return { goalId, fieldId, version: Number.parseInt(seen, 10), draft: seen.endsWith('d') };
}
