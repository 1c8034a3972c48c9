/** Erases a person from the store: their answers stay, but nothing shows any more who gave them. */
import { type Actor, audit } from '../audit/audit';
import { ConflictError, RefusedError } from '../errors';
import { forgetFilesOf } from '../import/kept-file';
import { loadDirectory, peoplePartition } from '../people/directory';
import { newFormerId } from '../people/names';
import { type ListedStore } from '../storage/listed-store';
import { rewriteRows } from '../storage/rewrite-rows';
import { insert, readRow, readRows, remove, type Row } from '../storage/rows';
import { type Entity, type EntityStore, withPrefix } from '../storage/store';
import { loadContactGoals } from './contact-details';
import { rowAfterErasure, taskPrefix } from './erased-row';
import { type Obstacle, obstaclesFor } from './obstacles';
import { formerAddresses, loadRenamed } from './rename-person';
import { mentionsOf, type Subject } from './subject';

/** Kept until the erasure is done, so that an interrupted one resumes with the same pseudonym. */
interface ErasureTask {
  readonly pseudonym: string;
  readonly objectIds: readonly string[];
  readonly name?: string;
}

export interface Erasure {
  /** Rows that were deleted, and rows that now have the pseudonym. */
  readonly deleted: number;
  readonly changed: number;
}

/** A person still has to hand something over; nothing was written. */
export class ObstaclesError extends Error {
  override readonly name = 'ObstaclesError';
  constructor(readonly obstacles: readonly Obstacle[]) {
    super(`${obstacles.length} things must be handed over first`);
  }
}

export interface ErasureOptions {
  readonly personId: string;
  readonly actor: Actor;
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
}

/**
 * Walks all rows and replaces each conditionally. May be interrupted and run again.
 * @throws ObstaclesError; ConflictError if rows about the person keep being written; RefusedError `nothing-kept` if
 *   nothing is kept about the person.
 */
export async function erasePerson(store: ListedStore, options: ErasureOptions, now: Date): Promise<Erasure> {
  const { personId, actor } = options;
  const { task, subject } = await begin(store, options);
  const { pseudonym } = task.value;
  await forgetFilesOf(store, personId);
  let total: Erasure = { deleted: 0, changed: 0 };
  // Rows written during the first walk are found by the next one.
  for (let walk = 1, found = 1; found > 0; walk++) {
    if (walk > mostWalks) throw new ConflictError(`${personId} is still written to; erase once more`);
    const before = total.deleted + total.changed;
    // People first, so that the person's token gives no access from then on.
    for await (const partition of peopleFirst(store))
      total = sum(total, await eraseIn(store, partition, subject, pseudonym));
    found = total.deleted + total.changed - before;
  }
  await store.commit(peoplePartition, [remove(task), audit({ ...actor, what: 'person-erased' }, now)]);
  return total;
}

const mostWalks = 5;

/** How many rows an erasure would delete and change; nothing is written. */
export async function planErasure(store: ListedStore, personId: string): Promise<Erasure> {
  const subject = await subjectOf(store, personId);
  const mentions = mentionsOf(subject);
  let total: Erasure = { deleted: 0, changed: 0 };
  for await (const partition of store.partitions())
    for await (const entity of store.range(partition)) {
      const after = rowAfterErasure(partition, entity, subject, { mentions, pseudonym: 'x' });
      if (after) total = sum(total, countOf(after));
    }
  return total;
}

async function begin(
  store: ListedStore,
  { personId, admins }: ErasureOptions,
): Promise<{ readonly task: Row<ErasureTask>; readonly subject: Subject }> {
  const key = taskPrefix + personId;
  if (!(await readRow<ErasureTask>(store, peoplePartition, key))) {
    const obstacles = await obstaclesFor(store, personId, admins);
    if (obstacles.length > 0) throw new ObstaclesError(obstacles);
    const planned = await planErasure(store, personId);
    if (planned.deleted + planned.changed === 0) throw new RefusedError('nothing-kept', { person: personId });
    const { objectIds, name } = await subjectOf(store, personId);
    const task: ErasureTask = { pseudonym: newFormerId(), objectIds, ...(name !== undefined && { name }) };
    await store.commit(peoplePartition, [insert(key, task)]);
  }
  const task = (await readRow<ErasureTask>(store, peoplePartition, key))!;
  return { task, subject: await subjectOf(store, personId) };
}

/** The person's data in the directory, or at the beginning of an interrupted erasure. */
export async function subjectOf(store: EntityStore, personId: string): Promise<Subject> {
  const { persons } = await loadDirectory(store);
  const task = (await readRow<ErasureTask>(store, peoplePartition, taskPrefix + personId))?.value;
  const accounts = new Set([...(task?.objectIds ?? []), ...(await formerAddresses(store, personId))]);
  for await (const { key, value } of readRows<{ personId: string }>(
    store,
    peoplePartition,
    withPrefix('object|'),
  ))
    if (value.personId === personId) accounts.add(key.slice('object|'.length));
  const person = persons.get(personId);
  if (person?.aadObjectId) accounts.add(person.aadObjectId.toLowerCase());
  const name = person?.name ?? task?.name;
  const own = [personId, ...accounts];
  const known = [...persons.keys(), ...(await loadRenamed(store)).map(({ from }) => from)];
  const others = known.filter((id) => !own.includes(id) && own.some((each) => id.includes(each)));
  const contactGoals = await loadContactGoals(store);
  return { personId, objectIds: [...accounts], others, contactGoals, ...(name !== undefined && { name }) };
}

async function* peopleFirst(store: ListedStore): AsyncIterable<string> {
  yield peoplePartition;
  for await (const partition of store.partitions()) if (partition !== peoplePartition) yield partition;
}

async function eraseIn(
  store: EntityStore,
  partition: string,
  subject: Subject,
  pseudonym: string,
): Promise<Erasure> {
  const mentions = mentionsOf(subject);
  let total: Erasure = { deleted: 0, changed: 0 };
  await rewriteRows(store, partition, (entity: Entity) => {
    const after = rowAfterErasure(partition, entity, subject, { mentions, pseudonym });
    if (!after) return [];
    total = sum(total, countOf(after));
    const { key, etag } = entity;
    if (after === 'gone') return [{ type: 'delete', key, etag }];
    if (after.key === key) return [{ type: 'replace', key, etag, value: after.value }];
    return [{ type: 'delete', key, etag }, insert(after.key, after.value)];
  });
  return total;
}

function countOf(after: object | 'gone'): Erasure {
  return after === 'gone' ? { deleted: 1, changed: 0 } : { deleted: 0, changed: 1 };
}

function sum(one: Erasure, other: Erasure): Erasure {
  return { deleted: one.deleted + other.deleted, changed: one.changed + other.changed };
}
