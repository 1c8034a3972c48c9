/** `seuranta restore`: replaces the embedded store with a backup. */
import path from 'node:path';
import { type Actor, audit } from '../../../src/audit/audit';
import { type Clock } from '../../../src/clock';
import { donePrefix, pendingPrefix } from '../../../src/outbox/message';
import { peoplePartition } from '../../../src/people/directory';
import { heldLease } from '../../../src/schedule/lease';
import { knownVersion } from '../../../src/storage/migrations/schema-version';
import { type Difference } from '../../../src/storage/sqlite/compare-files';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import {
  type CheckedCopy,
  copyBackup,
  lookAtPresent,
  type Present,
  putInPlace,
  removeCopy,
} from '../../../src/storage/sqlite/restore';
import { readStoreConfig, sqliteIn } from '../../config/config';
import { CliFailure, type CommonOptions, type Printed, systemActor } from '../parts/cli-command';
import { localText } from '../parts/moments';
import { sqliteFile } from '../../process/store/open-store';
import { usualZone } from '../../../src/periods/local-time';

export interface RestoreOptions extends Pick<CommonOptions, 'data'> {
  readonly yes?: boolean;
}

/**
 * Says what would be lost, and without `--yes` does no more.
 * @throws Error if a bot runs, the backup cannot be used, or Azure Tables is configured; CliFailure without `--yes`.
 */
export async function restoreCommand(
  { clock, output }: { readonly clock: Clock; readonly output: Printed },
  backup: string,
  { data, yes = false }: RestoreOptions,
): Promise<void> {
  const config = data === undefined ? readStoreConfig() : sqliteIn(data);
  if (config.type !== 'sqlite')
    throw new Error(
      'error: only the embedded store is restored here; for Azure Tables use "copy-store --from DIR --to azure-tables"',
    );
  const store = path.resolve(sqliteFile(config));
  const copy = await copyBackup(path.resolve(backup), store);
  try {
    const present = lookAtPresent(store);
    if (present) await refuseHeld(present, clock.now());
    const difference = present?.compare(copy.path, counted);
    const done = yes ? await restore(copy, { store, present, backup, clock }) : {};
    const { newer, moved: sentSince, what: erasedSince } = difference ?? {};
    const document = {
      ...{ entities: copy.entities, schemaVersion: copy.version },
      ...(difference && { newer, sentSince, erasedSince }),
      ...done,
    };
    output(document, [...linesOf(copy, present, difference), ...doneLines(yes, done)]);
  } finally {
    await removeCopy(copy.path);
  }
  if (!yes) throw new CliFailure('nothing was changed; stop the bot, and run it again with --yes');
}

/** Counted because messages sent since the backup still wait in it, and persons erased since are still in it. */
const counted = { moved: { from: pendingPrefix, to: donePrefix }, what: 'person-erased' };

/** @throws Error while a bot runs on the store */
export async function refuseHeld(present: Pick<Present, 'get'>, now: Date): Promise<void> {
  const lease = await heldLease(present, now);
  if (!lease) return;
  const until = localText(lease.expires, usualZone);
  throw new Error(
    `error: ${lease.holder} has the lease until ${until}: stop the bot; if it was killed, wait a minute`,
  );
}

interface Restoring {
  readonly store: string;
  readonly present: Present | undefined;
  readonly backup: string;
  readonly clock: Clock;
}

/** Shuts everybody else out of the store before changing anything. */
async function restore(
  copy: CheckedCopy,
  { store, present, backup, clock }: Restoring,
): Promise<{ kept?: string }> {
  present?.shut();
  const now = clock.now();
  await noteRestoring(copy.path, systemActor(), path.basename(backup), now);
  const stamp = now.toISOString().replace(/\.\d+|[-:]/g, '');
  const kept = await putInPlace(copy.path, store, stamp);
  return kept === undefined ? {} : { kept };
}

/** Audits the restore in the copy, so that the store never lacks the entry. */
async function noteRestoring(copy: string, actor: Actor, from: string, now: Date): Promise<void> {
  const store = openSqliteStore(copy);
  try {
    await store.commit(peoplePartition, [audit({ ...actor, what: 'store-restored', from }, now)]);
  } finally {
    await store.close();
  }
}

/** Kinds of rows that people recognise; the rest are counted as other rows. */
const kinds: Readonly<Record<string, string>> = {
  history: 'answers',
  draft: 'drafts',
  review: 'reviews of answers',
  handover: 'goals handed over',
  round: 'rounds opened, closed or changed',
  audit: 'entries of the audit log',
  done: 'messages sent or given up on',
  pending: 'messages waiting',
  people: 'rows about persons',
  goals: 'goals',
  programmes: 'programmes',
};

function linesOf(copy: CheckedCopy, present: Present | undefined, difference?: Difference): string[] {
  const { entities, version } = copy;
  const older = version < knownVersion ? `, which is migrated to ${knownVersion} when it is opened` : '';
  return [
    `the backup is sound: ${entities} entities, schema version ${version}${older}`,
    ...(present ? [] : ['there is no store to replace']),
    ...(present?.unreadable === undefined
      ? []
      : [
          `the current store cannot be read (${present.unreadable}), so it is not known what is newer in it, or ` +
            'whether a bot is running; make sure that none is',
        ]),
    ...(difference ? differenceLines(difference) : []),
  ];
}

function differenceLines({ newer, moved: sent, what: erased }: Difference): string[] {
  const named = newer.filter(({ kind }) => Object.hasOwn(kinds, kind));
  const others = newer.filter((each) => !named.includes(each)).reduce((sum, { rows }) => sum + rows, 0);
  if (newer.length === 0) return ['nothing in the store is newer'];
  return [
    'the store has, and the backup lacks:',
    ...named.map(({ kind, rows, latest }) => {
      const last = latest === undefined ? '' : `, the latest of ${localText(latest, usualZone)}`;
      return `  ${rows} ${kinds[kind]}${last}`;
    }),
    ...(others > 0 ? [`  ${others} other rows`] : []),
    ...(sent > 0
      ? [`${sent} messages that were sent since will be sent again, while their rounds are open`]
      : []),
    ...(erased > 0 ? [`${erased} persons were erased since: erase them again`] : []),
  ];
}

function doneLines(yes: boolean, { kept }: { kept?: string }): string[] {
  if (!yes) return [];
  return [
    'restored; start the bot',
    ...(kept === undefined
      ? []
      : [`the previous store is kept as ${kept}: delete it once it is no longer needed`]),
  ];
}
