/** Updates stored people from the organisation's directory. Nobody is added from it. */
import { type Actor, audit } from '../../audit/audit';
import { ConflictError } from '../../errors';
import { accountKey, loadStoredPersons, peoplePartition, personKey } from '../../people/directory';
import { compareAccounts, type Comparison, isSuspicious } from '../../people/compare-accounts';
import { type Account, type DirectorySource, type Found } from '../../people/directory-source';
import { type Left, leftKey, loadAllLeft } from '../../people/left';
import { type StoredPerson } from '../../people/schema';
import { localDay, usualZone } from '../../periods/local-time';
import { type HolidayCalendar } from '../../periods/working-days';
import { revivePrompts } from '../../rounds/revive-prompts';
import { insert, readRow, remove, replace, retryOnConflict } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { markLeavers } from './mark-leavers';

export interface SyncOptions {
  readonly source: DirectorySource;
  readonly holidays: HolidayCalendar;
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
  /** Marks leavers even if there are so many that the directory is probably faulty. */
  readonly acceptLeavers?: boolean;
  readonly dryRun?: boolean;
  /** Called after each page of people. */
  readonly onProgress?: (done: number, of: number) => void;
  /** False when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
}

export interface SyncReport extends Comparison {
  readonly persons: number;
  /** Whether nobody was marked because too many would leave at once, which suggests a faulty directory. */
  readonly held: boolean;
}

/**
 * Everybody is read before anything is written, so an incomplete response marks nobody. Repeatable.
 * @returns `undefined` if it was stopped and nothing was written
 * @throws DirectoryError
 */
export async function syncPeople(
  store: EntityStore,
  options: SyncOptions,
  actor: Actor,
  now: Date,
): Promise<SyncReport | undefined> {
  const persons = await loadStoredPersons(store);
  const found = await findAll(persons, options);
  if (!found) return undefined;
  const comparison = compareAccounts(persons, found, await loadAllLeft(store));
  const held = isSuspicious(comparison) && options.acceptLeavers !== true;
  const report = { ...comparison, persons: persons.length, held };
  if (options.dryRun) return report;
  for (const { person } of comparison.changed) await refresh(store, person, now);
  const day = localDay(now, usualZone);
  const leavers: Left[] = held ? [] : comparison.leavers.map((each) => ({ ...each, day }));
  await markLeavers(store, leavers, { ...options, actor }, now);
  for (const personId of comparison.returned) await unmark(store, personId, actor, now);
  return report;
}

async function findAll(
  persons: readonly StoredPerson[],
  { source, onProgress, mayGoOn }: SyncOptions,
): Promise<Found | undefined> {
  const found = new Map<string, Account | 'gone'>();
  for (let start = 0; start < persons.length; start += source.pageSize) {
    if (mayGoOn?.() === false) return undefined;
    const page = persons.slice(start, start + source.pageSize);
    for (const [id, account] of await source.find(page)) found.set(id, account);
    onProgress?.(start + page.length, persons.length);
  }
  return found;
}

/** Skips a person who was changed meanwhile; the next day's run compares them again. */
async function refresh(store: EntityStore, next: StoredPerson, now: Date): Promise<void> {
  const { id, name, language, unit, aadObjectId } = next;
  const row = await readRow<StoredPerson>(store, peoplePartition, personKey(id));
  if (!row) return;
  const link = aadObjectId !== undefined && row.value.aadObjectId === undefined ? { aadObjectId } : undefined;
  const value = { ...row.value, name, ...(language && { language }), ...(unit && { unit }), ...link };
  // A person with an account can get messages from now on.
  if (link) await reviveSoon(store, id, now);
  try {
    await store.commit(peoplePartition, [
      replace(row, value),
      ...(link ? [insert(accountKey(link.aadObjectId), { personId: id })] : []),
    ]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** The person's waiting messages, and those that ended because they had left, will be sent. */
async function unmark(store: EntityStore, personId: string, actor: Actor, now: Date): Promise<void> {
  await reviveSoon(store, personId, now);
  await retryOnConflict(async () => {
    const row = await readRow<Left>(store, peoplePartition, leftKey(personId));
    if (!row) return;
    const entry = audit({ ...actor, what: 'person-returned', personId, from: { ...row.value } }, now);
    await store.commit(peoplePartition, [remove(row), entry]);
  });
}

/** By then what lets the person be reached is written, without which the messages would end as before. */
const writtenMs = 60_000;

/** Done before that is written, so that it is done again if it is interrupted. */
async function reviveSoon(store: EntityStore, personId: string, now: Date): Promise<void> {
  await revivePrompts(store, personId, new Date(now.getTime() + writtenMs));
}
