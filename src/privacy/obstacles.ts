/** What a person still has to hand over before they can be erased: nobody would be asked for it any more. */
import { loadGoals, loadProgrammes, ownersIn } from '../goals/register';
import { loadPerson, loadRoles } from '../people/directory';
import { loadGrants } from '../people/grants';
import { listOpenRounds } from '../rounds/round-store';
import { loadHandovers } from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';

export type Obstacle =
  /** Owner of a goal or a part of it. */
  | { readonly type: 'goal'; readonly programmeId: string; readonly goalId: string }
  /** Named by the register. */
  | { readonly type: 'coordinator'; readonly programmeId: string }
  | { readonly type: 'coordinator-grant'; readonly programmeId: string }
  | { readonly type: 'admin'; readonly by: 'directory' | 'configuration' | 'grant' }
  /** Answers a goal of an open round that was handed to them. */
  | {
      readonly type: 'handover';
      readonly programmeId: string;
      readonly period: string;
      readonly goalId: string;
    }
  /** The only one in a role. */
  | { readonly type: 'role'; readonly roleId: string };

/** @param admins ids of the admins that the configuration names */
export async function obstaclesFor(
  store: EntityStore,
  personId: string,
  admins: ReadonlySet<string>,
): Promise<Obstacle[]> {
  return [
    ...(await rights(store, personId, admins)),
    ...(await registers(store, personId)),
    ...(await openRounds(store, personId)),
  ];
}

async function rights(
  store: EntityStore,
  personId: string,
  admins: ReadonlySet<string>,
): Promise<Obstacle[]> {
  const [person, grants, roles] = await Promise.all([
    loadPerson(store, personId),
    loadGrants(store, personId),
    loadRoles(store),
  ]);
  const alone = roles.filter(({ members }) => members.every((member) => member === personId));
  return [
    ...(person?.admin ? [{ type: 'admin' as const, by: 'directory' as const }] : []),
    ...(admins.has(personId) ? [{ type: 'admin' as const, by: 'configuration' as const }] : []),
    ...grants.flatMap(({ role, programmeId }): Obstacle[] => {
      if (role === 'admin') return [{ type: 'admin', by: 'grant' }];
      return role === 'coordinator' && programmeId ? [{ type: 'coordinator-grant', programmeId }] : [];
    }),
    ...alone.map(({ id }) => ({ type: 'role' as const, roleId: id })),
  ];
}

async function registers(store: EntityStore, personId: string): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const { id: programmeId, coordinator } of await loadProgrammes(store)) {
    if (coordinator === personId) found.push({ type: 'coordinator', programmeId });
    for (const goal of await loadGoals(store, programmeId))
      if (ownersIn(goal).includes(personId)) found.push({ type: 'goal', programmeId, goalId: goal.id });
  }
  return found;
}

/** Who owns a goal is named by the register; what was handed to the person is not. */
async function openRounds(store: EntityStore, personId: string): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const { programmeId, period } of await listOpenRounds(store))
    for (const { goalId, to } of await loadHandovers(store, { programmeId, period }))
      if (to === personId) found.push({ type: 'handover', programmeId, period, goalId });
  return found;
}
