/** A closed round as it was: form, requests and hand-overs, so that its figures never change. */
import { goalInPeriod } from '../goals/in-period';
import { type Goal, type Register } from '../goals/schema';
import { type Role } from '../people/schema';
import { rewriteRows } from '../storage/rewrite-rows';
import { commitInPages, insert, readRow, readValues } from '../storage/rows';
import { type Change, type EntityStore, type KeyRange, withPrefix } from '../storage/store';
import { type Handover } from './responsibility';
import { type Request } from './round';
import { type RoundName, roundPartition } from './round-name';

/** What a round asks and of whom: the register, and the roles whose members are owners. */
export interface RoundForm extends Register {
  readonly roles: readonly Role[];
}

/** What a closed round's figures are computed from, besides its replies. */
export interface Snapshot extends RoundForm {
  readonly requests: readonly Request[];
  readonly handovers: readonly Handover[];
  /** The round that it was compared with, and which closing of that round was used (ISO 8601, UTC). */
  readonly previous?: { readonly period: string; readonly closedAt: string };
}

type Head = Omit<Snapshot, 'goals' | 'requests' | 'handovers'>;

const allSnapshots = 'snapshot|';
const prefixOf = (id: string) => `${allSnapshots}${id}|`;
const headKey = (id: string) => `${prefixOf(id)}form`;
const goalsPrefix = (id: string) => `${prefixOf(id)}goal|`;
const requestsPrefix = (id: string) => `${prefixOf(id)}request|`;
const handoversPrefix = (id: string) => `${prefixOf(id)}handover|`;

/** The rows of a snapshot. They count only once the round's own row names `id`. */
export function snapshotRows(id: string, { goals, requests, handovers, ...head }: Snapshot): Change[] {
  const rows = (prefix: string, values: readonly object[]) =>
    values.map((value, order) => insert(prefix + String(order).padStart(6, '0'), value));
  return [
    ...rows(goalsPrefix(id), goals),
    ...rows(requestsPrefix(id), requests),
    ...rows(handoversPrefix(id), handovers),
    insert(headKey(id), head),
  ];
}

export function writeSnapshot(
  store: EntityStore,
  name: RoundName,
  id: string,
  snapshot: Snapshot,
): Promise<void> {
  return commitInPages(store, roundPartition(name), snapshotRows(id, snapshot));
}

export async function readSnapshot(
  store: EntityStore,
  name: RoundName,
  id: string,
): Promise<Snapshot | undefined> {
  const partition = roundPartition(name);
  const head = await readRow<Head>(store, partition, headKey(id));
  if (!head) return undefined;
  const [goals, requests, handovers] = await Promise.all([
    readValues<Goal>(store, partition, withPrefix(goalsPrefix(id))),
    readValues<Request>(store, partition, withPrefix(requestsPrefix(id))),
    readValues<Handover>(store, partition, withPrefix(handoversPrefix(id))),
  ]);
  // A snapshot written from a document has the register's texts, whose year placeholders are not filled in.
  const told = goals.map((goal) => goalInPeriod(goal, name.period));
  return { ...head.value, goals: told, requests, handovers };
}

/** The ids of all snapshots that have rows. */
export async function snapshotIds(store: EntityStore, name: RoundName): Promise<string[]> {
  const ids: string[] = [];
  const { to } = withPrefix(allSnapshots);
  for (let from = allSnapshots; ;) {
    const id = await firstId(store, name, { from, ...(to !== undefined && { to }) });
    if (id === undefined) return ids;
    ids.push(id);
    from = withPrefix(prefixOf(id)).to!;
  }
}

async function firstId(store: EntityStore, name: RoundName, range: KeyRange): Promise<string | undefined> {
  for await (const { key } of store.range(roundPartition(name), range)) return key.split('|')[1];
  return undefined;
}

/** Removes the rows of one snapshot. */
export function removeSnapshot(store: EntityStore, name: RoundName, id: string): Promise<void> {
  return rewriteRows(store, roundPartition(name), ({ key, etag }) => [{ type: 'delete', key, etag }], {
    range: withPrefix(prefixOf(id)),
  });
}
