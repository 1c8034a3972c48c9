/** The register: programmes and their goals, as stored. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { type EntityStore, withPrefix } from '../storage/store';
import {
  commitInPages,
  put,
  readRow,
  loadRows,
  readValues,
  replace,
  retryOnConflict,
  type Row,
} from '../storage/rows';
import { type Goal, type Owner, type Programme, type Register } from './schema';

export const programmesPartition = 'programmes';
export const programmeKey = (id: string) => `programme|${id}`;
export const goalsPartition = (programmeId: string) => `goals|${programmeId}`;
export const goalKey = (id: string) => `goal|${id}`;

/** A goal and its place in the register; `order` follows the published document. */
export interface StoredGoal {
  readonly order: number;
  readonly goal: Goal;
  /** It was removed from the register: nobody is asked about it any more; its replies and closed rounds are kept. */
  readonly retired?: {
    readonly by: string;
    /** ISO 8601, UTC. */
    readonly at: string;
  };
}

export async function loadProgrammes(store: EntityStore): Promise<Programme[]> {
  return readValues<Programme>(store, programmesPartition, withPrefix(programmeKey('')));
}

export async function loadProgramme(store: EntityStore, programmeId: string): Promise<Programme | undefined> {
  return (await readProgramme(store, programmeId))?.value;
}

export function readProgramme(store: EntityStore, programmeId: string): Promise<Row<Programme> | undefined> {
  return readRow<Programme>(store, programmesPartition, programmeKey(programmeId));
}

/** @throws RefusedError `unknown-programme` */
export async function existingProgramme(store: EntityStore, programmeId: string): Promise<Row<Programme>> {
  const row = await readProgramme(store, programmeId);
  if (!row) throw new RefusedError('unknown-programme', { programme: programmeId });
  return row;
}

/** In the register's order, without retired goals. */
export async function loadGoals(store: EntityStore, programmeId: string): Promise<Goal[]> {
  const stored = await readValues<StoredGoal>(store, goalsPartition(programmeId), withPrefix(goalKey('')));
  return stored
    .filter(({ retired }) => !retired)
    .sort((a, b) => a.order - b.order)
    .map(({ goal }) => goal);
}

/** Every goal that the programme has or had, in the register's order. */
export async function readGoalRows(store: EntityStore, programmeId: string): Promise<Row<StoredGoal>[]> {
  const rows = await loadRows<StoredGoal>(store, goalsPartition(programmeId), withPrefix(goalKey('')));
  return rows.sort((a, b) => a.value.order - b.value.order);
}

/** Also `undefined` for a retired goal. */
export async function loadGoal(
  store: EntityStore,
  programmeId: string,
  goalId: string,
): Promise<Goal | undefined> {
  const row = await readRow<StoredGoal>(store, goalsPartition(programmeId), goalKey(goalId));
  return row?.value.retired ? undefined : row?.value.goal;
}

/** One goal, even if it is retired. */
export async function loadGoalEver(
  store: EntityStore,
  programmeId: string,
  goalId: string,
): Promise<Goal | undefined> {
  return (await readRow<StoredGoal>(store, goalsPartition(programmeId), goalKey(goalId)))?.value.goal;
}

/** Changes one goal's owners; writes nothing if they stay the same or if the goal is gone. */
export async function changeOwners(
  store: EntityStore,
  { programmeId, goalId }: { readonly programmeId: string; readonly goalId: string },
  change: (goal: Goal) => Goal,
  actor: Actor,
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<StoredGoal>(store, goalsPartition(programmeId), goalKey(goalId));
    if (!row || row.value.retired) return;
    const next: StoredGoal = { ...row.value, goal: change(row.value.goal) };
    if (same(row.value, next)) return;
    const [from, to] = [ownersIn(row.value.goal), ownersIn(next.goal)];
    const entry = audit({ ...actor, what: 'owners-changed', programmeId, goalId, from, to }, now);
    await store.commit(goalsPartition(programmeId), [replace(row, next), entry]);
  });
}

/** All owners of a goal and of its parts. */
export function ownersIn(goal: Goal): Owner[] {
  return [...new Set([goal, ...goal.groups, ...goal.fields].flatMap(({ owners }) => owners))];
}

export async function loadRegister(store: EntityStore, programmeId: string): Promise<Register | undefined> {
  const programme = await loadProgramme(store, programmeId);
  return programme && { programme, goals: await loadGoals(store, programmeId) };
}

/** @throws RefusedError `unknown-programme` */
export async function existingRegister(store: EntityStore, programmeId: string): Promise<Register> {
  const { value } = await existingProgramme(store, programmeId);
  return { programme: value, goals: await loadGoals(store, programmeId) };
}

/**
 * Writes the programme and its goals. Skips what has not changed, so it can be repeated.
 * @throws ConflictError if somebody else changes the register at the same time; call it again then
 */
export async function saveRegister(store: EntityStore, register: Register): Promise<void> {
  const { programme, goals } = register;
  const partition = goalsPartition(programme.id);
  const rows = await loadRows<StoredGoal>(store, partition, withPrefix(goalKey('')));
  const known = new Map(rows.map((row) => [row.value.goal.id, row]));
  const wanted = goals.map((goal, order): StoredGoal => ({ order, goal }));
  const changed = wanted.filter((stored) => !same(known.get(stored.goal.id)?.value, stored));
  await commitInPages(
    store,
    partition,
    changed.map((stored) => put(known.get(stored.goal.id), goalKey(stored.goal.id), stored)),
  );
  const row = await readProgramme(store, programme.id);
  if (!same(row?.value, programme))
    await store.commit(programmesPartition, [put(row, programmeKey(programme.id), programme)]);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
