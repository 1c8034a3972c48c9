import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { recordReply, type Typed } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import {
  eachWithStore,
  estimate,
  goalWith,
  peopleOf,
  programmeWith,
  saveSetting,
  type Setting,
} from '../helpers/fixtures';

const stored = eachWithStore();
const anna = 'anna@example.org';
const bo = 'bo@example.org';
const programmeId = 'prog';

function settingWith(fields = [estimate('value'), estimate('second')]): Setting {
  return {
    register: { programme: programmeWith(), goals: [goalWith('a', { fields }), goalWith('b')] },
    people: peopleOf([anna, bo]),
  };
}

const monthAfter = (month: number, day: number) => new Date(Date.UTC(2025, month, day));

/** A round for each entry: what Anna typed into goal a, or nothing; all but the last are closed when `closing`. */
async function roundsWith(typed: readonly (Typed | undefined)[], closeLast = true): Promise<void> {
  for (const [index, answers] of typed.entries()) {
    const period = `${2025 + Math.floor(index / 4)}-Q${(index % 4) + 1}`;
    const [opens, during, deadline] = [1, 5, 20].map((day) => monthAfter(3 * index, day));
    const name = { programmeId, period };
    await openRound(stored.store, { ...name, opens: opens!, deadline: deadline!, ...schedule }, opens!);
    if (answers) await answer(period, anna, answers, during!);
    if (closeLast || index < typed.length - 1)
      await closeRound(stored.store, { ...name, ...schedule }, deadline!);
  }
}

function answer(period: string, by: string, typed: Typed, at: Date): Promise<unknown> {
  const submission = { programmeId, period, goalId: 'a', by, typed, locale: 'fi' as const, seenVersion: 0 };
  return recordReply(stored.store, submission, at);
}

const full: Typed = { value: '95', second: '95' };

describe('the history of a goal', () => {
  it('has its replies with lights, who and when, the oldest first', async () => {
    await saveSetting(stored.store, settingWith());
    await roundsWith([full, { value: '40', second: '40' }]);
    const history = await loadGoalHistory(stored.store, programmeId, 'a');
    expect(history).toMatchObject([
      {
        period: '2025-Q1',
        status: 'closed',
        judged: { light: 'green' },
        by: anna,
        at: '2025-01-05T00:00:00.000Z',
      },
      { period: '2025-Q2', judged: { light: 'red' }, answers: { value: { raw: '40', value: 40 } } },
    ]);
  });

  it('leaves out rounds without a reply and takes the latest eight of the others', async () => {
    await saveSetting(stored.store, settingWith());
    await roundsWith([...Array<Typed>(5).fill(full), undefined, ...Array<Typed>(5).fill(full)]);
    const periods = (await loadGoalHistory(stored.store, programmeId, 'a')).map(({ period }) => period);
    expect(periods).toHaveLength(8);
    expect([periods[0], periods[2], periods[3], periods[7]]).toEqual([
      '2025-Q3',
      '2026-Q1',
      '2026-Q3',
      '2027-Q3',
    ]);
    expect(await loadGoalHistory(stored.store, programmeId, 'b')).toEqual([]);
    expect(await loadGoalHistory(stored.store, programmeId, 'a', 1)).toMatchObject([{ period: '2027-Q3' }]);
  });

  it('has no light of an open round before all its owners have answered', async () => {
    const fields = [estimate('value'), estimate('second', { owners: [bo] })];
    await saveSetting(stored.store, settingWith(fields));
    await roundsWith([{ value: '95' }], false);
    const [partly] = await loadGoalHistory(stored.store, programmeId, 'a');
    expect(partly).toMatchObject({ status: 'open', completeness: 'partly' });
    expect(partly).not.toHaveProperty('judged');
    await answer('2025-Q1', bo, { second: '95' }, monthAfter(0, 6));
    expect(await loadGoalHistory(stored.store, programmeId, 'a')).toMatchObject([
      { completeness: 'answered', judged: { light: 'green' }, by: bo },
    ]);
  });

  it('says whether something was answered late', async () => {
    await saveSetting(stored.store, settingWith());
    await roundsWith([full, full]);
    const first = { programmeId, period: '2025-Q1' };
    const until = { deadline: monthAfter(8, 1), reason: 'late figures' };
    await reopenRound(stored.store, { ...first, ...schedule, ...until }, monthAfter(7, 1));
    await answer('2025-Q1', anna, { value: '20' }, monthAfter(7, 2));
    const records = await loadGoalHistory(stored.store, programmeId, 'a');
    expect(records.map(({ period, isLate }) => [period, isLate])).toEqual([
      ['2025-Q1', true],
      ['2025-Q2', false],
    ]);
  });

  it('shows a closed round by the form of that time', async () => {
    await saveSetting(stored.store, settingWith());
    await roundsWith([full]);
    const renamed = goalWith('a', { title: { fi: 'Uusi nimi' }, fields: [estimate('other')] });
    await saveRegister(stored.store, { programme: programmeWith(), goals: [renamed] });
    const [record] = await loadGoalHistory(stored.store, programmeId, 'a');
    expect(record?.goal.title).toEqual({ fi: 'Tavoite a' });
    expect(record?.judged?.light).toBe('green');
  });
});
