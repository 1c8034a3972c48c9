/** The fields that a programme's settings add to its goals' forms. Pure. */
import { type SupportRules, withSupportLines } from '../judging/support-lines';
import { type Goal } from '../schema';
import { type StageRules, withTaskWords } from './task-words';

export type AddedFieldRules = SupportRules & StageRules;

/** The goal as it is asked: with support lines and tasks' words, if the programme collects them. */
export function withAddedFields(goal: Goal, rules: AddedFieldRules): Goal {
  return withTaskWords(withSupportLines(goal, rules), rules);
}
