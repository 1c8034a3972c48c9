import { schedule } from '../../src/audit/audit';
import { StorageError } from '../../src/errors';
import { saveRegister } from '../../src/goals/register';
import { pendingMessages } from '../../src/outbox/message';
import { savePeople } from '../../src/people/directory';
import { setSubstitute } from '../../src/people/substitutions';
import { openRound, skipRound } from '../../src/rounds/open-round';
import { takesRepliesAt } from '../../src/rounds/round';
import { loadRequests, listRounds, readRound, roundPartition } from '../../src/rounds/round-store';
import { closeRound } from '../../src/rounds/close-round';
import { type EntityStore } from '../../src/storage/store';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  collect,
  deadline,
  during,
  eachWithStore,
  goalWith,
  manyPersons,
  name,
  openTempStore,
  opens,
  peopleOf,
  programmeWith,
  refusal,
  saveSetting,
  type Setting,
  smallSetting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const opening = { ...name, opens, deadline, ...schedule };
const open = (store: EntityStore = stored.store) => openRound(store, opening, during);
const promptsOf = async (store: EntityStore) => {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  return rows.map(({ value }) => value.recipient).sort();
};

/** One goal that everybody of `count` persons owns. */
function largeSetting(count: number): Setting {
  const ids = manyPersons(count);
  return {
    register: { programme: programmeWith(), goals: [goalWith('all', { owners: ids })] },
    people: peopleOf(ids),
  };
}

/** The same persons and prompts as one undisturbed opening. */
async function expectOpenedOnce(store: EntityStore, count: number): Promise<void> {
  expect((await readRound(store, name))?.value).toMatchObject({
    status: 'open',
    events: [{ what: 'opened' }],
  });
  expect((await loadRequests(store, name)).map(({ personId }) => personId)).toEqual(manyPersons(count));
  const persons = manyPersons(count).map((personId) => ({ type: 'person', personId }));
  expect(await promptsOf(store)).toEqual(persons);
}

describe('opening a round', () => {
  it('asks everybody for their goals, with one prompt each', async () => {
    await saveSetting(stored.store, smallSetting());
    const round = await open();
    expect(round).toEqual({
      ...name,
      status: 'open',
      opens: opens.toISOString(),
      deadline: deadline.toISOString(),
      events: [{ what: 'opened', by: 'schedule', at: during.toISOString() }],
    });
    expect(await loadRequests(stored.store, name)).toEqual([
      { personId: 'anna@example.org', goalIds: ['a', 'both'], createdAt: during.toISOString() },
      { personId: 'bo@example.org', goalIds: ['b', 'both'], createdAt: during.toISOString() },
    ]);
    expect(await promptsOf(stored.store)).toHaveLength(2);
    expect(await listRounds(stored.store, 'prog')).toEqual([round]);
  });

  it('asks a person once, however often the job runs', async () => {
    await saveSetting(stored.store, smallSetting());
    await open();
    const before = stored.now.dump();
    for (let run = 0; run < 3; run++) await open();
    expect(stored.now.dump()).toEqual(before);
  });

  it('keeps the dates it was planned with', async () => {
    await saveSetting(stored.store, smallSetting());
    await open();
    const later = new Date(deadline.getTime() + 1000);
    const again = await openRound(stored.store, { ...opening, deadline: later }, during);
    expect(again.deadline).toBe(deadline.toISOString());
  });

  it('asks again nobody who came to the register later', async () => {
    await saveSetting(stored.store, smallSetting());
    await open();
    await savePeople(stored.store, peopleOf(['cia@example.org']));
    const { register } = smallSetting();
    const goals = [...register.goals, goalWith('c', { owners: ['cia@example.org'] })];
    await saveRegister(stored.store, { ...register, goals });
    await open();
    expect(await loadRequests(stored.store, name)).toHaveLength(2);
  });

  it.each([32, 33, 34, 120])('asks all of %i persons', async (count) => {
    await saveSetting(stored.store, largeSetting(count));
    await open();
    await expectOpenedOnce(stored.store, count);
  });
});

