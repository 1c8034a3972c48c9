/** Loads seed folders into a store: register, people, and the reported periods as closed rounds. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Answer } from '../src/goals/answers/answer';
import { questionsOf } from '../src/goals/answers/asked-fields';
import { loadProgramme, saveRegister } from '../src/goals/register';
import { unitsOf } from '../src/goals/unit';
import { savePeople } from '../src/people/directory';
import { type Grant, importGrants } from '../src/people/grants';
import { type DirectoryPerson, type People } from '../src/people/schema';
import { pastAnswer, pastReply, type PastRound, writePastRound } from '../src/replies/past-round';
import { type Reply } from '../src/replies/reply';
import { type EntityStore } from '../src/storage/store';
import { readFile, readSeed, roundPlace, type Seed, SeedError, seedFolders, seedsDirectory } from './read';
import { peopleSchema, type SeedRound } from './schema';

export interface LoadedSeed {
  readonly programmeId: string;
  /** Neither count includes the contact details of the person who answers. */
  readonly goals: number;
  readonly fields: number;
  readonly persons: number;
  /** Its closed rounds, the oldest first, with the number of goals that have a reply. */
  readonly past: readonly { readonly period: string; readonly replies: number }[];
}

/**
 * Reads and checks everything before writing anything. Loading again changes nothing, even if somebody has changed the
 * programmes since.
 * @throws SeedError naming file, row and field.
 */
export async function loadSeeds(store: EntityStore, directory = seedsDirectory): Promise<LoadedSeed[]> {
  const shared = readFile(path.join(directory, 'people.json'), peopleSchema);
  const seeds = seedFolders(directory).map((folder) => ({ folder, seed: readSeed(folder) }));
  const past = seeds.map(({ folder, seed }) => pastRounds(path.join(folder, 'replies.json'), seed));
  for (const { folder, seed } of seeds) {
    refuseUnknownOwners(path.join(folder, 'goals.json'), seed, shared);
    refuseStrayGrants(path.join(folder, 'people.json'), seed, shared);
  }
  await savePeople(store, withObjectIds(shared));
  const loaded: LoadedSeed[] = [];
  for (const [index, { seed }] of seeds.entries()) {
    await savePeople(store, withObjectIds(seed.people));
    await saveProgramme(store, seed);
    // The oldest first, since each is compared with the one before it.
    for (const round of past[index]!) await writePastRound(store, round);
    loaded.push(summary(seed, past[index]!));
  }
  return loaded;
}

/** Does not undo an admin's later changes to a programme, such as its schedule or roles. */
async function saveProgramme(store: EntityStore, seed: Seed): Promise<void> {
  if (await loadProgramme(store, seed.programme.id)) return;
  await importGrants(store, grantsOf(seed));
  // The programme's own row is written last: as long as it is missing, everything is written again.
  await saveRegister(store, seed);
}

function pastRounds(file: string, seed: Seed): PastRound[] {
  const { programme, goals, people } = seed;
  return seed.rounds.map((round) => ({
    ...{ programme, goals, period: round.period, roles: people.roles, by: 'seeds' },
    replies: pastReplies(roundPlace(file, seed, round), seed, round),
  }));
}

/** Directory ids for people who have none: derived from the address, so that they are the same in every store. */
export function objectIdFor(personId: string): string {
  const hex = createHash('sha256').update(personId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Refused because nobody would be asked about the goals of an unknown owner. */
function refuseUnknownOwners(file: string, { goals, people }: Seed, shared: People): void {
  const known = new Set([
    ...[...people.persons, ...shared.persons].map(({ id }) => id),
    ...[...people.roles, ...shared.roles].map(({ id }) => `role:${id}`),
  ]);
  goals.forEach((goal, index) => {
    const owners = [goal, ...goal.groups, ...goal.fields].flatMap((owned) => owned.owners);
    const unknown = owners.find((owner) => !known.has(owner));
    if (unknown !== undefined)
      throw new SeedError(
        `${file}: goals row ${index + 1} (${goal.id}), owners: "${unknown}" is in no people.json`,
      );
  });
}

function refuseStrayGrants(file: string, { programme, goals, people }: Seed, shared: People): void {
  const persons = new Set([...people.persons, ...shared.persons].map(({ id }) => id));
  const units = unitsOf(goals, programme);
  people.grants.forEach(({ person, unit }, index) => {
    const place = `${file}: grants row ${index + 1}`;
    if (!persons.has(person)) throw new SeedError(`${place}, person: "${person}" is in no people.json`);
    if (unit !== undefined && !units.has(unit))
      throw new SeedError(`${place}, unit: no goal is in a unit "${unit}"`);
  });
}

function grantsOf({ programme, people }: Seed): Grant[] {
  return people.grants.map(({ person, role, unit }) => ({
    ...{ personId: person, role, programmeId: programme.id },
    ...(unit !== undefined && { unit }),
  }));
}

function withObjectIds(people: People): People {
  const known = (person: DirectoryPerson) => ({
    ...person,
    aadObjectId: person.aadObjectId ?? objectIdFor(person.id),
  });
  return { ...people, persons: people.persons.map(known) };
}

function pastReplies(place: string, { programme, goals }: Seed, { period, replies }: SeedRound): Reply[] {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  return replies.map(({ goal: goalId, by, answers }, index) => {
    const goal = byId.get(goalId)!;
    const given = new Map<string, Answer | undefined>();
    for (const [fieldId, raw] of Object.entries(answers)) {
      const field = goal.fields.find(({ id }) => id === fieldId)!;
      const result = pastAnswer(field, programme, raw);
      if (!result.ok)
        throw new SeedError(
          `${place}: replies row ${index + 1} (${goalId}), answers, ${fieldId}: "${String(raw)}" does not fit a ${field.kind} (${result.problem.code})`,
        );
      given.set(fieldId, result.answer);
    }
    return pastReply(goal, given, { programme, period, by });
  });
}

function summary({ programme, goals, people }: Seed, past: readonly PastRound[]): LoadedSeed {
  return {
    programmeId: programme.id,
    goals: questionsOf(goals).length,
    fields: questionsOf(goals).reduce((sum, goal) => sum + goal.fields.length, 0),
    persons: people.persons.length,
    past: past.map(({ period, replies }) => ({ period, replies: replies.length })),
  };
}
