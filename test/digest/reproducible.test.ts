/** The digest of a closed round never changes, and a reopened round says what happened to it. */
import { readAudit } from '../../src/audit/audit';
import { buildDigest } from '../../src/digest/build-digest';
import { saveRegister } from '../../src/goals/register';
import { type Goal, type Register } from '../../src/goals/schema';
import { grant } from '../../src/people/grants';
import { savePeople } from '../../src/people/directory';
import { setSubstitute } from '../../src/people/substitutions';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { handOver } from '../../src/rounds/hand-over';
import { openRound } from '../../src/rounds/open-round';
import { isLate, type Round } from '../../src/rounds/round';
import { loadRequests, readRound, roundPartition } from '../../src/rounds/round-store';
import { dyingAtCommit } from '../helpers/failing-store';
import {
  eachWithStore,
  estimate,
  goalWith,
  manyPersons,
  name,
  peopleOf,
  programmeWith,
  saveSetting,
  type Setting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const [anna, bo, cia] = ['anna@example.org', 'bo@example.org', 'cia@example.org'];
const [q1, q2, q3, q4] = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
const admin = { by: 'admin@example.org', way: 'cli' as const };
const day = (date: string) => new Date(`2026-${date}T09:00:00.000Z`);

/** Owners: Anna and Bo in person, and Anna and Cia through the team's role. */
const setting = (): Setting => ({
  register: {
    programme: programmeWith(),
    goals: [
      goalWith('a'),
      goalWith('b', { owners: [bo], headings: [{ fi: 'Toinen' }] }),
      goalWith('team', { owners: ['role:team'] }),
      goalWith('silent', { owners: [bo] }),
    ],
  },
  people: peopleOf([anna, bo, cia], { team: [anna, cia] }),
});

const open = (period: string, from: string, to: string) =>
  openRound(stored.store, { ...name, period, ...admin, opens: day(from), deadline: day(to) }, day(from));
const close = (period: string, date: string) =>
  closeRound(stored.store, { ...name, period, ...admin }, day(date));
const reopen = (period: string, date: string, deadline: string, reason = 'figures were wrong') =>
  reopenRound(stored.store, { ...name, period, ...admin, reason, deadline: day(deadline) }, day(date));
const answer = (period: string, goalId: string, by: string, value: string, date: string) =>
  recordReply(
    stored.store,
    { ...name, period, goalId, by, typed: { value }, locale: 'fi', seenVersion: 9 },
    day(date),
  );
const digest = (period: string, date = '12-31') => buildDigest(stored.store, { ...name, period }, day(date));
const asText = async (period: string, date?: string) => JSON.stringify(await digest(period, date));

/** The round of Q2 is closed on 10.8.; that of Q3, with better and worse results, on 10.11. */
async function twoClosedRounds(): Promise<void> {
  await saveSetting(stored.store, setting());
  await open(q2, '07-10', '08-10');
  await answer(q2, 'a', anna, '95', '07-11');
  await answer(q2, 'b', bo, '20', '07-11');
  await answer(q2, 'team', cia, '60', '07-11');
  await close(q2, '08-10');
  await open(q3, '10-10', '11-10');
  await answer(q3, 'a', anna, '30', '10-11');
  await answer(q3, 'b', bo, '70', '10-11');
  await handOver(stored.store, { ...name, period: q3, goalId: 'silent', by: bo, to: cia }, day('10-12'));
  await answer(q3, 'team', anna, '60', '10-13');
  await close(q3, '11-10');
}

describe('the digest of a closed round is the same', () => {
  let before: string;
  const same = async () => expect(await asText(q3)).toBe(before);
  beforeEach(async () => {
    await twoClosedRounds();
    before = await asText(q3);
  });

  it('whenever it is asked for', async () => {
    expect(JSON.parse(before)).toMatchObject({
      previousPeriod: q2,
      status: 'closed',
      asOf: day('11-10').toISOString(),
      asked: 4,
      answered: 3,
      persons: { asked: 3, done: 2 },
      worse: [{ id: 'a', from: 'green', to: 'red' }],
      better: [{ id: 'b', from: 'red', to: 'yellow' }],
    });
    expect(await asText(q3, '11-10')).toBe(before);
  });

  it('after the register has got other titles, headings, owners, thresholds and goals', async () => {
    const changed: Register = {
      programme: programmeWith({
        version: 2,
        name: { fi: 'Uusi nimi', sv: 'Nytt namn' },
        languages: ['sv', 'fi'],
        thresholds: { green: 10, yellow: 5 },
        attainment: 'worst',
        channels: [],
      }),
      goals: [goalWith('new'), ...setting().register.goals.map(renamed)],
    };
    await saveRegister(stored.store, changed);
    await same();
    await open(q4, '12-01', '12-20');
    await same();
  });

  it('after persons, roles, substitutes and grants have changed', async () => {
    await savePeople(
      stored.store,
      peopleOf(['anna@example.org', 'dan@example.org'], { team: [bo, 'dan@example.org'] }),
    );
    await same();
    const absence = { personId: bo, substituteId: cia, from: '2026-11-11', to: '2026-12-31' };
    await setSubstitute(stored.store, absence, day('11-11'));
    await grant(
      stored.store,
      { personId: cia, role: 'unit-head', programmeId: 'prog', unit: 'Unit' },
      admin,
      day('11-11'),
    );
    await same();
  });

  it('while the previous round is reopened, answered otherwise, and closed again, however often', async () => {
    for (const [date, deadline, value] of [
      ['11-12', '11-14', '1'],
      ['11-16', '11-18', '99'],
    ] as const) {
      await reopen(q2, date, deadline);
      await same();
      await answer(q2, 'a', anna, value, date);
      await answer(q2, 'silent', bo, value, date);
      await same();
      await close(q2, deadline);
      await same();
    }
    expect((await digest(q2)).answered).toBe(4);
  });

  it('while the previous round follows another register', async () => {
    await reopen(q2, '11-12', '11-14');
    await saveRegister(stored.store, { ...setting().register, goals: setting().register.goals.map(renamed) });
    await close(q2, '11-14');
    await same();
  });

  it('after a reopening that was cut off while it asked those who came into a role before the closing', async () => {
    const added = manyPersons(70);
    await reopen(q3, '11-12', '11-20');
    await savePeople(stored.store, peopleOf(added, { team: [anna, cia, ...added] }));
    await close(q3, '11-20');
    before = await asText(q3);
    const act = { ...name, period: q3, ...admin, reason: 'late', deadline: day('11-30') };
    const requests = () => loadRequests(stored.store, act);
    const asked = (await requests()).length;
    await expect(reopenRound(dyingAtCommit(stored.store, 2), act, day('11-22'))).rejects.toThrow('power cut');
    expect((await requests()).length).toBeGreaterThan(asked);
    await same();
  });

  it('after rounds before and after it were opened, answered and closed', async () => {
    await open(q4, '12-01', '12-20');
    await answer(q4, 'a', anna, '99', '12-02');
    await handOver(stored.store, { ...name, period: q4, goalId: 'b', by: bo, to: cia }, day('12-02'));
    await same();
    await close(q4, '12-20');
    await same();
    await open(q1, '12-01', '12-20');
    await answer(q1, 'a', anna, '5', '12-02');
    await close(q1, '12-20');
    await same();
  });
});

/** With another title, unit, owners and fields. */
function renamed(goal: Goal): Goal {
  return goalWith(goal.id, {
    title: { fi: 'Toinen otsikko' },
    unit: { fi: 'Uusi yksikkö' },
    owners: [cia],
    fields: [estimate('value', { required: false }), estimate('other')],
  });
}

describe('a closed round that had nothing to be compared with', () => {
  it('has nothing later either', async () => {
    await saveSetting(stored.store, setting());
    await open(q3, '10-10', '11-10');
    await answer(q3, 'a', anna, '30', '10-11');
    await close(q3, '11-10');
    const before = await asText(q3);
    await open(q2, '11-11', '11-20');
    await answer(q2, 'a', anna, '95', '11-12');
    await close(q2, '11-20');
    expect(await asText(q3)).toBe(before);
    expect(await digest(q3)).not.toHaveProperty('previousPeriod');
  });

  it('since the one before it was reopened then, is not compared with it later', async () => {
    await saveSetting(stored.store, setting());
    await open(q2, '07-10', '08-10');
    await close(q2, '08-10');
    await open(q3, '10-10', '11-10');
    await reopen(q2, '10-11', '11-20');
    await close(q3, '11-10');
    const before = await asText(q3);
    await close(q2, '11-20');
    expect(await asText(q3)).toBe(before);
  });
});

it('a round that is open is compared with the previous one as it was closed last', async () => {
  await saveSetting(stored.store, setting());
  await open(q2, '07-10', '08-10');
  await answer(q2, 'a', anna, '20', '07-11');
  await close(q2, '08-10');
  await open(q3, '10-10', '11-10');
  await answer(q3, 'a', anna, '95', '10-11');
  expect((await digest(q3)).better).toMatchObject([{ id: 'a', from: 'red', to: 'green' }]);
  await reopen(q2, '10-12', '10-20');
  await answer(q2, 'a', anna, '60', '10-13');
  await close(q2, '10-20');
  expect((await digest(q3)).better).toMatchObject([{ id: 'a', from: 'yellow', to: 'green' }]);
  await close(q3, '11-10');
  expect((await digest(q3)).better).toMatchObject([{ id: 'a', from: 'yellow', to: 'green' }]);
});

describe('a reopened round', () => {
  const third = { ...name, period: q3 };
  const round = async (): Promise<Round> => (await readRound(stored.store, third))!.value;
  beforeEach(twoClosedRounds);

  it('says who reopened it, when and why, and both closings keep their figures', async () => {
    await reopen(q3, '11-12', '11-20', 'two figures came late');
    expect(await round()).toMatchObject({ status: 'reopened', deadline: day('11-20').toISOString() });
    expect((await round()).events.at(-1)).toEqual({
      what: 'reopened',
      by: admin.by,
      at: day('11-12').toISOString(),
      reason: 'two figures came late',
    });
    await close(q3, '11-20');
    const { events, snapshot } = await round();
    expect(events.map(({ what }) => what)).toEqual(['opened', 'closed', 'reopened', 'closed']);
    expect(events[3]!.snapshot).toBe(snapshot);
    expect(events[1]!.snapshot).not.toBe(snapshot);
    const entry = { ...admin, ...third, what: 'round-reopened', reason: 'two figures came late' };
    const deadlines = { from: day('11-10').toISOString(), to: day('11-20').toISOString() };
    const entries = await readAudit(stored.store, [roundPartition(third)], { what: 'round-reopened' });
    expect(entries).toEqual([{ ...entry, ...deadlines, at: day('11-12').toISOString() }]);
  });

  it('takes for late what is answered after its first deadline, however often it is reopened', async () => {
    for (const [from, to] of [
      ['11-12', '11-20'],
      ['11-22', '11-30'],
    ] as const) {
      await reopen(q3, from, to);
      expect((await round()).lateAfter).toBe(day('11-10').toISOString());
      const reply = await answer(q3, 'silent', cia, from.slice(3), from);
      expect(isLate(await round(), reply.at)).toBe(true);
      await close(q3, to);
    }
    expect((await round()).lateAfter).toBe(day('11-10').toISOString());
    expect(isLate(await round(), day('11-09').toISOString())).toBe(false);
  });

  it('follows its replies and the register until it is closed again, and then has another digest for ever', async () => {
    const first = await asText(q3);
    await reopen(q3, '11-12', '11-20');
    await answer(q3, 'silent', cia, '95', '11-13');
    expect(await digest(q3, '11-13')).toMatchObject({
      status: 'reopened',
      asOf: day('11-13').toISOString(),
      answered: 4,
      persons: { asked: 3, done: 3 },
    });
    await close(q3, '11-20');
    const second = await asText(q3);
    expect(second).not.toBe(first);
    expect(JSON.parse(second)).toMatchObject({
      asOf: day('11-20').toISOString(),
      deadline: day('11-20').toISOString(),
    });
    await saveRegister(stored.store, { ...setting().register, goals: setting().register.goals.map(renamed) });
    await reopen(q2, '11-22', '11-24');
    await close(q2, '11-24');
    expect(await asText(q3)).toBe(second);
  });
});
