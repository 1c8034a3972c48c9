/** A proposal to the coordinator that a colleague becomes the owner of a goal. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { changeOwners, loadProgramme } from '../goals/register';
import { type Goal, type Owner } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { type Access } from '../people/access';
import { mayCoordinate } from './permissions';
import { insert, readRow, remove, replace, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { handoverKey, readHandover } from './responsibility-store';
import { takesReplies } from './round';
import { readRound } from './round-store';
import { type RoundName, roundPartition } from './round-name';

export interface Proposal {
  readonly goalId: string;
  /** The owner in the register now, who makes the proposal, and the proposed one. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `accepting`: decided, but the register may not have been changed yet; accepting again resumes. */
  readonly status: 'waiting' | 'accepting' | 'accepted' | 'declined' | 'withdrawn';
  readonly decidedBy?: string;
}

export const proposalPrefix = 'proposal|';
export const proposalKey = (goalId: string, from: string) => `${proposalPrefix}${goalId}|${from}`;

export interface ProposalName extends RoundName {
  readonly goalId: string;
  readonly from: string;
}

export async function loadProposal(store: EntityStore, name: ProposalName): Promise<Proposal | undefined> {
  return (await readRow<Proposal>(store, roundPartition(name), proposalKey(name.goalId, name.from)))?.value;
}

/**
 * Accepting changes the register and tells both; declining leaves the hand-over for this round. A proposal that was
 * already decided or withdrawn stays as it is.
 * @throws RefusedError `unknown-proposal`; `not-permitted` for all but admins and the programme's coordinator.
 */
export async function decideProposal(
  store: EntityStore,
  name: ProposalName,
  decision: Decision,
  now: Date,
): Promise<Proposal> {
  const programme = await loadProgramme(store, name.programmeId);
  if (!programme || !mayCoordinate(decision.access, programme))
    throw new RefusedError('not-permitted', { programmeId: name.programmeId });
  const actor: Actor = { by: decision.access.personId, way: 'card' };
  const decided = await retryOnConflict(() => begin(store, name, { actor, accept: decision.accept }, now));
  return decided.status === 'accepting' ? retryOnConflict(() => accept(store, name, actor, now)) : decided;
}

export interface Decision {
  /** The deciding person's. */
  readonly access: Access;
  readonly accept: boolean;
}

/** Whether it is neither accepted, declined nor withdrawn yet. */
export function isOpen({ status }: Proposal): boolean {
  return status === 'waiting' || status === 'accepting';
}

/** From here on the goal cannot be taken back, since the register must not follow a withdrawn proposal. */
async function begin(
  store: EntityStore,
  name: ProposalName,
  { actor, accept: isAccepted }: { readonly actor: Actor; readonly accept: boolean },
  now: Date,
): Promise<Proposal> {
  const row = await existing(store, name);
  if (row.value.status !== 'waiting') return row.value;
  const { programmeId, period, goalId, from } = name;
  const about = { ...actor, programmeId, period, goalId, personId: from };
  const to = isAccepted ? 'accepted' : 'declined';
  const entry = audit({ ...about, what: 'proposal-decided', to }, now);
  const decidedBy = actor.by;
  if (!isAccepted)
    return conclude(store, name, row, { ...row.value, status: 'declined', decidedBy }, now, [entry]);
  const next: Proposal = { ...row.value, status: 'accepting', decidedBy };
  await store.commit(roundPartition(name), [replace(row, next), entry]);
  return next;
}

/** Can be repeated after a crash; the register is not changed twice. */
async function accept(store: EntityStore, name: ProposalName, actor: Actor, now: Date): Promise<Proposal> {
  const row = await existing(store, name);
  if (row.value.status !== 'accepting') return row.value;
  const { from, to } = row.value;
  await changeOwners(store, name, (goal) => succeeded(goal, from, to), actor, now);
  const moved = await ownersHandover(store, name, row.value);
  return conclude(store, name, row, { ...row.value, status: 'accepted' }, now, moved);
}

async function existing(store: EntityStore, name: ProposalName): Promise<Row<Proposal>> {
  const row = await readRow<Proposal>(store, roundPartition(name), proposalKey(name.goalId, name.from));
  if (!row) throw new RefusedError('unknown-proposal');
  return row;
}

/** A part that the successor has handed over meanwhile stays with its new holder. */
async function ownersHandover(
  store: EntityStore,
  name: ProposalName,
  { goalId, from, to }: Proposal,
): Promise<Change[]> {
  const row = await readHandover(store, name, goalId, from);
  const round = await readRound(store, name);
  // The figures of a closed round stay as they were.
  if (!row || !round || !takesReplies(round.value)) return [];
  const known = await readHandover(store, name, goalId, to);
  if (row.value.to === to || known) return [remove(row)];
  return [remove(row), insert(handoverKey(goalId, to), { ...row.value, from: to })];
}

async function conclude(
  store: EntityStore,
  name: ProposalName,
  row: Row<Proposal>,
  next: Proposal,
  now: Date,
  more: readonly Change[] = [],
): Promise<Proposal> {
  const told = [next.from, next.to].map((personId) => enqueue(decisionMessage(name, next, personId), now));
  await store.commit(roundPartition(name), [replace(row, next), ...more, ...told]);
  return next;
}

/** The goal with one person in another's place wherever the register names them. */
export function succeeded(goal: Goal, from: string, to: string): Goal {
  const inPlace = <T extends { readonly owners: Owner[] }>(part: T): T => ({
    ...part,
    owners: [...new Set(part.owners.map((owner) => (owner === from ? to : owner)))],
  });
  return { ...inPlace(goal), groups: goal.groups.map(inPlace), fields: goal.fields.map(inPlace) };
}

export function proposalMessage(name: RoundName, proposal: Proposal, coordinator: string): NewMessage {
  return messageAbout(name, proposal, coordinator, 'proposal');
}

function decisionMessage(name: RoundName, proposal: Proposal, personId: string): NewMessage {
  return messageAbout(name, proposal, personId, 'decision');
}

function messageAbout(
  { programmeId, period }: RoundName,
  { goalId, from, at }: Proposal,
  personId: string,
  kind: 'proposal' | 'decision',
): NewMessage {
  return {
    key: `${programmeId}|${period}|${personId}|${kind}-${goalId}-${from}-${at}`,
    kind,
    recipient: { type: 'person', personId },
    data: { programmeId, period, goalId, from },
  };
}
