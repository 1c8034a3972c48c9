/** Whether a goal is judged at all: a survey's answers have no lights. Pure. */
import { type Goal } from './schema';

export function isJudgedGoal({ fields }: Pick<Goal, 'fields'>): boolean {
  return fields.some(({ role }) => role !== undefined && role !== 'narrative' && role !== 'support');
}
