/** Whether a goal is judged at all: a survey's answers have no lights. Pure. */
import { type Field } from './schema';

export function isJudgedGoal({ fields }: { readonly fields: readonly Pick<Field, 'role'>[] }): boolean {
  return fields.some(({ role }) => role !== undefined && role !== 'narrative' && role !== 'support');
}
