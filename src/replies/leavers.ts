/** Goals of people who have left the organisation, for which somebody else has to answer. */
import { loadRegister, ownersIn } from '../goals/register';
import { type Goal, type Owner, type Register } from '../goals/schema';
import { type Directory, loadDirectory, personsOf } from '../people/directory';
import { type Left, loadAllLeft } from '../people/left';
import { takesReplies } from '../rounds/round';
import { listRounds } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { heldGoals, loadAskedPersonsSource } from './asked-persons';

export interface Leaver extends Pick<Left, 'personId' | 'day'> {
  /** The name in the directory, or the address of a person who is no longer in it. */
  readonly name: string;
  /** Goals that the person owns or that are still open in a round, in the register's order. */
  readonly goals: readonly Goal[];
}

/** People who have left goals of the programme behind, the latest first. If nobody has left, it reads one range. */
export async function loadLeavers(store: EntityStore, programmeId: string): Promise<Leaver[]> {
  const left = await loadAllLeft(store);
  if (left.size === 0) return [];
  const directory = await loadDirectory(store);
  const behind = await goalsLeftBehind(store, programmeId, new Set(left.keys()), directory);
  return [...behind]
    .map(([personId, goals]) => {
      const name = directory.persons.get(personId)?.name ?? personId;
      return { personId, day: left.get(personId)!.day, name, goals };
    })
    .sort((a, b) => (a.day === b.day ? (a.name < b.name ? -1 : 1) : a.day < b.day ? 1 : -1));
}

/** Goals by the leaver's id, without people who leave no goal behind. */
export async function goalsLeftBehind(
  store: EntityStore,
  programmeId: string,
  leavers: ReadonlySet<string>,
  directory: Directory,
): Promise<ReadonlyMap<string, readonly Goal[]>> {
  const register = await loadRegister(store, programmeId);
  if (!register) return new Map();
  const held = await heldByLeavers(store, programmeId, leavers);
  const behind = new Map<string, Goal[]>();
  for (const goal of register.goals)
    for (const personId of [...ownersAmong(goal, leavers, directory), ...(held.get(goal.id) ?? [])]) {
      const goals = behind.get(personId) ?? [];
      if (!goals.includes(goal)) behind.set(personId, [...goals, goal]);
    }
  return behind;
}

/** A role counts as left behind only if all its members have left. */
function ownersAmong(goal: Register['goals'][number], leavers: ReadonlySet<string>, directory: Directory) {
  const leftOf = (owner: Owner) => {
    const persons = personsOf(directory, owner);
    return persons.every((id) => leavers.has(id)) ? persons : [];
  };
  return ownersIn(goal).flatMap((owner) => leftOf(owner));
}

/** Goals that only leavers hold in an open round, including goals handed over to them. */
async function heldByLeavers(store: EntityStore, programmeId: string, leavers: ReadonlySet<string>) {
  const held = new Map<string, string[]>();
  for (const round of (await listRounds(store, programmeId)).filter(takesReplies)) {
    const source = await loadAskedPersonsSource(store, round);
    for (const { personId, goal, isAnswered } of source ? heldGoals(source) : [])
      if (!isAnswered) held.set(goal.id, [...(held.get(goal.id) ?? []), personId]);
  }
  return new Map([...held].filter(([, persons]) => persons.every((id) => leavers.has(id))));
}
