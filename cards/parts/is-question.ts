import { type Goal } from '../../src/goals/schema';

/** Whether the goal is a survey question: none of its fields is followed up, so people do not call it a goal. */
export function isQuestion({ fields }: Goal): boolean {
  return fields.every(({ role }) => role === undefined);
}
