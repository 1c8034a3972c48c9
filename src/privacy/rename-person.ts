/** Gives a person a new address: everything of theirs follows. */
import { type Actor, audit, readAudit } from '../audit/audit';
import { ConflictError, RefusedError } from '../errors';
import {
  accountKey,
  loadDirectory,
  loadPerson,
  peoplePartition,
  personKey,
  referencesPartition,
} from '../people/directory';
import { type StoredPerson } from '../people/schema';
import { type ListedStore } from '../storage/listed-store';
import { rewriteRows } from '../storage/rewrite-rows';
import { insert, put, readRow, readValues, remove, retryOnConflict } from '../storage/rows';
import { type Change, type Entity, type EntityStore, type JsonObject, withPrefix } from '../storage/store';
import { type Renaming, renamingPrefix, rowAfterRenaming } from './renamed-row';
import { type Mentions, mentionsOf } from './subject';

/** An unfinished renaming, kept so that an interrupted one resumes. */
interface RenamingTask extends Renaming {
  readonly actor: Actor;
}

export interface Renamed extends Renaming {
  /** How many rows name the person; in each of them the address is changed. */
  readonly rows: number;
}

/**
 * Walks all rows and replaces each conditionally. May be interrupted and run again; so does `finishRenamings`.
 * @throws RefusedError `person-not-found`; `persons-both-in-use` if the new address is another person's who is asked
 *   something, has answered or may do something. ConflictError if rows about the person keep being written.
 */
export async function renamePerson(
  store: ListedStore,
  renaming: Renaming,
  actor: Actor,
  now: Date,
): Promise<Renamed> {
  await refuseTaken(store, renaming);
  await begin(store, renaming, actor);
  return finish(store, { ...renaming, actor }, now);
}

/** What renaming would do; nothing is written. @throws RefusedError as `renamePerson` */
export async function planRenaming(store: ListedStore, { from, to }: Renaming): Promise<Renamed> {
  await refuseTaken(store, { from, to });
  const mentions = await mentionsIn(store, { from, to });
  return { from, to, rows: (await rowsOf(store, { from, to }, mentions)).length };
}

/** Completes what a crash interrupted. @returns what was completed */
export async function finishRenamings(store: ListedStore, now: Date): Promise<Renamed[]> {
  const tasks = await readValues<RenamingTask>(store, peoplePartition, withPrefix(renamingPrefix));
  const done: Renamed[] = [];
  for (const task of tasks) done.push(await finish(store, task, now));
  return done;
}

/** The addresses that a person had before, unless they are somebody else's by now. */
export async function formerAddresses(store: EntityStore, personId: string): Promise<string[]> {
  const own = (await loadRenamed(store)).filter((each) => each.personId === personId);
  const { persons } = await loadDirectory(store);
  return [...new Set(own.map(({ from }) => from))].filter((address) => !persons.has(address));
}

/** Every address that somebody had before, and whose it was. */
export async function loadRenamed(store: EntityStore): Promise<{ personId: string; from: string }[]> {
  const entries = await readAudit(store, [peoplePartition], { what: 'person-renamed' });
  return entries.flatMap(({ personId, from }) =>
    personId !== undefined && typeof from === 'string' ? [{ personId, from }] : [],
  );
}

async function refuseTaken(store: ListedStore, { from, to }: Renaming): Promise<void> {
  if (await readRow(store, peoplePartition, renamingPrefix + from)) return;
  const person = await loadPerson(store, from);
  if (!person) throw new RefusedError('person-not-found', { person: from });
  if (!(await loadPerson(store, to))) return;
  const there = { from: to, to: from };
  const account = accountKey(person.aadObjectId ?? '');
  const rows = await rowsOf(store, there, await mentionsIn(store, there));
  if (rows.every((row) => isOnlyKnown(row) || row.key === account)) return;
  throw new RefusedError('persons-both-in-use', { from, to });
}

/** Rows that say who somebody is, and nothing of an account, of what they are asked, may do or have done. */
function isOnlyKnown({ partition, key, value }: PlacedRow): boolean {
  return partition === peoplePartition && (key.startsWith(personKey('')) || value['what'] === 'person-added');
}

