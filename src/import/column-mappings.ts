/** Remembers what the columns of a programme's file mean, by their headings, for next year's file. */
import { goalsPartition, loadProgrammes } from '../goals/register';
import { put, readRow, readValues, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { sameData } from '../same-data';
import { shortHash } from '../short-hash';
import { type ColumnMapping, type ImportedRegister } from './table/imported';

const mappingPrefix = 'column-mapping|';

/**
 * The programme's own mappings, then those of the others, since next year's file may be for a new programme.
 * @param programmeId missing if nobody has said yet which programme the file is for
 */
export async function loadMappings(store: EntityStore, programmeId?: string): Promise<ColumnMapping[]> {
  const ids = (await loadProgrammes(store)).map(({ id }) => id).filter((id) => id !== programmeId);
  const found: ColumnMapping[] = [];
  for (const id of programmeId === undefined ? ids : [programmeId, ...ids])
    found.push(...(await ownMappings(store, id)));
  return found;
}

export function ownMappings(store: EntityStore, programmeId: string): Promise<ColumnMapping[]> {
  return readValues<ColumnMapping>(store, goalsPartition(programmeId), withPrefix(mappingPrefix));
}

/** `undefined` if the file fits a layout. */
export function mappingOf({ columns }: ImportedRegister): ColumnMapping | undefined {
  if (!columns) return undefined;
  const known = columns.flatMap(({ key, meaning }) => (meaning ? [{ key, meaning }] : []));
  return { columns: known };
}

/** A file with the same headings replaces what was remembered. */
function mappingKey({ columns }: ColumnMapping): string {
  const keys = columns.map(({ key }) => key).sort();
  return `${mappingPrefix}${shortHash(keys.join('|'), 32)}`;
}

export function readMapping(
  store: EntityStore,
  programmeId: string,
  mapping: ColumnMapping,
): Promise<Row<ColumnMapping> | undefined> {
  return readRow<ColumnMapping>(store, goalsPartition(programmeId), mappingKey(mapping));
}

/** Empty if the mapping is remembered already. */
export function rememberedBy(mapping: ColumnMapping, row: Row<ColumnMapping> | undefined): Change[] {
  return sameData(row?.value, mapping) ? [] : [put(row, mappingKey(mapping), mapping)];
}
