/** Finds the groups of the directory whose members could not be read. */
import { loadGroups } from '../people/groups/group';
import { type EntityStore } from '../storage/store';
import { type UnreadGroup } from './observed';

/** @returns `undefined` if no group is used */
export async function observeGroups(store: EntityStore): Promise<UnreadGroup[] | undefined> {
  const groups = await loadGroups(store);
  if (groups.length === 0) return undefined;
  return groups.flatMap(({ name, problem }) => (problem ? [{ name, ...problem }] : []));
}
