/** Whether a person may decide on a request: leadership, and those whom its words name. */
import { type Goal, type Programme } from '../goals/schema';
import { type Access } from '../people/access';
import { loadDirectory } from '../people/directory';
import { loadAllLeft } from '../people/left';
import { namedPersons } from '../people/named-persons';
import { mayDecideOn } from '../rounds/permissions';
import { type EntityStore } from '../storage/store';
import { type SupportRequest } from './request';

/** The directory is read only if it decides. */
export async function mayDecide(
  store: EntityStore,
  access: Access,
  programme: Programme,
  goal: Goal,
  wanted: SupportRequest['wanted'],
): Promise<boolean> {
  if (mayDecideOn(access, programme, goal)) return true;
  return wanted.length > 0 && (await loadNamed(store, wanted)).includes(access.personId);
}

/** Those who are asked by name and are still there. */
export async function loadNamed(store: EntityStore, wanted: SupportRequest['wanted']): Promise<string[]> {
  const [{ persons }, left] = await Promise.all([loadDirectory(store), loadAllLeft(store)]);
  return namedPersons(wanted, persons.values()).filter((id) => !left.has(id));
}
