/** Followers of a programme's units are sent each digest once, however often the work is done. */
import { tellFollowers } from '../../src/digest/tell-followers';
import { loadProgramme } from '../../src/goals/register';
import { allMessages } from '../../src/outbox/message';
import { follow } from '../../src/people/follows';
import { closeRound } from '../../src/rounds/close-round';
import { enqueueDigests } from '../../src/rounds/enqueue-digests';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit } from '../helpers/failing-store';
import {
  collect,
  deadline,
  eachWithStore,
  manyPersons,
  name,
  openTempStore,
  opens,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { tickOn } from '../schedule/ticking';

const stored = eachWithStore();
const monday = new Date('2026-10-12T05:00:00.000Z');
const nextMonday = new Date('2026-10-19T05:00:00.000Z');

async function save(store: EntityStore, followers: readonly string[]): Promise<void> {
  await saveOpenRound(store, smallSetting());
  for (const personId of followers)
    await follow(store, { personId, programmeId: name.programmeId, units: ['Unit'] });
}

async function enqueue(store: EntityStore, step = monday): Promise<void> {
  const programme = (await loadProgramme(store, name.programmeId))!;
  await enqueueDigests(store, programme, { period: name.period, step: step.toISOString() }, step);
}

const keys = async (store: EntityStore = stored.store) =>
  (await collect(allMessages(store, roundPartition(name))))
    .map(({ value }) => value)
    .filter(({ kind }) => kind === 'own-digest')
    .map(({ key }) => key);
const untold = async (store: EntityStore = stored.store) => (await readRound(store, name))!.value.untold;

describe('followers', () => {
  it('are told of each weekly digest and of the closing, in the tick that makes it', async () => {
    await save(stored.store, ['anna@example.org']);
    const tick = async (moment: Date) => (await tickOn(stored.store, moment)).delivered;
    await tick(opens);
    expect(await tick(monday)).toEqual(['digest', 'own-digest']);
    expect(await tick(monday)).toEqual([]);
    expect(await tick(nextMonday)).toEqual(['digest', 'own-digest']);
    await tick(new Date(deadline.getTime() - 60_000));
    expect(await tick(deadline)).toEqual(['digest', 'own-digest']);
    const person = 'prog|2026-Q3|anna@example.org|digest-';
    expect(await keys()).toEqual(
      [
        monday.toISOString(),
        nextMonday.toISOString(),
        '2026-11-02T06:00:00.000Z',
        `closing-${deadline.toISOString()}`,
      ].map((step) => person + step),
    );
  });

  it('of a round that was closed by hand are told by the next tick', async () => {
    await save(stored.store, ['anna@example.org']);
    await closeRound(stored.store, { ...name, by: 'admin@example.org', way: 'card' }, monday);
    expect(await keys()).toEqual([]);
    expect((await tickOn(stored.store, monday)).delivered).toContain('own-digest');
    expect(await untold()).toBeUndefined();
  });

  it('are told on the working day after, where the programme has quiet hours', async () => {
    const setting = smallSetting();
    const quiet = { from: '20:00', to: '09:00', workingDaysOnly: true };
    const calendar = { ...setting.register.programme.calendar, quiet };
    await saveOpenRound(stored.store, smallSetting({ calendar }));
    await follow(stored.store, { personId: 'anna@example.org', programmeId: 'prog', units: ['Unit'] });
    expect((await tickOn(stored.store, monday)).delivered).not.toContain('own-digest');
    expect((await tickOn(stored.store, new Date('2026-10-12T06:00:00Z'))).delivered).toContain('own-digest');
  });

  it('who are none leave no mark, and nothing is sent', async () => {
    await save(stored.store, []);
    await enqueue(stored.store);
    expect(await untold()).toBeUndefined();
    expect(await tellFollowers(stored.store, name, monday)).toBe(0);
    expect(await keys()).toEqual([]);
  });

  it('more than a commit takes are told in pages, each once, also by two at once', async () => {
    await save(stored.store, manyPersons(230));
    await enqueue(stored.store);
    await Promise.all([tellFollowers(stored.store, name, monday), tellFollowers(stored.store, name, monday)]);
    expect(await keys()).toHaveLength(230);
    const before = stored.now.dump();
    expect(await tellFollowers(stored.store, name, monday)).toBe(0);
    expect(stored.now.dump()).toEqual(before);
  });

  it('whose telling is cut off at any commit are told by the next tick, and nobody twice', async () => {
    const commits = await atEveryCommit(async (n) => {
      const { store, remove } = await openTempStore();
      await save(store, manyPersons(120));
      await enqueue(store);
      const survived = await tellFollowers(dyingAtCommit(store, n), name, monday).then(
        () => true,
        () => false,
      );
      const { delivered } = await tickOn(store, monday);
      expect(delivered.filter((kind) => kind === 'own-digest')).toHaveLength(120);
      expect(await keys(store)).toHaveLength(120);
      expect(await untold(store)).toBeUndefined();
      await remove();
      return { survived };
    });
    expect(commits).toBe(4);
  });
});
