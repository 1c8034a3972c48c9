/** Compares the persons with the configured directory, as the bot does each morning. */
import { SingleBar } from 'cli-progress';
import { RefusedError } from '../../../src/errors';
import { DirectoryError } from '../../../src/people/directory-source';
import { type GroupReport, syncGroups } from '../../../src/schedule/people/sync-groups';
import { type SyncReport, syncPeople } from '../../../src/schedule/people/sync-people';
import { readConfig } from '../../config/config';
import { peopleSources } from '../../process/graph/people-sources';
import { CliFailure, type CliContext } from '../parts/cli-command';
import { table } from '../parts/table';
import { groupRows } from './groups';

interface SyncOptions {
  readonly dryRun?: boolean;
  readonly acceptLeavers?: boolean;
}

/** @throws CliFailure if the directory could not be read, or if too many would leave, in which case nobody is marked */
export async function peopleSyncCommand(
  { store, clock, holidays, actor, output }: CliContext,
  { dryRun = false, acceptLeavers = false }: SyncOptions,
): Promise<void> {
  const config = readConfig();
  const { directory: source } = peopleSources(config);
  if (!source) throw new RefusedError('no-directory');
  const admins = new Set(config.admins);
  const bar = new SingleBar({ format: 'persons {bar} {value}/{total}', clearOnComplete: true });
  const onProgress = (done: number, of: number) => (bar.isActive ? bar.update(done) : bar.start(of, done));
  const options = { source, holidays, admins, dryRun, acceptLeavers, onProgress };
  const report = await reading(syncPeople(store, options, actor, clock.now()))
    .catch((error: unknown) => {
      if (!(error instanceof CliFailure)) throw error;
      throw new CliFailure(`${error.message}; nothing was changed`, { cause: error });
    })
    .finally(() => bar.stop());
  if (!report) return;
  const groups = (await reading(syncGroups(store, options, actor, clock.now()))) ?? [];
  const rows = [...rowsOf(report), ...groupRows(groups)];
  const lines = rows.length > 0 ? table([['PERSON', 'NAME', 'WHAT'], ...rows]) : [];
  output({ dryRun, ...report, groups }, [...lines, summaryOf(report, groups, dryRun)]);
  if (report.held && !dryRun)
    throw new CliFailure(
      `error: ${report.leavers.length} of ${report.linked} persons would have left, so nobody was marked; if that is right, run it again with --accept-leavers`,
    );
}

async function reading<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof DirectoryError)) throw error;
    throw new CliFailure(`error: ${error.message}`, { cause: error });
  });
}

function rowsOf({ changed, leavers, returned, unknown }: SyncReport): string[][] {
  return [
    ...changed.map(({ person, what }) => [person.id, person.name, `changed: ${what.join(', ')}`]),
    ...leavers.map(({ personId, why }) => [personId, '', `left: ${whyLeft[why]}`]),
    ...returned.map((personId) => [personId, '', 'is back']),
    ...unknown.map((personId) => [personId, '', 'not found by this address; left unchanged']),
  ];
}

const whyLeft = { gone: 'the account no longer exists', disabled: 'the account is disabled' };

function summaryOf(
  { persons, changed, leavers, returned, held }: SyncReport,
  groups: readonly GroupReport[],
  dryRun: boolean,
): string {
  const left = held
    ? `${leavers.length} would have left, too many, so nobody is marked`
    : `${leavers.length} left`;
  const counts = `${changed.length} changed, ${left}, ${returned.length} back`;
  const unread = groups.filter(({ problem }) => problem !== undefined).length;
  const read = groups.length > 0 ? `; ${groups.length} groups, ${unread} of them not read` : '';
  return `${persons} persons: ${counts}${read}${dryRun ? ' (dry run: nothing was written)' : ''}`;
}
