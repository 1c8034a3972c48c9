import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSeeds, objectIdFor } from '../../seeds/load';
import { SeedError, seedsDirectory } from '../../seeds/read';
import { buildDigest } from '../../src/digest/build-digest';
import { StorageError } from '../../src/errors';
import { loadRegister } from '../../src/goals/register';
import { unitsOf } from '../../src/goals/unit';
import { personByObjectId } from '../../src/people/directory';
import { grant, type Grant, headOf, loadGrants, revoke } from '../../src/people/grants';
import { loadReplies } from '../../src/replies/reply-store';
import { changeOwner } from '../../src/rounds/change-owner';
import { readRound } from '../../src/rounds/round-store';
import { saveSchedule } from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import { eachWithStore, openTempStore } from '../helpers/fixtures';

const stored = eachWithStore();
const asOf = new Date('2026-11-22T12:00:00Z');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'seuranta-seeds-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A seeds folder with the shared people and one programme. */
async function copySeed(programme = 'half-year-follow-up'): Promise<void> {
  for (const entry of ['people.json', programme])
    await cp(path.join(seedsDirectory, entry), path.join(directory, entry), { recursive: true });
}

type Json = Record<string, unknown>;

async function edit(file: string, change: (json: Json) => void): Promise<void> {
  const where = path.join(directory, file);
  const json = JSON.parse(await readFile(where, 'utf8')) as Json;
  change(json);
  await writeFile(where, JSON.stringify(json));
}

