/** Which of a goal's fields are due in the first stage of a round that has stages. Pure. */
import { type FirstStage } from '../../periods/calendar-schema';
import { type Field, type Goal } from '../schema';

export type StageForm = Pick<Goal, 'fields' | 'groups'>;

/** Empty if nothing is due first, or nothing else: then no part of the goal waits for another. */
export function firstStageFields(goal: StageForm, of: FirstStage): readonly Field[] {
  const tasks = new Set(goal.groups.flatMap(({ id, kind }) => (kind === 'task' ? [id] : [])));
  const isFirst = ({ group, role }: Field) =>
    (group !== undefined && tasks.has(group)) || (of === 'tasks-and-measures' && role === 'measure');
  const first = goal.fields.filter(isFirst);
  return first.length < goal.fields.length ? first : [];
}
