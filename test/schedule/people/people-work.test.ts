/** When persons are compared with the directory, and for whom the app is installed, by the calendar and the marks. */
import { ConflictError } from '../../../src/errors';
import { allMessages } from '../../../src/outbox/message';
import { peoplePartition, savePeople } from '../../../src/people/directory';
import { type Account, DirectoryError, type DirectorySource } from '../../../src/people/directory-source';
import { forgetInstallation, loadInstallations, wantInstallation } from '../../../src/people/installations';
import { peopleSchema } from '../../../src/people/schema';
import { holidayCalendar } from '../../../src/periods/working-days';
import { type Installing } from '../../../src/schedule/people/install-app';
import { doPeopleWork, type PeopleWorkOptions } from '../../../src/schedule/people/people-work';
import { readPeopleMark } from '../../../src/schedule/people/people-mark';
import {
  anna,
  bo,
  collect,
  eachWithStore,
  manyPersons,
  saveOpenRound,
  smallSetting,
} from '../../helpers/fixtures';
import { objectIdOf } from '../../helpers/graph-server';
import { clockAt } from '../../helpers/settable-clock';

const stored = eachWithStore();
const boss = 'boss@example.org';
let clock = clockAt('2026-10-12T09:00:00Z');
let reads: number;
let failures: string[];
/** What the directory answers by the person's id; everybody is there where it is left out. */
let answer: (id: string) => Account | 'gone';
const there = (id: string): Account => ({ addresses: [id], name: 'Name', enabled: true });

const source: DirectorySource = {
  pageSize: 100,
  find: (wanted) => {
    reads++;
    return Promise.resolve(new Map(wanted.map(({ id }) => [id, answer(id)])));
  },
  lookUp: () => Promise.resolve(undefined),
};

beforeEach(async () => {
  clock = clockAt('2026-10-12T09:00:00Z');
  [reads, failures, answer] = [0, [], there];
  await saveOpenRound(stored.store, smallSetting());
  const persons = [anna, bo, boss].map((id, at) => ({ id, name: id, aadObjectId: objectIdOf(at + 1) }));
  await savePeople(stored.store, peopleSchema.parse({ persons }));
});

const work = (changes: Partial<PeopleWorkOptions>) =>
  doPeopleWork({
    ...{ store: stored.store, clock, holidays: holidayCalendar(), admins: new Set([boss]) },
    onFailure: (what) => failures.push(what),
    ...changes,
  });

describe('the comparison with the directory', () => {
  const readsAt = async (...moments: string[]) => {
    for (const moment of moments) {
      clock.set(moment);
      await work({ source });
    }
    return reads;
  };

  it('is made once a day, from five in the morning in Finland on', async () => {
    expect(await readsAt('2026-10-12T09:00:00Z', '2026-10-12T09:01:00Z', '2026-10-13T01:59:00Z')).toBe(1);
    expect(await readsAt('2026-10-13T02:00:00Z', '2026-10-13T20:00:00Z')).toBe(2);
  });

  it('is caught up once after days of downtime, also before five', async () => {
    expect(await readsAt('2026-10-12T09:00:00Z', '2026-10-20T00:30:00Z', '2026-10-20T00:31:00Z')).toBe(2);
  });

  it('goes by Finland’s time, also on the day when the clocks change', async () => {
    expect(await readsAt('2026-10-24T02:00:00Z', '2026-10-25T02:59:00Z')).toBe(1);
    expect(await readsAt('2026-10-25T03:00:00Z')).toBe(2);
  });

  it('that failed is tried again after half an hour, and says why', async () => {
    answer = () => {
      throw new DirectoryError('Graph: 403 x');
    };
    expect(await readsAt('2026-10-12T09:00:00Z', '2026-10-12T09:29:00Z')).toBe(1);
    expect(failures).toEqual(['directory']);
    expect(await readPeopleMark(stored.store)).toEqual({
      tried: '2026-10-12T09:00:00.000Z',
      failure: 'Graph: 403 x',
    });
    answer = there;
    expect(await readsAt('2026-10-12T09:30:00Z', '2026-10-12T10:30:00Z')).toBe(2);
    expect(await readPeopleMark(stored.store)).toEqual({
      done: '2026-10-12T09:30:00.000Z',
      tried: '2026-10-12T09:30:00.000Z',
    });
  });

  it('is made by nobody where no directory is configured', async () => {
    const before = stored.now.dump();
    await work({});
    expect(stored.now.dump()).toEqual(before);
  });

  it('that was held tells the admins once, however many days it stays so', async () => {
    const many = manyPersons(10).map((id, at) => ({ id, name: id, aadObjectId: objectIdOf(at + 10) }));
    await savePeople(stored.store, peopleSchema.parse({ persons: many }));
    answer = (id) => (id.startsWith('p0') ? 'gone' : there(id));
    await readsAt('2026-10-12T09:00:00Z', '2026-10-13T09:00:00Z');
    const told = (await collect(allMessages(stored.store, peoplePartition))).map(({ value }) => value);
    expect(told).toMatchObject([
      { kind: 'leavers-held', recipient: { personId: boss }, data: { count: 10, of: 13 } },
    ]);
    expect((await readPeopleMark(stored.store))?.heldSince).toBe('2026-10-12');
    answer = there;
    await readsAt('2026-10-14T09:00:00Z');
    expect(await readPeopleMark(stored.store)).not.toHaveProperty('heldSince');
  });
});

