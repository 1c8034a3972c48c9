/** Who is told about a programme's affairs: its coordinators, or the admins if it has none. */
import { type Programme } from '../goals/schema';
import { type EntityStore } from '../storage/store';
import { loadAdmins } from './access';
import { type Directory, personsOf } from './directory';
import { coordinatorsGranted, type Grant } from './grants';

/** Ids of persons: those that the register names, and those with a grant. */
export function coordinatorsOf(
  programme: Pick<Programme, 'id' | 'coordinator'>,
  directory: Directory,
  grants: readonly Grant[],
): string[] {
  const named = personsOf(directory, programme.coordinator);
  return [...new Set([...named, ...coordinatorsGranted(grants, programme.id)])];
}

/** @param gone ids of people who have left */
export async function presentAdmins(
  store: EntityStore,
  admins: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): Promise<string[]> {
  return (await loadAdmins(store, admins)).map(({ id }) => id).filter((id) => !gone.has(id));
}
