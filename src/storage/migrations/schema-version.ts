/**
 * The schema version of the rows, kept in the store itself. Opening a store upgrades it step by step to the version
 * that the program knows; a store of a newer program is refused.
 */
import { ConflictError, NewerStoreError } from '../../errors';
import { type ListedStore } from '../listed-store';
import { migrations as released } from '.';
import { type Migration } from './migration';
import { insert, readRow, replace, retryOnConflict, type Row } from '../rows';
import { schemaKey, schemaPartition } from '../schema-partition';
import { type EntityStore } from '../store';

/** The version that this program reads and writes. */
export const knownVersion = released.length + 1;

interface VersionRow {
  readonly version: number;
}

export interface Upgrade {
  readonly from: number;
  readonly to: number;
  readonly what: string;
  /** Rows written so far; 0 when the step begins. */
  readonly rows: number;
}

export interface UpgradeOptions {
  /** Default: this program's. */
  readonly migrations?: readonly Migration[];
  /** Called when a step begins, after about every 1,000 rows, and when it is done. */
  readonly onUpgrade?: (upgrade: Upgrade) => void;
}

const rowsBetween = 1_000;

/**
 * An empty store gets the newest version; one with rows but no version is of the first release. Older stores are
 * migrated: after a crash the next opening resumes the step, and two concurrent upgrades both end correctly.
 * @throws NewerStoreError when a newer program has upgraded the store.
 */
export async function upgradeStore(store: ListedStore, options: UpgradeOptions = {}): Promise<void> {
  const { migrations = released, onUpgrade } = options;
  const newest = migrations.length + 1;
  let row = (await readVersion(store)) ?? (await firstVersion(store, newest));
  refuseNewer(row.value.version, newest);
  while (row.value.version < newest) {
    const from = row.value.version;
    const step = migrations[from - 1]!;
    const upgrade = { from, to: from + 1, what: step.what };
    let [rows, told] = [0, 0];
    onUpgrade?.({ ...upgrade, rows });
    await step.run(store, (more) => {
      rows += more;
      if (rows - told >= rowsBetween) onUpgrade?.({ ...upgrade, rows: (told = rows) });
    });
    row = await moveVersion(store, from + 1);
    onUpgrade?.({ ...upgrade, rows });
  }
}

/**
 * For processes that keep the store open for long, since another program may have upgraded it meanwhile.
 * @throws NewerStoreError
 */
export async function refuseNewerStore(store: EntityStore, newest = knownVersion): Promise<void> {
  const row = await readVersion(store);
  if (row) refuseNewer(row.value.version, newest);
}

/** @throws NewerStoreError */
export function refuseNewer(version: number, newest = knownVersion): void {
  if (version > newest) throw new NewerStoreError(version, newest);
}

function readVersion(store: EntityStore): Promise<Row<VersionRow> | undefined> {
  return readRow<VersionRow>(store, schemaPartition, schemaKey);
}

/** If several processes open a new store at once, one writes the version and the others read it. */
async function firstVersion(store: ListedStore, newest: number): Promise<Row<VersionRow>> {
  const version = (await isEmpty(store)) ? newest : 1;
  try {
    await store.commit(schemaPartition, [insert(schemaKey, { version })]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
  return (await readVersion(store))!;
}

async function isEmpty(store: ListedStore): Promise<boolean> {
  for await (const partition of store.partitions()) return partition === '';
  return true;
}

/** Never lowers the version, since another replica may be further already. */
function moveVersion(store: ListedStore, version: number): Promise<Row<VersionRow>> {
  return retryOnConflict(async () => {
    const row = (await readVersion(store))!;
    if (row.value.version >= version) return row;
    await store.commit(schemaPartition, [replace(row, { version })]);
    return (await readVersion(store))!;
  });
}
