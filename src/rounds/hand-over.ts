/** Hands a goal to a colleague for the rest of the round, and takes it back. */
import { audit, readAudit } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Goal, type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { loadDirectory, loadPerson, loadRoles, personsOf } from '../people/directory';
import { localDay, localMoment } from '../periods/local-time';
import { put, readRow, remove, replace, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { passGate } from './close-guard';
import { type GoalName, loadOpenGoal } from './open-goal';
import { promptKey } from './open-round';
import { isOpen, type Proposal, proposalKey, proposalMessage } from './proposal';
import { fieldsHeldBy, type Handover, ownersHeldBy } from './responsibility';
import { handoverKey, loadHandovers, readHandover } from './responsibility-store';
import { type Request } from './round';
import { loadRequest, requestKey, roundPartition } from './round-store';

export interface HandOver extends GoalName {
  /** The person who hands over everything that they hold of the goal. */
  readonly by: string;
  readonly to: string;
  /** Also proposes to the coordinator that the colleague becomes the owner for good. */
  readonly forGood?: boolean;
}

/** What else is handed over in the same commit, in the round's partition. */
export type HandedAlong = (act: HandOver) => Promise<readonly Change[]>;

/**
 * The colleague answers from now on, on the owner's behalf, and gets a message. Handing over again to the same
 * colleague changes nothing, but may still propose them for good.
 * @param along read again with each attempt
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `unknown-colleague`, `own-colleague`,
 *   `not-yours`, `handed-over-too-often`; `owned-by-role` with `forGood` when the owner is a role, not the person.
 */
export async function handOver(
  store: EntityStore,
  act: HandOver,
  now: Date,
  along: HandedAlong = () => Promise.resolve([]),
): Promise<void> {
  if (!(await loadPerson(store, act.to))) throw new RefusedError('unknown-colleague');
  if (act.to === act.by) throw new RefusedError('own-colleague');
  await retryOnConflict(async () => {
    const { programme, goal, gate } = await loadOpenGoal(store, act, now);
    const [roles, handovers] = await Promise.all([loadRoles(store), loadHandovers(store, act, act.goalId)]);
    if (fieldsHeldBy(act.by, goal, { roles, handovers }).size === 0) {
      if (!handovers.some(({ by, to }) => by === act.by && to === act.to))
        throw new RefusedError('not-yours', { goal: goal.code });
      const proposals = await proposing(store, programme, goal, act, now);
      if (proposals.length > 0)
        await store.commit(roundPartition(act), [passGate(gate), ...proposals, handedOver(act, now)]);
      return;
    }
    await refuseTooOften(store, act, 'handed-over', programme, now);
    const proposals = await proposing(store, programme, goal, act, now);
    const held = ownersHeldBy(act.by, act.goalId, handovers).filter(
      (from) => fieldsHeldBy(from, goal, { roles, handovers: [] }).size > 0,
    );
    const moves = await Promise.all(held.map((from) => move(store, act, from, now)));
    const changes = [
      passGate(gate),
      ...moves,
      ...(await asking(store, act, held[0]!, now)),
      ...proposals,
      ...(await along(act)),
      handedOver(act, now),
    ];
    await store.commit(roundPartition(act), changes);
  }, 20);
}

/** How often one person may hand over one goal in a day; limited because each time a colleague gets a message. */
const mostADay = 5;

/**
 * Runs after the gate was read, which every hand-over passes: of two concurrent ones, the second counts the first.
 * @throws RefusedError `handed-over-too-often`.
 */
export async function refuseTooOften(
  store: EntityStore,
  act: GoalName & Pick<HandOver, 'by'>,
  what: 'handed-over' | 'translation-handed',
  { timeZone }: Programme,
  now: Date,
): Promise<void> {
  const from = localMoment(localDay(now, timeZone), '00:00', timeZone).toUTC().toISO()!;
  const filter = { from, by: act.by, what };
  const entries = await readAudit(store, [roundPartition(act)], filter);
  if (entries.filter(({ goalId }) => goalId === act.goalId).length < mostADay) return;
  const { programmeId } = act;
  throw new RefusedError('handed-over-too-often', { programmeId, most: String(mostADay) });
}

function handedOver({ programmeId, period, goalId, by, to, forGood }: HandOver, now: Date): Change {
  const about = { by, way: 'card' as const, programmeId, period, goalId };
  const reason = forGood === true && { reason: 'proposed for good' };
  return audit({ ...about, what: 'handed-over', from: by, to, ...reason }, now);
}

/** Whether the register names the person as an owner; if a role is the owner, its members are up to the admin. */
export function mayProposeSuccessor(personId: string, goal: Goal): boolean {
  return [goal, ...goal.groups, ...goal.fields].some(({ owners }) => owners.includes(personId));
}

/**
 * The owner answers again. Answers given meanwhile stay, and a waiting proposal is withdrawn.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`.
 */
export async function takeBack(
  store: EntityStore,
  act: GoalName & { readonly by: string },
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const { gate } = await loadOpenGoal(store, act, now);
    const row = await readHandover(store, act, act.goalId, act.by);
    if (!row) return;
    const key = proposalKey(act.goalId, act.by);
    const proposal = await readRow<Proposal>(store, roundPartition(act), key);
    const withdrawn: Change[] =
      proposal?.value.status === 'waiting'
        ? [replace(proposal, { ...proposal.value, status: 'withdrawn' })]
        : [];
    const { programmeId, period, goalId, by } = act;
    const entry = { by, way: 'card' as const, programmeId, period, goalId };
    await store.commit(roundPartition(act), [
      passGate(gate),
      remove(row),
      ...withdrawn,
      audit({ ...entry, what: 'taken-back', from: row.value.to, to: by }, now),
    ]);
  }, 20);
}