describe('automatic replies', () => {
  let fails: Error | undefined;
  beforeEach(() => (fails = undefined));
  const replies = {
    read: () => {
      reads++;
      return fails ? Promise.reject(fails) : Promise.resolve({ type: 'none' as const });
    },
  };
  const looksAt = async (...moments: string[]) => {
    for (const moment of moments) {
      clock.set(moment);
      await work({ replies });
    }
    return reads;
  };

  it('of Anna and Bo, who are asked something, are looked at once a day', async () => {
    expect(await looksAt('2026-10-12T09:00:00Z', '2026-10-12T20:00:00Z', '2026-10-13T01:59:00Z')).toBe(2);
    expect(await looksAt('2026-10-13T02:00:00Z')).toBe(4);
  });

  it('that cannot be read are tried again after half an hour, and stop nothing else', async () => {
    fails = new DirectoryError('Graph: 503');
    expect(await looksAt('2026-10-12T09:00:00Z', '2026-10-12T09:29:00Z')).toBe(2);
    expect(failures).toEqual(['absences']);
    expect(await readPeopleMark(stored.store, 'absences')).toMatchObject({ failure: 'Graph: 503' });
    await work({ source, replies });
    expect((await readPeopleMark(stored.store))?.done).toBeDefined();
    fails = undefined;
    await looksAt('2026-10-12T09:30:00Z');
    expect(await readPeopleMark(stored.store, 'absences')).not.toHaveProperty('failure');
  });
});

describe('the app', () => {
  let tried: string[];
  let outcome: Installing;
  beforeEach(() => {
    [tried, outcome] = [[], { type: 'asked' }];
  });
  const install = (id: string) => {
    tried.push(id);
    return Promise.resolve(outcome);
  };
  const installedOn = async (...days: string[]) => {
    for (const day of days) {
      clock.set(`${day}T09:00:00Z`);
      await work({ install });
    }
    return tried.length;
  };

  it('is installed for whom a message did not reach, and for nobody else', async () => {
    await wantInstallation(stored.store, anna);
    await installedOn('2026-10-12');
    expect(tried).toEqual([objectIdOf(1)]);
    expect((await loadInstallations(stored.store)).get(anna)).toEqual({
      ...{ personId: anna, state: 'asked', triedOn: '2026-10-12' },
    });
  });

  it('is tried at most once a day, as long as the person is asked something', async () => {
    await wantInstallation(stored.store, anna);
    expect(await installedOn('2026-10-12', '2026-10-12')).toBe(1);
    expect(await installedOn('2026-10-13', '2026-10-13')).toBe(2);
    // Another message that does not arrive changes nothing about that.
    await wantInstallation(stored.store, anna);
    expect(await installedOn('2026-10-13')).toBe(2);
  });

  it('is tried again for who is asked nothing only after another message', async () => {
    await wantInstallation(stored.store, boss);
    expect(await installedOn('2026-10-12', '2026-10-13')).toBe(1);
    await wantInstallation(stored.store, boss);
    expect(await installedOn('2026-10-14', '2026-10-15')).toBe(2);
  });

  it('is tried no more once it is there', async () => {
    await wantInstallation(stored.store, anna);
    await installedOn('2026-10-12');
    await forgetInstallation(stored.store, anna);
    expect(await installedOn('2026-10-13')).toBe(1);
  });

  it('that is refused says why, and the next person is tried', async () => {
    outcome = { type: 'refused', reason: 'Graph: 404 NotFound', everybody: false };
    for (const id of [anna, bo]) await wantInstallation(stored.store, id);
    expect(await installedOn('2026-10-12')).toBe(2);
    expect((await loadInstallations(stored.store)).get(bo)).toMatchObject({
      ...{ state: 'refused', reason: 'Graph: 404 NotFound' },
    });
  });

  it('that is refused for everybody is tried for one person a minute', async () => {
    outcome = { type: 'refused', reason: 'Graph: 403 Forbidden', everybody: true };
    for (const id of [anna, bo]) await wantInstallation(stored.store, id);
    expect(await installedOn('2026-10-12')).toBe(1);
    expect(await installedOn('2026-10-12')).toBe(2);
  });

  it('of which nothing is known is tried again, and stops nothing else', async () => {
    await wantInstallation(stored.store, anna);
    const failing = () => Promise.reject(new DirectoryError('Graph: 503'));
    await work({ install: failing, source });
    expect(failures).toEqual(['install']);
    expect(reads).toBe(1);
    expect(await installedOn('2026-10-12')).toBe(1);
  });

  it('is not installed for who has left', async () => {
    answer = (id) => (id === anna ? 'gone' : there(id));
    await work({ source });
    await wantInstallation(stored.store, anna);
    expect(await installedOn('2026-10-12')).toBe(0);
  });

  it('is wanted once by two messages at once', async () => {
    const wanting = Promise.all([wantInstallation(stored.store, anna), wantInstallation(stored.store, anna)]);
    await expect(wanting).resolves.not.toBeInstanceOf(ConflictError);
    expect((await loadInstallations(stored.store)).size).toBe(1);
  });
});
