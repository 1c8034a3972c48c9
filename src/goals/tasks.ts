/** A goal's tasks: the groups of its form that are tasks. Pure. */
import { type Field, type Goal, type Group } from './schema';

type Form = Pick<Goal, 'groups'>;

export function tasksOf({ groups }: Form): Group[] {
  return groups.filter(({ kind }) => kind === 'task');
}

/** The task that a field belongs to. */
export function taskOf({ group }: Pick<Field, 'group'>, { groups }: Form): Group | undefined {
  return groups.find(({ id, kind }) => id === group && kind === 'task');
}
