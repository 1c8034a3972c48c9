/** Compares the persons with the configured directory, as the bot does each morning. */
import { SingleBar } from 'cli-progress';
import { RefusedError } from '../../../src/errors';
import { DirectoryError } from '../../../src/people/directory-source';
import { type SyncReport, syncPeople } from '../../../src/schedule/people/sync-people';
import { readConfig } from '../../config/config';
import { peopleSources } from '../../process/graph/people-sources';
import { CliFailure, type CliContext } from '../parts/cli-command';
import { table, type TableRow } from '../parts/table';

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
  const report = await syncPeople(store, options, actor, clock.now())
    .catch((error: unknown) => {
      if (!(error instanceof DirectoryError)) throw error;
      throw new CliFailure(`error: ${error.message}; nothing was changed`, { cause: error });
    })
    .finally(() => bar.stop());
  if (!report) return;
  output({ dryRun, ...report }, [...rowsOf(report), summaryOf(report, dryRun)]);
  if (report.held && !dryRun)
    throw new CliFailure(
      `error: ${report.leavers.length} of ${report.linked} persons would have left, so nobody was marked; if that is right, run it again with --accept-leavers`,
    );
}

function rowsOf({ changed, leavers, returned, unknown }: SyncReport): TableRow[] {
  const rows = [
    ...changed.map(({ person, what }) => [person.id, person.name, `changed: ${what.join(', ')}`]),
    ...leavers.map(({ personId, why }) => [personId, '', `left: ${whyLeft[why]}`]),
    ...returned.map((personId) => [personId, '', 'is back']),
    ...unknown.map((personId) => [personId, '', 'not found by this address; left unchanged']),
  ];
  return rows.length > 0 ? table([['PERSON', 'NAME', 'WHAT'], ...rows]) : [];
}

const whyLeft = { gone: 'the account no longer exists', disabled: 'the account is disabled' };

function summaryOf({ persons, changed, leavers, returned, held }: SyncReport, dryRun: boolean): string {
  const left = held
    ? `${leavers.length} would have left, too many, so nobody is marked`
    : `${leavers.length} left`;
  const counts = `${changed.length} changed, ${left}, ${returned.length} back`;
  return `${persons} persons: ${counts}${dryRun ? ' (dry run: nothing was written)' : ''}`;
}