/** Moves the hand-over to the new answerer; a part that returns to its owner is no longer handed over. */
async function move(store: EntityStore, act: HandOver, from: string, now: Date): Promise<Change> {
  const row = await readHandover(store, act, act.goalId, from);
  if (row && from === act.to) return remove(row);
  const { goalId, by, to } = act;
  const handover: Handover = { goalId, from, to, by, at: now.toISOString() };
  return put(row, handoverKey(goalId, from), handover);
}

/** Adds the goal to the colleague's request. The colleague gets a message about this goal, or a prompt if it is new. */
async function asking(store: EntityStore, act: HandOver, from: string, now: Date): Promise<Change[]> {
  const { programmeId, period, goalId, by, to } = act;
  const row = await loadRequest(store, act, to);
  const goalIds = [...new Set([...(row?.value.goalIds ?? []), goalId])];
  const request: Request = row
    ? { ...row.value, goalIds }
    : { personId: to, goalIds, createdAt: now.toISOString() };
  const step = `handover-${goalId}-${from}-${now.toISOString()}`;
  const message: NewMessage = {
    key: row ? `${programmeId}|${period}|${to}|${step}` : promptKey(act, to),
    kind: 'handover',
    recipient: { type: 'person', personId: to },
    data: { programmeId, period, goalId, by },
  };
  return [put(row, requestKey(to), request), enqueue(message, now)];
}

/** Empty if the hand-over is for this round only, or if the same proposal is already waiting. */
async function proposing(
  store: EntityStore,
  programme: Programme,
  goal: Goal,
  act: HandOver,
  now: Date,
): Promise<Change[]> {
  if (!act.forGood) return [];
  if (!mayProposeSuccessor(act.by, goal)) throw new RefusedError('owned-by-role');
  const { goalId, by, to } = act;
  const row = await readRow<Proposal>(store, roundPartition(act), proposalKey(goalId, by));
  // A proposal that is being accepted must not be replaced.
  if (row && isOpen(row.value) && (row.value.to === to || row.value.status === 'accepting')) return [];
  const proposal: Proposal = { goalId, from: by, to, at: now.toISOString(), status: 'waiting' };
  const coordinators = personsOf(await loadDirectory(store), programme.coordinator);
  return [
    put(row, proposalKey(goalId, by), proposal),
    ...coordinators.map((personId) => enqueue(proposalMessage(act, proposal, personId), now)),
  ];
}
