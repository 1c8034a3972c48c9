import { type Message, pendingMessages } from '../../src/outbox/message';
import { peoplePartition, savePeople } from '../../src/people/directory';
import {
  isActive,
  loadActiveSubstitutions,
  loadSubstitutionsOf,
  removeSubstitute,
  setSubstitute,
  type Substitution,
} from '../../src/people/substitutions';
import { atEveryCommit, dyingAtCommit, interrupted } from '../helpers/failing-store';
import {
  anna,
  bo,
  cia,
  collect,
  during,
  eachWithStore,
  expectNothingWritten,
  peopleOf,
  refusal,
} from '../helpers/fixtures';

const stored = eachWithStore();
beforeEach(() => savePeople(stored.store, peopleOf([anna, bo, cia])));

const days = (from: string, to: string, substituteId = bo, personId = anna): Substitution => ({
  personId,
  substituteId,
  from,
  to,
});
const week = days('2026-10-19', '2026-10-23');
const set = (wanted: Substitution, now = during, store = stored.store) => setSubstitute(store, wanted, now);
const takeBack = (personId = anna, from = week.from) =>
  removeSubstitute(stored.store, personId, from, during);
const told = async (): Promise<Message[]> =>
  (await collect(pendingMessages(stored.store, peoplePartition))).map(({ value }) => value);
const current = (personId = anna, now = during) => loadSubstitutionsOf(stored.store, personId, now);

describe('a substitution', () => {
  it('holds on its days, the first and the last included', async () => {
    await set(week);
    const on = (day: string) => loadActiveSubstitutions(stored.store, day);
    expect(await on('2026-10-18')).toEqual([]);
    expect(await on('2026-10-19')).toEqual([week]);
    expect(await on('2026-10-23')).toEqual([week]);
    expect(await on('2026-10-24')).toEqual([]);
    expect(isActive(days('2026-10-19', '2026-10-19'), '2026-10-19')).toBe(true);
  });

  it("is shown with the person's current and coming ones, the earliest first, and not with others'", async () => {
    const later = days('2026-11-02', '2026-11-06', cia);
    await set(later);
    await set(week);
    await set(days('2026-10-19', '2026-10-23', anna, cia));
    expect(await current()).toEqual([week, later]);
    expect(await current(anna, new Date('2026-10-23T20:59:00Z'))).toEqual([week, later]);
    // Midnight in Helsinki.
    expect(await current(anna, new Date('2026-10-23T21:00:00Z'))).toEqual([later]);
    expect(await current(bo)).toEqual([]);
  });

  it('of the next days, and of several persons at once, is no overlap', async () => {
    await set(week);
    await set(days('2026-10-24', '2026-10-30', cia));
    await set(days('2026-10-16', '2026-10-18', cia));
    await set(days('2026-10-19', '2026-10-23', bo, cia));
    expect(await loadActiveSubstitutions(stored.store, '2026-10-20')).toHaveLength(2);
    expect(await current()).toHaveLength(3);
  });
});

describe('the substitute is told', () => {
  it.each([
    ['on the morning of the first day, in summer time', week, during, '2026-10-19T05:00:00.000Z'],
    ['in winter time', days('2026-10-26', '2026-10-30'), during, '2026-10-26T06:00:00.000Z'],
    ['at once on the first day itself', days('2026-10-12', '2026-10-16'), during, during.toISOString()],
    ['at once when it began before', days('2026-10-08', '2026-10-16'), during, during.toISOString()],
    [
      'in the morning also when it is said in the night before it',
      days('2026-10-13', '2026-10-16'),
      new Date('2026-10-12T22:30:00Z'),
      '2026-10-13T05:00:00.000Z',
    ],
  ])('%s', async (_, wanted, now, notBefore) => {
    await set(wanted, now);
    expect(await told()).toMatchObject([
      {
        recipient: { type: 'person', personId: bo },
        kind: 'substitution',
        data: { personId: anna, from: wanted.from, to: wanted.to },
        notBefore,
        createdAt: now.toISOString(),
      },
    ]);
  });

  it('once, however often it is said', async () => {
    await set(week);
    const before = stored.now.dump();
    await set(week, new Date(during.getTime() + 60_000));
    await Promise.all([set(week), set(week)]);
    expect(stored.now.dump()).toEqual(before);
  });

  it('once when it is said twice at once', async () => {
    await Promise.all([set(week), set(week)]);
    expect(await told()).toHaveLength(1);
    expect(await current()).toEqual([week]);
  });

  it('with a key that begins with the substitute, so that it is sent again when they can be reached', async () => {
    await set(week);
    expect((await told())[0]?.key).toMatch(new RegExp(`^people\\|${bo}\\|`));
  });

  it('if and only if it is written, also when the power goes', async () => {
    await atEveryCommit(async (n) => {
      const survived = await set(week, during, dyingAtCommit(stored.store, n)).then(
        () => true,
        () => false,
      );
      expect((await told()).length).toBe((await current()).length);
      return { survived };
    });
    expect(await told()).toHaveLength(1);
  });
});

