/** Keeps a file that somebody dropped into the chat until it is imported, replaced by another one, or a day old. */
import { randomUUID } from 'node:crypto';
import { insert, readRow, readRows, remove, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type MatchChoices } from './plan/near-matches';
import { type SideChoice, type SideDecisions } from './plan/bare-targets';
import { type Owner } from '../goals/schema';
import { omit } from '../omit';
import { sha256 } from '../short-hash';
import { type ChosenMeanings } from './mapped/chosen';
import { type ColumnChoice } from './mapped/columns';
import { type WantedProgramme } from './suggested-programme';

const partition = 'import-files';
const dayMs = 24 * 60 * 60 * 1_000;

/** An entity may have 1 MiB, counting its text in UTF-16, and a commit 4 MiB. */
const chunkBytes = 300 * 1024;
const chunksPerCommit = 3;

interface Head extends Omit<KeptChoices, 'sides' | 'matches'> {
  readonly id: string;
  readonly personId: string;
  readonly fileName: string;
  readonly chunks: number;
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly sides?: KeptSides;
  /** The decisions so far on goals that may be others of the register in other words. */
  readonly matches?: KeptMatches;
}

interface KeptMatches {
  readonly same: Readonly<Record<string, string>>;
  readonly different: readonly string[];
}

interface KeptSides {
  readonly all?: SideChoice;
  readonly each?: Readonly<Record<string, SideChoice>>;
}

interface Chunk {
  readonly text: string;
  /** When the file was dropped; absent in rows of earlier versions. */
  readonly at?: string;
}

/** For what `keepChoices` takes when another plan comes next: decisions name the goals of one plan. */
export const noDecisions = { sides: undefined, matches: undefined } as const;

/** What the person has decided about the file so far. */
export interface KeptChoices {
  /** Which side is good for targets that do not say it. */
  readonly sides?: SideDecisions;
  /** Which goals are others of the register in other words. */
  readonly matches?: MatchChoices;
  /** The columns of a table that fits no layout, as they were chosen on the card. */
  readonly columns?: ChosenMeanings;
  /** The columns as they were accepted: the file is read by them. */
  readonly mapping?: readonly ColumnChoice[];
  /** The programme that the file should make; its name may still be empty. */
  readonly wanted?: WantedProgramme;
  /** That programme's coordinator. */
  readonly coordinator?: Owner;
}

export interface KeptFile extends KeptChoices {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const headKey = (id: string) => `head|${id}`;
const chunkPrefix = (id: string) => `chunk|${id}|`;
const idIn = (chunk: string) => chunk.split('|')[1]!;
const chunkKey = (id: string, number: number) => chunkPrefix(id) + String(number).padStart(4, '0');

/** Stores the file; removes the person's earlier file and everybody's old ones. @returns its id */
export async function keepFile(
  store: EntityStore,
  personId: string,
  { fileName, bytes }: KeptFile,
  now: Date,
): Promise<string> {
  for await (const { value } of readRows<Head>(store, partition, withPrefix(headKey(''))))
    if (value.personId === personId || isOver(value, now)) await forgetFile(store, value.id);
  const id = randomUUID();
  const chunks = Math.ceil(bytes.byteLength / chunkBytes);
  for (let first = 0; first < chunks; first += chunksPerCommit) {
    const numbers = Array.from({ length: Math.min(chunksPerCommit, chunks - first) }, (_, at) => first + at);
    const rows = numbers.map((number) => {
      const part = bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes);
      const chunk: Chunk = { text: Buffer.from(part).toString('base64'), at: now.toISOString() };
      return insert(chunkKey(id, number), chunk);
    });
    await store.commit(partition, rows);
  }
  const head: Head = { id, personId, fileName, chunks, sha256: sha256(bytes), at: now.toISOString() };
  await store.commit(partition, [insert(headKey(id), head)]);
  return id;
}

