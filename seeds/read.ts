/** Reads seed folders from disk. Errors name the file, the row and the field. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type z } from 'zod';
import { goalsFileSchema, peopleSchema, programmeSchema, repliesFileSchema, type SeedRound } from './schema';
import { type Goal, type Programme } from '../src/goals/schema';
import { fitsRhythm } from '../src/periods/calendar';
import { comparePeriods } from '../src/periods/period';

/** The folder of the five programmes. */
export const seedsDirectory = __dirname;

export interface Seed {
  readonly programme: Programme;
  readonly goals: readonly Goal[];
  readonly people: z.infer<typeof peopleSchema>;
  /** The rounds that the document reports, the oldest period first. */
  readonly rounds: readonly SeedRound[];
  /** The latest of these rounds. */
  readonly replies: SeedRound;
}

/** An unusable seed file; the message says where the fault is. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
}

/** The folders below `directory`, in order of their names. */
export function seedFolders(directory = seedsDirectory): string[] {
  return readdirSync(directory)
    .map((name) => path.join(directory, name))
    .filter((entry) => statSync(entry).isDirectory())
    .sort();
}

/** @throws SeedError naming file, row and field of the first faults. */
export function readSeed(folder: string): Seed {
  const rounds = readFile(path.join(folder, 'replies.json'), repliesFileSchema);
  const seed = {
    programme: readFile(path.join(folder, 'programme.json'), programmeSchema),
    goals: readFile(path.join(folder, 'goals.json'), goalsFileSchema).goals,
    people: readFile(path.join(folder, 'people.json'), peopleSchema),
    rounds,
    replies: rounds.at(-1)!,
  };
  refuseRepeated(path.join(folder, 'goals.json'), 'goals', 'id', seed.goals);
  refuseRepeated(path.join(folder, 'people.json'), 'persons', 'id', seed.people.persons);
  refuseRepeated(path.join(folder, 'people.json'), 'persons', 'aadObjectId', seed.people.persons);
  refuseRepeated(path.join(folder, 'people.json'), 'roles', 'id', seed.people.roles);
  const grants = seed.people.grants.map(({ person, role, unit = '' }) => ({
    grant: `${person} ${role} ${unit}`.trim(),
  }));
  refuseRepeated(path.join(folder, 'people.json'), 'grants', 'grant', grants);
  refuseFaultyRounds(path.join(folder, 'replies.json'), seed);
  return seed;
}

/** @throws SeedError if the file is missing, is not JSON or does not fit its schema. */
export function readFile<T extends z.ZodType>(file: string, schema: T): z.infer<T> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SeedError(`${file}: cannot be read (${(error as Error).message}); it must be a JSON file`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues
    .slice(0, 5)
    .map((issue) => `${place(json, issue.path)}: ${issue.message}`);
  throw new SeedError(`${file}: ${faults.join('; ')}`);
}

/** "goals row 3 (id x), fields row 2, kind": rows count from 1, as people do. */
function place(json: unknown, keys: readonly PropertyKey[]): string {
  let node: unknown = json;
  const parts: string[] = [];
  for (const key of keys) {
    node = (node as Record<PropertyKey, unknown> | undefined)?.[key];
    if (typeof key !== 'number') parts.push(String(key));
    else parts.push(`row ${key + 1}${idOf(node)}`);
  }
  return parts.join(', ') || 'the file';
}

function idOf(node: unknown): string {
  const id = (node as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? ` (${id})` : '';
}

function refuseRepeated<K extends string>(
  file: string,
  list: string,
  key: K,
  rows: readonly { readonly [key in K]?: string | undefined }[],
): void {
  const first = new Map<string, number>();
  rows.forEach(({ [key]: value }, index) => {
    if (value === undefined) return;
    const row = first.get(value);
    if (row !== undefined)
      throw new SeedError(
        `${file}: ${list} row ${index + 1}, ${key}: "${value}" stands in row ${row} already`,
      );
    first.set(value, index + 1);
  });
}

function refuseFaultyRounds(file: string, seed: Seed): void {
  refuseRepeated(file, 'rounds', 'period', seed.rounds);
  seed.rounds.forEach((round, index) => {
    const place = roundPlace(file, seed, round);
    const { period } = round;
    const before = seed.rounds[index - 1]?.period;
    if (!fitsRhythm(seed.programme, period))
      throw new SeedError(`${file}: period: "${period}" is no ${seed.programme.rhythm}`);
    if (before !== undefined && comparePeriods(before, period) > 0)
      throw new SeedError(`${file}: rounds row ${index + 1}, period: "${period}" is before "${before}"`);
    refuseRepeated(place, 'replies', 'goal', round.replies);
    refuseStrayReplies(place, seed, round);
  });
}

/** Where a fault is; if there are several periods, the message names the one. */
export function roundPlace(file: string, { rounds }: Seed, { period }: SeedRound): string {
  return rounds.length > 1 ? `${file}: ${period}` : file;
}

function refuseStrayReplies(place: string, { goals }: Seed, { replies }: SeedRound): void {
  const known = new Map(goals.map((goal) => [goal.id, goal]));
  replies.forEach((reply, index) => {
    const goal = known.get(reply.goal);
    if (!goal)
      throw new SeedError(`${place}: replies row ${index + 1}, goal: there is no goal "${reply.goal}"`);
    for (const field of Object.keys(reply.answers))
      if (!goal.fields.some((each) => each.id === field))
        throw new SeedError(
          `${place}: replies row ${index + 1}, answers, ${field}: "${goal.id}" has no such field`,
        );
  });
}
