/** Automatic work on people: what is done daily with the directory and mailboxes, and installing the app. */
import { schedule } from '../../audit/audit';
import { type Clock } from '../../clock';
import { enqueue, findMessage } from '../../outbox/message';
import { type AutomaticReplies } from '../../people/absences/automatic-reply';
import { presentAdmins } from '../../people/coordinators';
import { peoplePartition } from '../../people/directory';
import { DirectoryError, type DirectorySource } from '../../people/directory-source';
import { loadAllLeft } from '../../people/left';
import { localDay, usualZone } from '../../periods/local-time';
import { type HolidayCalendar } from '../../periods/working-days';
import { type EntityStore } from '../../storage/store';
import { type InstallApp, type Installing, installWhereDue } from './install-app';
import { type DailyWork, isSyncDue, type PeopleMark, readPeopleMark, writePeopleMark } from './people-mark';
import { proposeSubstitutes, type ProposeReport } from './propose-substitutes';
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
  /** Optional; without it, no substitutes are proposed. */
  readonly replies?: AutomaticReplies;
  /** Optional; without it, the app is installed for nobody. */
  readonly install?: InstallApp;
  /** False when the lease is lost or the process stops. */
  readonly mayGoOn?: () => boolean;
  readonly onFailure: (what: string, error: unknown) => void;
  readonly onSynced?: (report: SyncReport) => void;
  readonly onGroupsSynced?: (reports: readonly GroupReport[]) => void;
  readonly onProposed?: (report: ProposeReport) => void;
  readonly onInstalled?: (outcomes: ReadonlyMap<string, Installing>) => void;
}

/** Running it twice changes nothing; if one part fails, the others go on. */
export async function doPeopleWork(options: PeopleWorkOptions): Promise<void> {
  const { store, clock, source, replies, install, onFailure } = options;
  if (source) await daily(options, 'people', (now, mark) => sync(options, source, mark, now));
  // After the persons, so that a group's members are compared with what is known of them now.
  if (source?.group) await daily(options, 'groups', (now) => syncAllGroups(options, source, now));
  if (replies) await daily(options, 'absences', (now) => propose(options, replies, now));
  if (!install) return;
  try {
    const outcomes = await installWhereDue(store, { ...options, install }, clock.now());
    if (outcomes.size > 0) options.onInstalled?.(outcomes);
  } catch (error) {
    onFailure('install', error);
  }
}

/** What the day's run leaves in its mark; `undefined` if it was stopped. */
type Run = Pick<PeopleMark, 'heldSince'> | undefined;

/** What the log calls each if it fails. */
const failing: Readonly<Record<DailyWork, string>> = {
  people: 'directory',
  groups: 'groups',
  absences: 'absences',
};

async function daily(
  { store, clock, onFailure }: PeopleWorkOptions,
  key: DailyWork,
  run: (now: Date, mark: PeopleMark | undefined) => Promise<Run>,
): Promise<void> {
  const now = clock.now();
  const mark = await readPeopleMark(store, key);
  if (!isSyncDue(mark, now, usualZone)) return;
  const tried = now.toISOString();
  try {
    const left = await run(now, mark);
    if (left) await writePeopleMark(store, { done: tried, tried, ...left }, key);
  } catch (error) {
    await writePeopleMark(store, { ...mark, tried, failure: failureOf(error) }, key);
    onFailure(failing[key], error);
  }
}

async function sync(
  options: PeopleWorkOptions,
  source: DirectorySource,
  mark: PeopleMark | undefined,
  now: Date,
): Promise<Run> {
  const { store, admins } = options;
  const report = await syncPeople(store, { ...options, source }, schedule, now);
  if (!report) return undefined;
  const heldSince = report.held ? (mark?.heldSince ?? localDay(now, usualZone)) : undefined;
  if (heldSince !== undefined) await tellAdmins(store, admins, { heldSince, report }, now);
  options.onSynced?.(report);
  return heldSince === undefined ? {} : { heldSince };
}

async function syncAllGroups(options: PeopleWorkOptions, source: DirectorySource, now: Date): Promise<Run> {
  const reports = await syncGroups(options.store, { ...options, source }, schedule, now);
  if (!reports) return undefined;
  if (reports.length > 0) options.onGroupsSynced?.(reports);
  return {};
}

async function propose(options: PeopleWorkOptions, replies: AutomaticReplies, now: Date): Promise<Run> {
  const report = await proposeSubstitutes(options.store, { ...options, replies }, now);
  if (!report) return undefined;
  options.onProposed?.(report);
  return {};
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
