/** Gives everything that a person answers for and may do to another, in one act: the person leaves, for instance. */
import { type Actor, audit } from '../../audit/audit';
import { RefusedError } from '../../errors';
import { changeOwners, programmeKey, programmesPartition, readProgramme } from '../../goals/register';
import { enqueue, type NewMessage } from '../../outbox/message';
import { loadPerson, peoplePartition, roleKey } from '../../people/directory';
import { type Grant, grant, revoke } from '../../people/grants';
import { type Role } from '../../people/schema';
import { succeedAsSubstitute } from '../../people/substitutions';
import { insert, put, readRow, remove, replace, retryOnConflict } from '../../storage/rows';
import { type EntityStore } from '../../storage/store';
import { succeeded } from '../proposal';
import { isNothing, planSuccession, programmesIn, type Succession } from './plan';
import { succeedInRound } from './succeed-in-round';

export interface Successor {
  readonly from: string;
  readonly to: string;
  /** Earliest time at which the successor is told; default: at once. */
  readonly sendFrom?: Date;
}

/** Kept until everything is handed over, so that the successor is told once, and of everything. */
interface SuccessionTask {
  readonly goals: number;
  readonly programmes: number;
  /** ISO 8601, UTC. */
  readonly since: string;
}

const taskKey = ({ from, to }: Successor) => `succession|${from}|${to}`;

/**
 * Goals and parts, roles, grants, coordinated programmes, absences and whatever is open in running rounds. Answers stay
 * their authors'. May be interrupted and run again.
 * @returns what there was to hand over
 * @throws RefusedError `unknown-colleague`, `own-successor`; `nothing-to-succeed` if there is nothing
 */
export async function succeedPerson(
  store: EntityStore,
  successor: Successor,
  actor: Actor,
  now: Date,
): Promise<Succession> {
  const { from, to } = successor;
  if (from === to) throw new RefusedError('own-successor', { person: from });
  if (!(await loadPerson(store, to))) throw new RefusedError('unknown-colleague');
  const plan = await planSuccession(store, from, now);
  await begin(store, successor, plan, now);
  for (const roleId of plan.roles) await succeedInRole(store, roleId, successor);
  for (const each of plan.grants) await moveGrant(store, each, successor, actor, now);
  for (const programmeId of plan.coordinates)
    await succeedAsCoordinator(store, programmeId, successor, actor, now);
  // Requests first: an owner who is not asked yet would be told by whoever finds that out.
  for (const name of [...plan.requests, ...plan.handovers]) await succeedInRound(store, name, successor, now);
  for (const goal of plan.goals)
    await changeOwners(store, goal, (known) => succeeded(known, from, to), actor, now);
  await succeedAsSubstitute(store, successor, actor, now);
  await finish(store, successor, actor, now);
  return plan;
}

async function begin(store: EntityStore, successor: Successor, plan: Succession, now: Date): Promise<void> {
  await retryOnConflict(async () => {
    if (await readRow(store, peoplePartition, taskKey(successor))) return;
    if (isNothing(plan)) throw new RefusedError('nothing-to-succeed', { person: successor.from });
    const task: SuccessionTask = {
      ...{ goals: plan.goals.length, programmes: programmesIn(plan), since: now.toISOString() },
    };
    await store.commit(peoplePartition, [insert(taskKey(successor), task)]);
  });
}

async function succeedInRole(store: EntityStore, roleId: string, { from, to }: Successor): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readRow<Role>(store, peoplePartition, roleKey(roleId));
    if (!row?.value.members.includes(from)) return;
    const members = [...new Set(row.value.members.map((member) => (member === from ? to : member)))];
    await store.commit(peoplePartition, [replace(row, { ...row.value, members })]);
  });
}

async function moveGrant(
  store: EntityStore,
  each: Grant,
  { from, to }: Successor,
  actor: Actor,
  now: Date,
): Promise<void> {
  await grant(store, { ...each, personId: to }, actor, now);
  await revoke(store, { ...each, personId: from }, actor, now);
}

async function succeedAsCoordinator(
  store: EntityStore,
  programmeId: string,
  { from, to }: Successor,
  actor: Actor,
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const row = await readProgramme(store, programmeId);
    if (row?.value.coordinator !== from) return;
    const change = { from: { coordinator: from }, to: { coordinator: to } };
    await store.commit(programmesPartition, [
      put(row, programmeKey(programmeId), { ...row.value, coordinator: to }),
      audit({ ...actor, what: 'programme-changed', programmeId, ...change }, now),
    ]);
  });
}

/** The only message about it, with the end of the task. */
async function finish(store: EntityStore, successor: Successor, actor: Actor, now: Date): Promise<void> {
  const { from, to, sendFrom } = successor;
  await retryOnConflict(async () => {
    const task = await readRow<SuccessionTask>(store, peoplePartition, taskKey(successor));
    if (!task) return;
    const { goals, programmes, since } = task.value;
    const message: NewMessage = {
      key: `people|${to}|succession-${from}-${since}`,
      kind: 'succession',
      recipient: { type: 'person', personId: to },
      data: { from, goals, programmes },
    };
    await store.commit(peoplePartition, [
      remove(task),
      enqueue(message, now, sendFrom),
      audit({ ...actor, what: 'person-succeeded', personId: from, from, to }, now),
    ]);
  });
}
