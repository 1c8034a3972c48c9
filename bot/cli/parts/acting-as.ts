/** In whose name a command acts: by default the system account's, with `--as` a person's who may do it. */
import { type Actor, auditPrefix } from '../../../src/audit/audit';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { loadAccess } from '../../../src/people/access';
import { loadDirectory } from '../../../src/people/directory';
import { findPerson, type PersonSearch } from '../../../src/people/find-person';
import { type Person } from '../../../src/people/schema';
import { mayAdminister, mayCoordinate } from '../../../src/rounds/permissions';
import { type ListedStore } from '../../../src/storage/listed-store';
import { type Change, type EntityStore } from '../../../src/storage/store';

/** Who may do in chat what the command does. */
export type Acts = 'coordinator' | 'admin';

interface Acting {
  /** What was typed after `--as`. */
  readonly as: string;
  readonly acts: Acts;
  /** The programme that the command is about; without one, only admins may act. */
  readonly programme?: string | undefined;
  /** Ids of the admins that the configuration names. */
  readonly admins: ReadonlySet<string>;
}

/** @throws RefusedError `person-not-found`, `person-unclear`; `not-permitted`, `admins-only`. */
export async function actingAs(
  store: EntityStore,
  { as, acts, programme: id, admins }: Acting,
): Promise<Actor> {
  const person = foundIn(findPerson((await loadDirectory(store)).persons.values(), as), as);
  const access = await loadAccess(store, person, admins);
  const programme = id === undefined ? undefined : await loadProgramme(store, id);
  const actor: Actor = { by: person.id, way: 'cli' };
  if (mayAdminister(access)) return actor;
  if (acts === 'admin' || !programme) throw new RefusedError('admins-only', { person: person.id });
  if (!mayCoordinate(access, programme))
    throw new RefusedError('not-permitted', { person: person.id, programme: programme.id });
  return actor;
}

/** @throws RefusedError `person-not-found`, `person-unclear`. */
export function foundIn(search: PersonSearch, text: string): Person {
  if ('found' in search) return search.found;
  const candidates = search.candidates.map(({ name, id }) => `${name} <${id}>`).join(', ');
  throw new RefusedError(candidates ? 'person-unclear' : 'person-not-found', { person: text, candidates });
}

/** The store, with the system account in every audit entry that is written: who typed it in that person's name. */
export function auditingVia(store: ListedStore, via: string): ListedStore {
  const marked = (change: Change): Change =>
    change.type === 'insert' && change.key.startsWith(auditPrefix)
      ? { ...change, value: { ...change.value, via } }
      : change;
  return {
    get: (partition, key) => store.get(partition, key),
    range: (partition, range) => store.range(partition, range),
    partitions: () => store.partitions(),
    commit: (partition, changes) => store.commit(partition, changes.map(marked)),
    close: () => store.close(),
  };
}
