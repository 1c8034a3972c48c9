/** Loads seed folders into a store: register, people, and last period's figures as a closed round. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Answer, parseAnswer } from '../src/goals/answer';
import { saveRegister } from '../src/goals/register';
import { type Goal } from '../src/goals/schema';
import { unitsOf } from '../src/goals/unit';
import { savePeople } from '../src/people/directory';
import { type Grant, importGrants } from '../src/people/grants';
import { type DirectoryPerson, type People } from '../src/people/schema';
import { roundCalendar } from '../src/periods/calendar';
import { createHolidayCalendar } from '../src/periods/working-days';
import { nextVersion, type Reply } from '../src/replies/reply';
import { replyChanges } from '../src/replies/reply-store';
import { type Round } from '../src/rounds/round';
import { indexKey, indexPartition, readRound, roundKey, roundPartition } from '../src/rounds/round-store';
import { snapshotRows } from '../src/rounds/snapshot';
import { commitInPages, insert, readRow, readRows } from '../src/storage/rows';
import { type EntityStore } from '../src/storage/store';
import { readFile, readSeed, type Seed, SeedError, seedFolders, seedsDirectory } from './read';
import { peopleSchema } from './schema';

export interface LoadedSeed {
  readonly programmeId: string;
  readonly goals: number;
  readonly fields: number;
  readonly persons: number;
  readonly pastPeriod: string;
  readonly pastReplies: number;
}

/**
 * Everything is read and checked before anything is written; loading again changes nothing.
 * @throws SeedError naming file, row and field.
 */
export async function loadSeeds(store: EntityStore, directory = seedsDirectory): Promise<LoadedSeed[]> {
  const shared = readFile(path.join(directory, 'people.json'), peopleSchema);
  const seeds = seedFolders(directory).map((folder) => ({ folder, seed: readSeed(folder) }));
  const past = seeds.map(({ folder, seed }) => pastReplies(path.join(folder, 'replies.json'), seed));
  for (const { folder, seed } of seeds) {
    refuseUnknownOwners(path.join(folder, 'goals.json'), seed, shared);
    refuseStrayGrants(path.join(folder, 'people.json'), seed, shared);
  }
  await savePeople(store, withObjectIds(shared));
  const loaded: LoadedSeed[] = [];
  for (const [index, { seed }] of seeds.entries()) {
    await savePeople(store, withObjectIds(seed.people));
    await saveRegister(store, seed);
    await importGrants(store, grantsOf(seed));
    await writePastRound(store, seed, past[index]!);
    loaded.push(summary(seed, past[index]!.length));
  }
  return loaded;
}

/** Directory ids for people who have none: derived from the address, so that they are the same in every store. */
export function objectIdFor(personId: string): string {
  const hex = createHash('sha256').update(personId).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Nobody would be asked about what an unknown owner owns. */
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

function pastReplies(file: string, { programme, goals, replies }: Seed): Reply[] {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  // At the deadline itself they would be late.
  const at = new Date(pastRoundTimes({ programme, replies }).deadline.getTime() - 1).toISOString();
  return replies.replies.map(({ goal: goalId, by, answers }, index) => {
    const goal = byId.get(goalId)!;
    const given = new Map<string, Answer | undefined>();
    for (const [fieldId, raw] of Object.entries(answers))
      given.set(
        fieldId,
        parsePast(`${file}: replies row ${index + 1} (${goalId}), answers, ${fieldId}`, goal, fieldId, raw),
      );
    return nextVersion(undefined, goal, given, { by, at, formVersion: programme.version });
  });

  function parsePast(place: string, goal: Goal, fieldId: string, raw: string | readonly string[]) {
    const field = goal.fields.find((candidate) => candidate.id === fieldId)!;
    const result = parseAnswer(field, programme, raw, programme.languages[0]!);
    // A published figure stands as it was printed, even where nothing can be computed from it ("+/-0 / htv2").
    if (!result.ok && result.problem.code === 'number-unreadable') return { raw: String(raw), value: null };
    if (!result.ok)
      throw new SeedError(`${place}: "${String(raw)}" does not fit a ${field.kind} (${result.problem.code})`);
    return result.answer;
  }
}

function pastRoundTimes({ programme, replies }: Pick<Seed, 'programme' | 'replies'>) {
  return roundCalendar(programme, replies.period, createHolidayCalendar());
}

/** The figures of a document never change, so their snapshot has a name of its own. */
const pastSnapshot = 'document';

/** Rows that are there already stay, so that a load that was cut off can be repeated; the round's own row comes last. */
async function writePastRound(store: EntityStore, seed: Seed, replies: readonly Reply[]): Promise<void> {
  const { programme, goals } = seed;
  const name = { programmeId: programme.id, period: seed.replies.period };
  if (await readRound(store, name)) return;
  const partition = roundPartition(name);
  const there = new Set<string>();
  for await (const row of readRows(store, partition)) there.add(row.key);
  const changes = [
    ...replies.flatMap((reply) => replyChanges(undefined, reply)),
    ...snapshotRows(pastSnapshot, {
      ...{ programme, goals, roles: seed.people.roles },
      ...{ requests: [], handovers: [] },
    }),
  ];
  await commitInPages(
    store,
    partition,
    changes.filter((change) => !there.has(change.key)),
  );
  if (!(await readRow(store, indexPartition, indexKey(name))))
    await store.commit(indexPartition, [insert(indexKey(name), name)]);
  await store.commit(partition, [insert(roundKey, pastRound(seed))]);
}

function pastRound(seed: Seed): Round {
  const { opens, deadline } = pastRoundTimes(seed);
  return {
    programmeId: seed.programme.id,
    period: seed.replies.period,
    status: 'closed',
    opens: opens.toISOString(),
    deadline: deadline.toISOString(),
    events: [
      { what: 'opened', by: 'seeds', at: opens.toISOString() },
      {
        what: 'closed',
        by: 'seeds',
        at: deadline.toISOString(),
        reason: 'figures of the published document',
        snapshot: pastSnapshot,
      },
    ],
    snapshot: pastSnapshot,
  };
}

function summary({ programme, goals, people, replies }: Seed, pastReplies: number): LoadedSeed {
  return {
    programmeId: programme.id,
    goals: goals.length,
    fields: goals.reduce((sum, goal) => sum + goal.fields.length, 0),
    persons: people.persons.length,
    pastPeriod: replies.period,
    pastReplies,
  };
}
