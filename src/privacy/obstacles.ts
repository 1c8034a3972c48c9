/** What a person must hand over before they can be erased, since otherwise nobody would be asked for it. */
import { loadGoals, loadProgrammes, ownersIn } from '../goals/register';
import { loadPerson, loadRoles } from '../people/directory';
import { loadGrants } from '../people/grants';
import { listOpenRounds } from '../rounds/round-store';
import { loadHandovers } from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';

export type Obstacle =
  /** Owns a goal or a part of it. */
  | { readonly type: 'goal'; readonly programmeId: string; readonly goalId: string }
  /** Named by the register. */
  | { readonly type: 'coordinator'; readonly programmeId: string }
  | { readonly type: 'coordinator-grant'; readonly programmeId: string }
  | { readonly type: 'admin'; readonly by: 'directory' | 'configuration' | 'grant' }
  /** Answers a goal that was handed over to them in an open round. */
  | {
      readonly type: 'handover';
      readonly programmeId: string;
      readonly period: string;
      readonly goalId: string;
    }
  /** Is the only member of a role. */
  | { readonly type: 'role'; readonly roleId: string };

/** @param admins ids of the configured admins */
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

/** Finds goals handed over to the person, which the register does not show. */
async function openRounds(store: EntityStore, personId: string): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const { programmeId, period } of await listOpenRounds(store))
    for (const { goalId, to } of await loadHandovers(store, { programmeId, period }))
      if (to === personId) found.push({ type: 'handover', programmeId, period, goalId });
  return found;
}
