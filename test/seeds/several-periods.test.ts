/** A seed whose document reports several periods. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSeeds } from '../../seeds/load';
import { readSeed, SeedError, seedsDirectory } from '../../seeds/read';
import { listRounds } from '../../src/rounds/round-store';
import { dyingAtCommit } from '../helpers/failing-store';
import { eachWithStore, openTempStore } from '../helpers/fixtures';

const stored = eachWithStore();
const programme = 'strategic-goals';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'seuranta-periods-'));
  for (const entry of ['people.json', programme])
    await cp(path.join(seedsDirectory, entry), path.join(directory, entry), { recursive: true });
});
afterEach(() => rm(directory, { recursive: true }));

interface Round {
  period: string;
  replies: { goal: string; answers: Record<string, string> }[];
}

const file = () => path.join(directory, programme, 'replies.json');

async function edit(change: (rounds: Round[]) => unknown): Promise<void> {
  const { rounds } = JSON.parse(await readFile(file(), 'utf8')) as { rounds: Round[] };
  await writeFile(file(), JSON.stringify(change(rounds) ?? { rounds }));
}

const quarters = ['2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4'];

it('becomes a closed round for each, and says so', async () => {
  const [loaded] = await loadSeeds(stored.store, directory);
  expect(loaded!.past).toEqual([
    { period: '2024-Q1', replies: 9 },
    { period: '2024-Q2', replies: 8 },
    { period: '2024-Q3', replies: 7 },
    { period: '2024-Q4', replies: 22 },
  ]);
  const rounds = (await listRounds(stored.store)).filter(({ programmeId }) => programmeId === programme);
  expect(rounds.map(({ period, status }) => [period, status])).toEqual(
    quarters.map((period) => [period, 'closed']),
  );
});

it('is completed by the next load, wherever it was cut off, and the same then', async () => {
  await loadSeeds(stored.store, directory);
  const expected = stored.now.content();
  for (const commit of [8, 12, 14, 17]) {
    const other = await openTempStore();
    await expect(loadSeeds(dyingAtCommit(other.store, commit), directory)).rejects.toThrow();
    await loadSeeds(other.store, directory);
    expect(other.content()).toEqual(expected);
    await other.remove();
  }
});

it('may report one period without a list', async () => {
  await edit((rounds) => rounds.at(-1));
  const seed = readSeed(path.join(directory, programme));
  expect(seed.rounds.map(({ period }) => period)).toEqual(['2024-Q4']);
  expect(seed.replies).toBe(seed.rounds[0]);
});

it.each<readonly [string, (rounds: Round[]) => unknown, string]>([
  ['no period', () => ({ rounds: [] }), 'rounds'],
  ['a period twice', (rounds) => void (rounds[1]!.period = '2024-Q1'), 'rounds row 2, period: "2024-Q1"'],
  ['a later period first', (rounds) => void rounds.reverse(), 'period: "2024-Q3" is before "2024-Q4"'],
  ['a period of another rhythm', (rounds) => void (rounds[2]!.period = '2024-H2'), '"2024-H2" is no quarter'],
  ['a period that is none', (rounds) => void (rounds[2]!.period = '2024-Q5'), 'rounds, row 3, period'],
  [
    'an answer to no goal',
    (rounds) => void (rounds[1]!.replies[3]!.goal = 'gone'),
    '2024-Q2: replies row 4, goal: there is no goal "gone"',
  ],
  [
    'an answer that does not fit',
    (rounds) => void (rounds[3]!.replies[0]!.answers['task1-state'] = 'gone'),
    '2024-Q4: replies row 1 (path-1), answers, task1-state: "gone"',
  ],
])('is refused with %s, and nothing is written', async (_, change, named) => {
  await edit(change);
  const error: unknown = await loadSeeds(stored.store, directory).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SeedError);
  expect((error as Error).message).toContain(file());
  expect((error as Error).message).toContain(named);
  expect(stored.now.dump()).toEqual([]);
});