/** `undefined` if the file is gone, too old, or somebody else's. */
export async function readKeptFile(
  store: EntityStore,
  personId: string,
  id: string,
  now: Date,
): Promise<KeptFile | undefined> {
  const head = (await readRow<Head>(store, partition, headKey(id)))?.value;
  if (!head || head.personId !== personId || isOver(head, now)) return undefined;
  const parts: Buffer[] = [];
  for await (const { value } of readRows<Chunk>(store, partition, withPrefix(chunkPrefix(id))))
    parts.push(Buffer.from(value.text, 'base64'));
  const bytes = Buffer.concat(parts);
  if (parts.length !== head.chunks || sha256(bytes) !== head.sha256) return undefined;
  const { fileName, sides, matches, ...chosen } = omit(head, 'id', 'personId', 'chunks', 'sha256', 'at');
  return {
    ...{ fileName, bytes, ...chosen },
    ...(sides && { sides: decisionsOf(sides) }),
    ...(matches && { matches: choicesOf(matches) }),
  };
}

function choicesOf({ same, different }: KeptMatches): MatchChoices {
  return { same: new Map(Object.entries(same)), different: new Set(different) };
}

function decisionsOf({ all, each = {} }: KeptSides): SideDecisions {
  return { ...(all && { all }), each: new Map(Object.entries(each)) };
}

/**
 * Replaces what was decided before about the same things; undefined takes it back.
 * @returns whether the file is still there
 */
export async function keepChoices(
  store: EntityStore,
  personId: string,
  id: string,
  choices: { readonly [K in keyof KeptChoices]?: KeptChoices[K] | undefined },
): Promise<boolean> {
  const { sides, matches } = choices;
  const kept = {
    ...choices,
    ...('sides' in choices && { sides: sides && keptSides(sides) }),
    ...('matches' in choices && { matches: matches && keptMatches(matches) }),
  };
  return retryOnConflict(async () => {
    const row = await readRow<Head>(store, partition, headKey(id));
    if (!row || row.value.personId !== personId) return false;
    await store.commit(partition, [replace(row, omit({ ...row.value, ...kept }))]);
    return true;
  });
}

function keptMatches({ same, different }: MatchChoices): KeptMatches {
  return { same: Object.fromEntries(same), different: [...different] };
}

function keptSides({ all, each }: SideDecisions): KeptSides {
  return { ...(all && { all }), ...(each && { each: Object.fromEntries(each) }) };
}

/** Removes everybody's old files, and the remains of files after a crash while they were being stored or removed. */
export async function removeOldFiles(store: EntityStore, now: Date): Promise<void> {
  for await (const { value } of readRows<Head>(store, partition, withPrefix(headKey(''))))
    if (isOver(value, now)) await forgetFile(store, value.id);
  for await (const row of readRows<Chunk>(store, partition, withPrefix('chunk|'))) {
    const { key, value } = row;
    if (value.at !== undefined && !isOver({ at: value.at }, now)) continue;
    if (!(await readRow(store, partition, headKey(idIn(key))))) await store.commit(partition, [remove(row)]);
  }
}

/** Removes everything that a person has dropped into the chat. */
export async function forgetFilesOf(store: EntityStore, personId: string): Promise<void> {
  for await (const { value } of readRows<Head>(store, partition, withPrefix(headKey(''))))
    if (value.personId === personId) await forgetFile(store, value.id);
}

/** Removes the head first, so that nobody reads half a file. */
export async function forgetFile(store: EntityStore, id: string): Promise<void> {
  const head = await readRow<Head>(store, partition, headKey(id));
  if (head) await store.commit(partition, [remove(head)]);
  for await (const row of readRows(store, partition, withPrefix(chunkPrefix(id))))
    await store.commit(partition, [remove(row)]);
}

function isOver({ at }: Pick<Head, 'at'>, now: Date): boolean {
  return now.getTime() - new Date(at).getTime() >= dayMs;
}