describe('a substitution is refused', () => {
  it.each([
    ['with a person we do not know', days('2026-10-19', '2026-10-23', 'x@example.org'), 'unknown-colleague'],
    ['with oneself', days('2026-10-19', '2026-10-23', anna), 'own-substitute'],
    ['that ends before it begins', days('2026-10-23', '2026-10-19'), 'days-reversed'],
    ['that is over', days('2026-10-05', '2026-10-11'), 'days-over'],
  ])('%s', async (_, wanted, code) => {
    await expectNothingWritten(stored.now, () => set(wanted), refusal(code));
  });

  it.each([
    ['the same days for somebody else', days('2026-10-19', '2026-10-23', cia)],
    ['the same person until another day', days('2026-10-19', '2026-10-30')],
    ['its first day', days('2026-10-15', '2026-10-19', cia)],
    ['its last day', days('2026-10-23', '2026-10-26', cia)],
    ['days in the midst of it', days('2026-10-20', '2026-10-21', cia)],
    ['days around it', days('2026-10-13', '2026-10-30', cia)],
  ])('that overlaps another: %s', async (_, wanted) => {
    await set(week);
    await expectNothingWritten(stored.now, () => set(wanted), refusal('days-taken'));
  });

  it('for one of two who name different substitutes for the same days at once', async () => {
    const results = await Promise.allSettled([set(week), set({ ...week, substituteId: cia })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await current()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
  });

  // No row is written that both have read: ranges with different first days both get in.
  it('for one of two that overlap and are named at once', async () => {
    const other = days('2026-10-20', '2026-10-30', cia);
    let done = false;
    const beforeCommit = async () => {
      if (done) return;
      done = true;
      await set(other);
    };
    const slow = interrupted(stored.store, { beforeCommit });
    await expect(set(week, during, slow)).rejects.toEqual(refusal('days-taken'));
    expect(await current()).toEqual([other]);
  });

  it('until midnight in Helsinki not, and from then on yes', async () => {
    const today = days('2026-10-12', '2026-10-12');
    await expect(set(today, new Date('2026-10-12T21:00:00Z'))).rejects.toEqual(refusal('days-over'));
    await expect(set(today, new Date('2026-10-12T20:59:00Z'))).resolves.toBeUndefined();
  });
});

describe('substitutions that are over', () => {
  const later = new Date('2026-11-09T08:00:00Z');
  const rows = () => stored.now.dump(peoplePartition).filter(({ key }) => key.startsWith('substitution|'));

  it("go when the person names the next substitute, and others' stay", async () => {
    await set(week);
    await set(days('2026-10-26', '2026-11-09', cia));
    await set(days('2026-10-19', '2026-10-23', bo, cia));
    await set(days('2026-11-10', '2026-11-13'), later);
    expect(rows().map(({ key }) => key)).toEqual([
      `substitution|${anna}|2026-10-26`,
      `substitution|${anna}|2026-11-10`,
      `substitution|${cia}|2026-10-19`,
    ]);
  });

  it('go also when they are more than one commit takes', async () => {
    const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
    const past = new Date('2025-12-31T08:00:00Z');
    for (let index = 0; index < 120; index++) await set(days(day(index), day(index)), past);
    await set(days('2026-11-10', '2026-11-13'), later);
    await set(days('2026-11-16', '2026-11-20'), later);
    await set(days('2026-11-23', '2026-11-27'), later);
    expect(rows()).toHaveLength(3);
  });
});

describe('taking a substitution back', () => {
  it('gives back what it was, and it holds no more', async () => {
    await set(week);
    expect(await takeBack()).toEqual(week);
    expect(await current()).toEqual([]);
    expect(await loadActiveSubstitutions(stored.store, '2026-10-20')).toEqual([]);
  });

  it('that is not there, or of somebody else, changes nothing', async () => {
    await set(week);
    const before = stored.now.dump();
    expect(await takeBack(anna, '2026-10-20')).toBeUndefined();
    expect(await takeBack(cia)).toBeUndefined();
    expect(stored.now.dump()).toEqual(before);
  });

  it('makes its days free for another', async () => {
    await set(week);
    await takeBack();
    const other = days('2026-10-20', '2026-10-21', cia);
    await set(other, new Date(during.getTime() + 60_000));
    expect(await current()).toEqual([other]);
  });

  it('and naming the same again tells the substitute of it', async () => {
    await set(week);
    await takeBack();
    const again = new Date(during.getTime() + 60_000);
    await set(week, again);
    expect(await current()).toEqual([week]);
    expect((await told()).map(({ createdAt }) => createdAt)).toEqual([again.toISOString()]);
  });
});
