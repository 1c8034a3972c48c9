/** The form of a closed round: programme, goals and roles as they were, so that its figures never change. */
import { type Goal, type Programme, type Register } from '../goals/schema';
import { type Role } from '../people/schema';
import { commitInPages, insert, readRow, readValues } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type RoundName, roundPartition } from './round-name';

/** What a round asks and of whom: the register, and the roles that stand for persons. */
export interface RoundForm extends Register {
  readonly roles: readonly Role[];
}

const headKey = (id: string) => `snapshot|${id}|form`;
const goalsPrefix = (id: string) => `snapshot|${id}|goal|`;

/** The rows of a snapshot. They count only once the round's own row names `id`. */
export function snapshotRows(id: string, { programme, goals, roles }: RoundForm): Change[] {
  return [
    ...goals.map((goal, order) => insert(goalsPrefix(id) + String(order).padStart(6, '0'), goal)),
    insert(headKey(id), { programme, roles }),
  ];
}

export function writeSnapshot(
  store: EntityStore,
  name: RoundName,
  id: string,
  form: RoundForm,
): Promise<void> {
  return commitInPages(store, roundPartition(name), snapshotRows(id, form));
}

export async function readSnapshot(
  store: EntityStore,
  name: RoundName,
  id: string,
): Promise<RoundForm | undefined> {
  const partition = roundPartition(name);
  const head = await readRow<{ programme: Programme; roles: Role[] }>(store, partition, headKey(id));
  return (
    head && { ...head.value, goals: await readValues<Goal>(store, partition, withPrefix(goalsPrefix(id))) }
  );
}
