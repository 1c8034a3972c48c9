/** Who is told about a programme's affairs: its coordinators, or the admins if it has none. */
import { type Programme } from '../goals/schema';
import { type EntityStore } from '../storage/store';
import { loadAdmins } from './access';
import { type Directory, personsOf } from './directory';
import { coordinatorsGranted, type Grant } from './grants';

/** Ids of persons: those that the register names, and those with a grant. */
function coordinatorsOf(
  programme: Pick<Programme, 'id' | 'coordinator'>,
  directory: Directory,
  grants: readonly Grant[],
): string[] {
  const named = personsOf(directory, programme.coordinator);
  return [...new Set([...named, ...coordinatorsGranted(grants, programme.id)])];
}

/** What decides who is told about a programme's affairs. */
export interface Told {
  readonly directory: Directory;
  readonly grants: readonly Grant[];
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
  /** Ids of people who have left. */
  readonly gone: ReadonlySet<string>;
}

/** Its coordinators who are there, or the admins if there is none. */
export async function toldAbout(
  store: EntityStore,
  programme: Pick<Programme, 'id' | 'coordinator'>,
  { directory, grants, admins, gone }: Told,
): Promise<string[]> {
  const coordinators = coordinatorsOf(programme, directory, grants).filter((id) => !gone.has(id));
  return coordinators.length > 0 ? coordinators : presentAdmins(store, admins, gone);
}

/** @param gone ids of people who have left */
export async function presentAdmins(
  store: EntityStore,
  admins: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): Promise<string[]> {
  return (await loadAdmins(store, admins)).map(({ id }) => id).filter((id) => !gone.has(id));
}