describe('the five programmes', () => {
  it('load with their last figures as a closed round each, and again without changing anything', async () => {
    const loaded = await loadSeeds(stored.store);
    const before = stored.now.dump();
    expect(loaded).toHaveLength(5);
    for (const { programmeId, past, goals } of loaded) {
      // Two questions of the survey are put to other respondents, and two are voluntary.
      const asked = programmeId === 'county-survey' ? goals - 4 : goals;
      expect(past.length).toBeGreaterThan(0);
      for (const { period, replies } of past) {
        const name = { programmeId, period };
        expect((await readRound(stored.store, name))?.value.status).toBe('closed');
        expect((await loadReplies(stored.store, name)).size).toBe(replies);
        expect((await buildDigest(stored.store, name, asOf)).asked).toBe(asked);
      }
    }
    expect(await loadSeeds(stored.store)).toEqual(loaded);
    expect(stored.now.dump()).toEqual(before);
  });

  it('name a head of every unit of three programmes, and a reader', async () => {
    await loadSeeds(stored.store);
    const grants = await loadGrants(stored.store);
    for (const programmeId of ['strategic-goals', 'productivity-key-results', 'half-year-follow-up']) {
      const { programme, goals } = (await loadRegister(stored.store, programmeId))!;
      for (const unit of unitsOf(goals, programme).keys())
        expect(headOf(grants, programmeId, unit)).toMatch(/@example\.org$/);
    }
    const reader = { personId: 'director@example.org', role: 'reader', programmeId: 'strategic-goals' };
    expect(grants.filter(({ role }) => role !== 'unit-head')).toEqual([reader]);
  });

  it('give every person an object id, the same in every store', async () => {
    await loadSeeds(stored.store);
    const id = 'strategy-integration-manager@example.org';
    expect((await personByObjectId(stored.store, objectIdFor(id)))?.id).toBe(id);
    expect(objectIdFor(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('a head that somebody named', () => {
  it('stays beside the one of the seeds when they are loaded again', async () => {
    await copySeed();
    await loadSeeds(stored.store, directory);
    const place = { role: 'unit-head', programmeId: 'half-year-follow-up', unit: 'Räddningsverket' } as const;
    const own: Grant = { ...place, personId: 'followup-admin-director@example.org' };
    await grant(stored.store, own, { by: 'cli:root', way: 'cli' }, asOf);
    await loadSeeds(stored.store, directory);
    const heads = (await loadGrants(stored.store)).filter(({ unit }) => unit === place.unit);
    expect(heads).toEqual([own, { ...place, personId: 'followup-rescue-director@example.org' }]);
  });
});

describe('what an admin changed', () => {
  it('is not taken back when the seeds are loaded again: the schedule, an owner, a revoked grant', async () => {
    await copySeed();
    await loadSeeds(stored.store, directory);
    const actor = { by: 'cli:root', way: 'cli' } as const;
    const programmeId = 'half-year-follow-up';
    const { programme, goals } = (await loadRegister(stored.store, programmeId))!;
    const seen = scheduleOf(programme);
    const schedule = { ...seen, calendar: { ...seen.calendar, graceWorkingDays: 4 } };
    await saveSchedule(stored.store, programmeId, { schedule, seen }, actor, asOf);
    const to = 'followup-admin-director@example.org';
    await changeOwner(stored.store, { programmeId, goalId: goals[0]!.id, to }, actor, asOf);
    const [head] = await loadGrants(stored.store);
    expect(await revoke(stored.store, head!, actor, asOf)).toBe(true);
    const before = stored.now.dump();
    await loadSeeds(stored.store, directory);
    expect(stored.now.dump()).toEqual(before);
  });
});

describe('a load that was cut off', () => {
  it('at any commit is completed by the next one', async () => {
    await copySeed();
    await loadSeeds(stored.store, directory);
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      const survived = await loadSeeds(dyingAtCommit(other.store, n), directory).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      await loadSeeds(other.store, directory);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    expect(commits).toBeGreaterThan(5);
  });
});

/** What is wrong, in which file of which programme, how, and what the message must name. */
type Fault = readonly [string, string, (json: Json) => void, readonly string[]];

const rowsOf = (node: Json | undefined, key: string) => node?.[key] as Json[];
const goalsOf = (json: Json) => rowsOf(json, 'goals');
const repliesOf = (json: Json) => rowsOf(json, 'replies');
const set = (node: unknown, key: string, value: unknown) => {
  (node as Json)[key] = value;
};
const repeatFirst = (rows: Json[]) => void rows.push(rows[0]!);

async function expectRefused(
  file: string,
  change: (json: Json) => void,
  named: readonly string[],
): Promise<void> {
  await copySeed();
  await edit(file, change);
  const error: unknown = await loadSeeds(stored.store, directory).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SeedError);
  for (const part of [path.join(directory, file), ...named]) expect((error as Error).message).toContain(part);
  expect(stored.now.dump()).toEqual([]);
}

describe('a faulty seed file is refused with file, row and field, and nothing is written', () => {
  const goals = 'half-year-follow-up/goals.json';
  const replies = 'half-year-follow-up/replies.json';
  const programme = 'half-year-follow-up/programme.json';
  const people = 'half-year-follow-up/people.json';

  it.each<Fault>([
    [
      'an unknown kind',
      goals,
      (json) => set(rowsOf(goalsOf(json)[2], 'fields')[0], 'kind', 'figure'),
      ['row 3', 'fields', 'row 1', 'kind'],
    ],
    ['a misspelt field', goals, (json) => set(goalsOf(json)[1], 'onwers', []), ['row 2', 'onwers']],
    ['no owners', goals, (json) => set(goalsOf(json)[0], 'owners', []), ['row 1', 'owners']],
    [
      'an id twice',
      goals,
      (json) => set(goalsOf(json)[4], 'id', goalsOf(json)[1]!['id']),
      ['row 5', 'id', 'row 2'],
    ],
    ['an unknown rhythm', programme, (json) => set(json, 'rhythm', 'weekly'), ['rhythm']],
    [
      'an address that is none',
      people,
      (json) => set(rowsOf(json, 'persons')[1], 'id', 'Someone'),
      ['persons', 'row 2', 'id'],
    ],
    [
      'an answer to no goal',
      replies,
      (json) => set(repliesOf(json)[2], 'goal', 'gone'),
      ['row 3', 'goal', 'gone'],
    ],
    [
      'an answer to no field',
      replies,
      (json) => set(repliesOf(json)[0]!['answers'], 'gone', '1'),
      ['row 1', 'gone'],
    ],
  ])('%s', async (_, file, change, named) => {
    await expectRefused(file, change, named);
  });

  it('a state that is not there', async () => {
    await copySeed('productivity-programme');
    const file = 'productivity-programme/replies.json';
    await edit(file, (json) => set(repliesOf(json)[0]!['answers'], 'status', 'no-such-state'));
    const work = loadSeeds(stored.store, directory);
    await expect(work).rejects.toThrow(/replies\.json: replies row 1 .*status: "no-such-state"/);
    expect(stored.now.dump()).toEqual([]);
  });

  it.each(['goals.json', 'people.json', 'programme.json', 'replies.json'])(
    '%s that is missing',
    async (file) => {
      await copySeed();
      const where = path.join(directory, 'half-year-follow-up', file);
      await rm(where);
      const error: unknown = await loadSeeds(stored.store, directory).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SeedError);
      expect((error as Error).message).toContain(where);
      expect(stored.now.dump()).toEqual([]);
    },
  );

  it('a file that was cut off', async () => {
    await copySeed();
    const where = path.join(directory, goals);
    await writeFile(where, (await readFile(where, 'utf8')).slice(0, -40));
    const error: unknown = await loadSeeds(stored.store, directory).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SeedError);
    expect((error as Error).message).toContain(`${where}: cannot be read`);
    expect(stored.now.dump()).toEqual([]);
  });

  it.each<Fault>([
    ['a period that is none', replies, (json) => set(json, 'period', '2024-H3'), ['period']],
    ['a period of another rhythm', replies, (json) => set(json, 'period', '2024-Q1'), ['period']],
    ['a goal answered twice', replies, (json) => repeatFirst(repliesOf(json)), ['row 1', 'goal']],
    ['a grant twice', people, (json) => repeatFirst(rowsOf(json, 'grants')), ['grants row 9', 'row 1']],
    [
      'a head of no unit',
      people,
      (json) => delete rowsOf(json, 'grants')[1]!['unit'],
      ['grants', 'row 2', 'unit'],
    ],
    ['an admin', people, (json) => set(rowsOf(json, 'grants')[0], 'role', 'admin'), ['row 1', 'role']],
    [
      'a grant to nobody',
      people,
      (json) => set(rowsOf(json, 'grants')[1], 'person', 'gone@example.org'),
      ['grants row 2', 'person', 'gone@example.org'],
    ],
    [
      'a head of no unit of the programme',
      people,
      (json) => set(rowsOf(json, 'grants')[0], 'unit', 'Gone'),
      ['grants row 1', 'unit', 'Gone'],
    ],
    [
      'a reader of a unit',
      people,
      (json) => set(rowsOf(json, 'grants')[0], 'role', 'reader'),
      ['grants', 'row 1', 'unit'],
    ],
    ['a person twice', people, (json) => repeatFirst(rowsOf(json, 'persons')), ['persons', 'row 1']],
    ['an unknown time zone', programme, (json) => set(json, 'timeZone', 'Europe/Helsingfors'), ['timeZone']],
    [
      'an owner nobody knows',
      goals,
      (json) => set(goalsOf(json)[1], 'owners', ['role:gone']),
      ['row 2', 'owners'],
    ],
  ])('%s', async (_, file, change, named) => {
    await expectRefused(file, change, named);
  });
});
