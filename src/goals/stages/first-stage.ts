/** Which of a goal's fields are due in the first stage of a round that has stages. Pure. */
import { type FirstStage } from '../../periods/calendar-schema';
import { type Field, type Goal } from '../schema';
import { taskOf } from '../tasks';

/** Empty if nothing is due first, or nothing else: then no part of the goal waits for another. */
export function firstStageFields(goal: Pick<Goal, 'fields' | 'groups'>, of: FirstStage): readonly Field[] {
  const isFirst = (field: Field) =>
    taskOf(field, goal) !== undefined || (of === 'tasks-and-measures' && field.role === 'measure');
  const first = goal.fields.filter(isFirst);
  return first.length < goal.fields.length ? first : [];
}
