/** Automatic work on people: the daily comparison with the directory, and installing the app. */
import { schedule } from '../../audit/audit';
import { type Clock } from '../../clock';
import { enqueue, findMessage } from '../../outbox/message';
import { presentAdmins } from '../../people/coordinators';
import { peoplePartition } from '../../people/directory';
import { DirectoryError, type DirectorySource } from '../../people/directory-source';
import { loadAllLeft } from '../../people/left';
import { localDay, usualZone } from '../../periods/local-time';
import { type HolidayCalendar } from '../../periods/working-days';
import { type EntityStore } from '../../storage/store';
import { type InstallApp, type Installing, installWhereDue } from './install-app';
import { isSyncDue, readPeopleMark, writePeopleMark } from './people-mark';
import { type GroupReport, syncGroups } from './sync-groups';
import { type SyncReport, syncPeople } from './sync-people';

export interface PeopleWorkOptions {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly holidays: HolidayCalendar;
  /** Ids of the configured admins. */
  readonly admins: ReadonlySet<string>;
  /** Optional; without it, people are only those that were imported. */
  readonly source?: DirectorySource;
  /** Optional; without it, the app is installed for nobody. */
  readonly install?: InstallApp;
  /** False when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
  readonly onFailure: (what: string, error: unknown) => void;
  readonly onSynced?: (report: SyncReport) => void;
  readonly onGroupsSynced?: (reports: readonly GroupReport[]) => void;
  readonly onInstalled?: (outcomes: ReadonlyMap<string, Installing>) => void;
}

/** Running it twice changes nothing; if one part fails, the others go on. */
export async function doPeopleWork(options: PeopleWorkOptions): Promise<void> {
  const { store, clock, source, install, onFailure } = options;
  if (source) await syncWhereDue(store, source, options);
  if (source?.group) await syncGroupsWhereDue(store, source, options);
  if (!install) return;
  try {
    const outcomes = await installWhereDue(store, { ...options, install }, clock.now());
    if (outcomes.size > 0) options.onInstalled?.(outcomes);
  } catch (error) {
    onFailure('install', error);
  }
}

async function syncWhereDue(
  store: EntityStore,
  source: DirectorySource,
  options: PeopleWorkOptions,
): Promise<void> {
  const now = options.clock.now();
  const mark = await readPeopleMark(store);
  if (!isSyncDue(mark, now, usualZone)) return;
  const tried = now.toISOString();
  try {
    const report = await syncPeople(store, { ...options, source }, schedule, now);
    if (!report) return;
    const heldSince = report.held ? (mark?.heldSince ?? localDay(now, usualZone)) : undefined;
    if (heldSince !== undefined) await tellAdmins(store, options.admins, { heldSince, report }, now);
    await writePeopleMark(store, { done: tried, tried, ...(heldSince !== undefined && { heldSince }) });
    options.onSynced?.(report);
  } catch (error) {
    await writePeopleMark(store, { ...mark, tried, failure: failureOf(error) });
    options.onFailure('directory', error);
  }
}

/** After the persons, so that a group's members are compared with what is known of them now. */
async function syncGroupsWhereDue(
  store: EntityStore,
  source: DirectorySource,
  options: PeopleWorkOptions,
): Promise<void> {
  const now = options.clock.now();
  const mark = await readPeopleMark(store, 'groups');
  if (!isSyncDue(mark, now, usualZone)) return;
  const tried = now.toISOString();
  try {
    const reports = await syncGroups(store, { ...options, source }, schedule, now);
    if (!reports) return;
    await writePeopleMark(store, { done: tried, tried }, 'groups');
    if (reports.length > 0) options.onGroupsSynced?.(reports);
  } catch (error) {
    await writePeopleMark(store, { ...mark, tried, failure: failureOf(error) }, 'groups');
    options.onFailure('groups', error);
  }
}

/** Other errors than the directory's are retried too, but not every minute. */
function failureOf(error: unknown): string {
  return error instanceof DirectoryError ? error.message : 'see the log';
}

/** Tells them once, however many days it lasts. */
async function tellAdmins(
  store: EntityStore,
  admins: ReadonlySet<string>,
  { heldSince, report }: { readonly heldSince: string; readonly report: SyncReport },
  now: Date,
): Promise<void> {
  const gone = new Set((await loadAllLeft(store)).keys());
  for (const personId of await presentAdmins(store, admins, gone)) {
    const key = `people|${personId}|leavers-held-${heldSince}`;
    if (await findMessage(store, peoplePartition, key)) continue;
    const recipient = { type: 'person' as const, personId };
    const data = { count: report.leavers.length, of: report.linked };
    await store.commit(peoplePartition, [enqueue({ key, kind: 'leavers-held', recipient, data }, now)]);
  }
}