describe('a substitute of the day of the opening', () => {
  const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
  const prompts = async (store = stored.store) =>
    (await collect(pendingMessages(store, roundPartition(name))))
      .filter(({ value }) => value.kind === 'prompt')
      .map(({ value: { recipient, data } }) => [
        recipient.type === 'person' && recipient.personId,
        data['onBehalfOf'],
      ])
      .sort();
  const withSubstitutes = async (store: EntityStore, ...days: readonly (readonly string[])[]) => {
    const { register } = smallSetting();
    await saveSetting(store, { register, people: peopleOf([anna, bo, cia]) });
    for (const [personId, substituteId, from, to] of days as [string, string, string, string][])
      await setSubstitute(store, { personId, substituteId, from, to }, opens);
  };

  it('gets a prompt as well, once, and no request', async () => {
    await withSubstitutes(stored.store, [anna, cia, '2026-10-12', '2026-10-16']);
    await open();
    expect(await prompts()).toEqual([
      [anna, undefined],
      [bo, undefined],
      [cia, anna],
    ]);
    expect((await loadRequests(stored.store, name)).map(({ personId }) => personId)).toEqual([anna, bo]);
    const before = stored.now.dump();
    await open();
    expect(stored.now.dump()).toEqual(before);
  });

  it('who is asked on their own account too, or stands for two, gets a prompt for each', async () => {
    await withSubstitutes(
      stored.store,
      [anna, bo, '2026-10-12', '2026-10-12'],
      [bo, anna, '2026-10-12', '2026-10-12'],
    );
    await open();
    expect(await prompts()).toEqual([
      [anna, undefined],
      [anna, bo],
      [bo, undefined],
      [bo, anna],
    ]);
  });

  it('is who it is on that day in the zone of the programme', async () => {
    // The opening is on the 12th; before and after it others stand in.
    await withSubstitutes(
      stored.store,
      [anna, cia, '2026-10-09', '2026-10-11'],
      [anna, bo, '2026-10-13', '2026-10-16'],
      [bo, cia, '2026-10-12', '2026-10-12'],
    );
    await openRound(stored.store, opening, new Date('2026-10-11T21:30:00Z'));
    expect(await prompts()).toEqual([
      [anna, undefined],
      [bo, undefined],
      [cia, bo],
    ]);
  });

  it('gets it once wherever the opening was cut off', async () => {
    await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await withSubstitutes(other.store, [anna, cia, '2026-10-12', '2026-10-16']);
      const survived = await open(dyingAtCommit(other.store, n)).then(
        () => true,
        () => false,
      );
      await open(other.store);
      expect(await prompts(other.store)).toHaveLength(3);
      await other.remove();
      return { survived };
    });
  });

  it('of everybody: a page of persons with their substitutes is one commit', async () => {
    const ids = manyPersons(70);
    await saveSetting(stored.store, largeSetting(70));
    for (const personId of ids.slice(1))
      await setSubstitute(
        stored.store,
        { personId, substituteId: ids[0]!, from: '2026-10-12', to: '2026-10-12' },
        opens,
      );
    await open();
    expect(await prompts()).toHaveLength(139);
  });
});

describe('an opening that was cut off', () => {
  it('at any commit goes on when it is run again, to the same end', async () => {
    await saveSetting(stored.store, largeSetting(120));
    await open();
    const expected = stored.now.content();
    const commits = await atEveryCommit(async (n) => {
      const other = await openTempStore();
      await saveSetting(other.store, largeSetting(120));
      const dying = dyingAtCommit(other.store, n);
      const survived = await open(dying).then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(StorageError);
          return false;
        },
      );
      await open(other.store);
      expect(other.content()).toEqual(expected);
      await other.remove();
      return { survived };
    });
    // Index, round, four pages of persons, status.
    expect(commits).toBe(7);
  });

  it('asks also whom the register names only since then, and those before only once', async () => {
    await saveSetting(stored.store, largeSetting(60));
    await expect(open(dyingAtCommit(stored.store, 4))).rejects.toThrow(StorageError);
    expect(await loadRequests(stored.store, name)).toHaveLength(33);
    await saveSetting(stored.store, largeSetting(70));
    await open();
    await expectOpenedOnce(stored.store, 70);
  });
});

describe('two openings at once', () => {
  it('ask each person once', async () => {
    await saveSetting(stored.store, largeSetting(120));
    const rounds = await Promise.all([open(), open()]);
    expect(rounds.map(({ status }) => status)).toEqual(['open', 'open']);
    await expectOpenedOnce(stored.store, 120);
  });

  it('ask each person once wherever the other comes in between', async () => {
    for (let at = 1; at <= 7; at++) {
      const other = await openTempStore();
      await saveSetting(other.store, largeSetting(120));
      let commits = 0;
      const beforeCommit = async () => {
        if ((commits += 1) === at) await open(other.store);
      };
      await open(interrupted(other.store, { beforeCommit }));
      await expectOpenedOnce(other.store, 120);
      await other.remove();
    }
  });

  it('end well also with more pages than there are attempts to win one', async () => {
    await saveSetting(stored.store, largeSetting(600));
    await Promise.all([open(), open(), open()]);
    await expectOpenedOnce(stored.store, 600);
  });
});

describe('a round is not opened', () => {
  it('of a programme that is not there', async () => {
    await expect(open()).rejects.toEqual(refusal('unknown-programme'));
    expect(stored.now.dump()).toEqual([]);
  });

  it('when nobody is to be asked', async () => {
    await saveSetting(stored.store, { ...smallSetting(), people: peopleOf([]) });
    const before = stored.now.dump();
    await expect(open()).rejects.toEqual(refusal('nothing-to-ask'));
    expect(stored.now.dump()).toEqual(before);
  });

  it('again once it is closed', async () => {
    await saveSetting(stored.store, smallSetting());
    await open();
    await closeRound(stored.store, { ...name, by: 'anna@example.org', way: 'cli' }, during);
    const before = stored.now.dump();
    await expect(open()).rejects.toEqual(refusal('round-closed'));
    expect(stored.now.dump()).toEqual(before);
  });
});

it('a round that was skipped and is opened by hand has the new times alone, not the closing of before', async () => {
  await saveSetting(stored.store, smallSetting());
  const closes = new Date('2026-11-09T14:00:00.000Z');
  const late = new Date('2026-11-20T09:00:00.000Z');
  const skipping = { ...name, opens, deadline, closes, ...schedule, reason: 'was down' };
  await skipRound(stored.store, skipping, late);
  const until = new Date('2026-12-18T14:00:00.000Z');
  const round = await openRound(stored.store, { ...opening, deadline: until, closes: until }, late);
  expect(round).not.toHaveProperty('closes');
  expect(takesRepliesAt(round, late)).toBe(true);
});
