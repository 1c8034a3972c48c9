/** People who have left the organisation: one row each, separate from the person's, so no import brings them back. */
import { readRow, readValues } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { peoplePartition } from './directory';

export interface Left {
  readonly personId: string;
  /** The local day, `yyyy-mm-dd`, on which this was noticed. */
  readonly day: string;
  /** The account is no longer in the directory, or it is disabled. */
  readonly why: 'gone' | 'disabled';
}

const prefix = 'left|';
export const leftKey = (personId: string) => `${prefix}${personId}`;

/** `undefined` if the person has not left. */
export async function readLeft(store: EntityStore, personId: string): Promise<Left | undefined> {
  return (await readRow<Left>(store, peoplePartition, leftKey(personId)))?.value;
}

/** By the person's id. */
export async function loadAllLeft(store: EntityStore): Promise<ReadonlyMap<string, Left>> {
  const all = await readValues<Left>(store, peoplePartition, withPrefix(prefix));
  return new Map(all.map((left) => [left.personId, left]));
}
