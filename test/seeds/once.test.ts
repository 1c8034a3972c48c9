import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSeed, seedsDirectory } from '../../seeds/read';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-seed-'));
  await cp(path.join(seedsDirectory, 'half-year-follow-up'), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** The half-year programme with figures of 2024-H1, followed up once. */
async function once(onlyPeriod: string): Promise<void> {
  const file = path.join(folder, 'programme.json');
  const programme = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...programme, rhythm: 'once', onlyPeriod }));
}

describe('a programme that is followed up once', () => {
  it('has figures of its period', async () => {
    await once('2024-H1');
    expect(readSeed(folder).programme.onlyPeriod).toBe('2024-H1');
  });

  it('has none of another', async () => {
    await once('2024-H2');
    expect(() => readSeed(folder)).toThrow(/period: "2024-H1"/);
  });
});
