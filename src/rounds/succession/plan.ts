/** What a person answers for and may do, which another is to get in one act. */
import { loadGoals, loadProgrammes, ownersIn } from '../../goals/register';
import { loadRoles } from '../../people/directory';
import { type Grant, loadGrants } from '../../people/grants';
import { substitutionsNaming } from '../../people/substitutions';
import { readValues } from '../../storage/rows';
import { type EntityStore, withPrefix } from '../../storage/store';
import { isOpen, type Proposal, proposalPrefix } from '../proposal';
import { loadHandovers, loadTranslationTasks } from '../responsibility-store';
import { listOpenRounds, loadRequest, type RoundName, roundPartition } from '../round-store';

export interface Succession {
  /** Goals that the person owns, or a part of which. */
  readonly goals: readonly { readonly programmeId: string; readonly goalId: string }[];
  /** Open rounds in which the person is asked something. */
  readonly requests: readonly RoundName[];
  /** Open rounds in which a goal or a translation was handed to the person, or by them, or a new owner is proposed. */
  readonly handovers: readonly RoundName[];
  readonly grants: readonly Grant[];
  /** Ids of roles of which the person is a member. */
  readonly roles: readonly string[];
  /** Ids of programmes whose register names the person as coordinator. */
  readonly coordinates: readonly string[];
  /** Absences, of the person or of others, that name the person. */
  readonly substitutions: number;
}

export async function planSuccession(store: EntityStore, from: string, now: Date): Promise<Succession> {
  const programmes = await loadProgrammes(store);
  const goals: { programmeId: string; goalId: string }[] = [];
  for (const { id: programmeId } of programmes)
    for (const goal of await loadGoals(store, programmeId))
      if (ownersIn(goal).includes(from)) goals.push({ programmeId, goalId: goal.id });
  const [requests, handovers]: [RoundName[], RoundName[]] = [[], []];
  for (const { programmeId, period } of await listOpenRounds(store)) {
    const name = { programmeId, period };
    if (((await loadRequest(store, name, from))?.value.goalIds.length ?? 0) > 0) requests.push(name);
    if (await isHandedIn(store, name, from)) handovers.push(name);
  }
  return {
    ...{ goals, requests, handovers },
    // What comes from a group of the directory is changed in the group.
    grants: (await loadGrants(store, from)).filter(({ group }) => group === undefined),
    roles: (await loadRoles(store))
      .filter(({ members, group }) => members.includes(from) && group === undefined)
      .map(({ id }) => id),
    coordinates: programmes.filter(({ coordinator }) => coordinator === from).map(({ id }) => id),
    substitutions: (await substitutionsNaming(store, from, now)).length,
  };
}

async function isHandedIn(store: EntityStore, name: RoundName, person: string): Promise<boolean> {
  const proposals = await readValues<Proposal>(store, roundPartition(name), withPrefix(proposalPrefix));
  return (
    (await loadHandovers(store, name)).some(({ from, to }) => from === person || to === person) ||
    (await loadTranslationTasks(store, name)).some(({ translator }) => translator === person) ||
    proposals.some((each) => isOpen(each) && each.to === person)
  );
}

export function programmesIn({ goals }: Pick<Succession, 'goals'>): number {
  return new Set(goals.map(({ programmeId }) => programmeId)).size;
}

/** The requests of earlier owners stay in their rounds, as a record, so they alone are nothing to hand over. */
export function isNothing(plan: Succession): boolean {
  const { goals, handovers, grants, roles, coordinates, substitutions } = plan;
  return [goals, handovers, grants, roles, coordinates].every(({ length }) => length === 0) && !substitutions;
}