type PlacedRow = Pick<Entity, 'key' | 'value'> & { readonly partition: string };

async function rowsOf(store: ListedStore, renaming: Renaming, mentions: Mentions): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = [];
  for await (const partition of store.partitions())
    for await (const row of store.range(partition))
      if (rowAfterRenaming(row, renaming, mentions)) rows.push({ partition, key: row.key, value: row.value });
  return rows;
}

/** Other persons' longer ids that contain the old one are left alone. */
async function mentionsIn(store: EntityStore, { from, to }: Renaming): Promise<Mentions> {
  const { persons } = await loadDirectory(store);
  const others = [to, ...persons.keys()].filter((id) => id !== from && id.includes(from));
  return mentionsOf({ personId: from, objectIds: [], others });
}

/** From here on messages reach the person under both addresses, until every row has the new one. */
async function begin(store: ListedStore, { from, to }: Renaming, actor: Actor): Promise<void> {
  await retryOnConflict(async () => {
    const key = renamingPrefix + from;
    if (await readRow(store, peoplePartition, key)) return;
    const own = await readRow<StoredPerson>(store, peoplePartition, personKey(from));
    const bare = await readRow<StoredPerson>(store, peoplePartition, personKey(to));
    const task: RenamingTask = { from, to, actor };
    await store.commit(peoplePartition, [
      insert(key, task),
      put(bare, personKey(to), { ...own!.value, id: to }),
    ]);
  });
}

async function copyReference(store: EntityStore, { from, to }: Renaming): Promise<void> {
  const [old, own] = await Promise.all([from, to].map((id) => readRow(store, referencesPartition, id)));
  if (old && !own) await store.commit(referencesPartition, [insert(to, old.value)]);
}

async function finish(store: ListedStore, { from, to, actor }: RenamingTask, now: Date): Promise<Renamed> {
  const renaming = { from, to };
  await retryOnConflict(() => copyReference(store, renaming));
  const mentions = await mentionsIn(store, renaming);
  let rows = 0;
  // Rows written during the first walk are found by the next one.
  for (let walk = 1, found = 1; found > 0; walk++) {
    if (walk > mostWalks) throw new ConflictError(`${from} is still written to; rename once more`);
    found = 0;
    for await (const partition of peopleLast(store))
      found += await renameIn(store, partition, renaming, mentions);
    rows += found;
  }
  await retryOnConflict(async () => {
    const task = await readRow(store, peoplePartition, renamingPrefix + from);
    if (!task) return;
    const entry = audit({ ...actor, what: 'person-renamed', personId: to, from, to }, now);
    await store.commit(peoplePartition, [remove(task), entry]);
  });
  return { from, to, rows };
}

const mostWalks = 5;

/** As long as a row with the old address may be read, it must name somebody who is known and can be written to. */
async function* peopleLast(store: ListedStore): AsyncIterable<string> {
  const last = [peoplePartition, referencesPartition];
  for await (const partition of store.partitions()) if (!last.includes(partition)) yield partition;
  yield* last;
}

async function renameIn(
  store: EntityStore,
  partition: string,
  renaming: Renaming,
  mentions: Mentions,
): Promise<number> {
  let found = 0;
  await rewriteRows(store, partition, async (entity) => {
    const after = rowAfterRenaming(entity, renaming, mentions);
    if (!after) return [];
    found++;
    const { key, etag } = entity;
    if (after.key === key) return [{ type: 'replace', key, etag, value: after.value }];
    const there = await store.get(partition, after.key);
    return [{ type: 'delete', key, etag }, ...moved(after.key, after.value, there)];
  });
  return found;
}

/** A row that the new address has already is newer; a request is one with all goals. */
function moved(key: string, value: JsonObject, there: Entity | undefined): Change[] {
  if (!there) return [insert(key, value)];
  if (!key.startsWith('request|')) return [];
  const goalIds = [...new Set([...goalsIn(there.value), ...goalsIn(value)])];
  return [{ type: 'replace', key, etag: there.etag, value: { ...there.value, goalIds } }];
}

function goalsIn({ goalIds }: JsonObject): string[] {
  return goalIds as string[];
}
