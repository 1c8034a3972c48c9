/**
 * The version of the rows' form, kept in the store itself. Whoever opens a store brings it to the version that the
 * program knows, step by step; a store of a newer program is refused.
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
  /** From which version to which. */
  readonly from: number;
  readonly to: number;
  readonly what: string;
  /** Written so far; 0 when the step begins. */
  readonly rows: number;
}

export interface UpgradeOptions {
  /** Those of this program where it is left out. */
  readonly migrations?: readonly Migration[];
  /** Called when a step begins, after every 1,000 rows or so, and when it is done. */
  readonly onUpgrade?: (upgrade: Upgrade) => void;
}

const rowsBetween = 1_000;

/**
 * A store in which nothing is gets the newest version; one with rows and no version is of the first release. What is
 * older is migrated: after a crash the next opening goes on with the step, and of two at once both end right.
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
 * Asked by what has the store open for long: another program may have upgraded it meanwhile.
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

/** Of several that open a new store at once one writes it, and the others read what that one wrote. */
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

/** Another replica may have gone on already: the version never goes back. */
function moveVersion(store: ListedStore, version: number): Promise<Row<VersionRow>> {
  return retryOnConflict(async () => {
    const row = (await readVersion(store))!;
    if (row.value.version >= version) return row;
    await store.commit(schemaPartition, [replace(row, { version })]);
    return (await readVersion(store))!;
  });
}
