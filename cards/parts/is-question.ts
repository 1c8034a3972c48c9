import { type Goal } from '../../src/goals/schema';

/** A survey's question: nothing in it is followed, so nobody calls it a goal. */
export function isQuestion({ fields }: Goal): boolean {
  return fields.every(({ role }) => role === undefined);
}
