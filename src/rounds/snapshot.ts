/** A closed round as it was: form, requests and hand-overs, so that its figures never change. */
import { goalInPeriod } from '../goals/in-period';
import { type Goal, type Register } from '../goals/schema';
import { type Role } from '../people/schema';
import { commitInPages, insert, readRow, readValues } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type Handover } from './responsibility';
import { type Request } from './round';
import { type RoundName, roundPartition } from './round-name';

/** What a round asks and of whom: the register, and the roles that stand for persons. */
export interface RoundForm extends Register {
  readonly roles: readonly Role[];
}

/** What a closed round's figures are computed from, beside its replies. */
export interface Snapshot extends RoundForm {
  readonly requests: readonly Request[];
  readonly handovers: readonly Handover[];
  /** The round that it was compared with, and the closing of that round that counts (ISO 8601, UTC). */
  readonly previous?: { readonly period: string; readonly closedAt: string };
}

type Head = Omit<Snapshot, 'goals' | 'requests' | 'handovers'>;

const headKey = (id: string) => `snapshot|${id}|form`;
const goalsPrefix = (id: string) => `snapshot|${id}|goal|`;
const requestsPrefix = (id: string) => `snapshot|${id}|request|`;
const handoversPrefix = (id: string) => `snapshot|${id}|handover|`;

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
  // One that was written from a document has the register's own texts.
  const told = goals.map((goal) => goalInPeriod(goal, name.period));
  return { ...head.value, goals: told, requests, handovers };
}
