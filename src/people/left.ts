/** Who has left the organisation: a row for each, away from the person's own, so that no import brings anybody back. */
import { readRow, readValues } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { peoplePartition } from './directory';

export interface Left {
  readonly personId: string;
  /** The local day, `yyyy-mm-dd`, on which that was noticed. */
  readonly day: string;
  /** The directory has no such account any more, or it is switched off. */
  readonly why: 'gone' | 'disabled';
}

const prefix = 'left|';
export const leftKey = (personId: string) => `${prefix}${personId}`;

/** `undefined` of who is there. */
export async function readLeft(store: EntityStore, personId: string): Promise<Left | undefined> {
  return (await readRow<Left>(store, peoplePartition, leftKey(personId)))?.value;
}

/** By the person's id. */
export async function loadAllLeft(store: EntityStore): Promise<ReadonlyMap<string, Left>> {
  const all = await readValues<Left>(store, peoplePartition, withPrefix(prefix));
  return new Map(all.map((left) => [left.personId, left]));
}
