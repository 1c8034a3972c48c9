import { schedule } from '../../src/audit/audit';
import { latestRound, loadYearView } from '../../src/digest/load-year-view';
import { saveRegister } from '../../src/goals/register';
import { recordReply } from '../../src/replies/record-reply';
import { reopenRound } from '../../src/reminders/reopen-round';
import { closeRound } from '../../src/rounds/close-round';
import { openRound, skipRound } from '../../src/rounds/open-round';
import { deadline, eachWithStore, name, opens, saveOpenRound, smallSetting } from '../helpers/fixtures';

const stored = eachWithStore();
const { programmeId } = name;
const at = (hours: number) => new Date(opens.getTime() + hours * 3_600_000);
const act = (period: string) => ({ programmeId, period, ...schedule });
const open = (period: string) => openRound(stored.store, { ...act(period), opens, deadline }, opens);
const answer = (period: string, value: string, hours: number) =>
  recordReply(
    stored.store,
    {
      programmeId,
      period,
      goalId: 'a',
      by: 'anna@example.org',
      typed: { value },
      locale: 'fi',
      seenVersion: 9,
    },
    at(hours),
  );
const lightsOfA = async (hours: number) =>
  (await loadYearView(stored.store, name, at(hours))).goals.find(({ id }) => id === 'a')!.lights;

beforeEach(async () => {
  await saveOpenRound(stored.store, smallSetting());
  await open('2026-Q1');
  await answer('2026-Q1', '20', 1);
  await closeRound(stored.store, act('2026-Q1'), at(2));
  await skipRound(stored.store, { ...act('2026-Q2'), opens, deadline, reason: 'over' }, at(3));
  await answer(name.period, '95', 4);
});

it('has closed rounds from their snapshots, the open one as it stands, and what was not opened', async () => {
  const { register } = smallSetting();
  const [a, ...others] = register.goals;
  await saveRegister(stored.store, {
    ...register,
    goals: [{ ...a!, title: { fi: 'Uusi nimi' } }, ...others],
  });
  const view = await loadYearView(stored.store, name, at(5));
  expect(view.periods.map(({ period, status }) => [period, status])).toEqual([
    ['2026-Q1', 'closed'],
    ['2026-Q2', 'skipped'],
    ['2026-Q3', 'open'],
  ]);
  expect(view.goals[0]).toMatchObject({ title: { fi: 'Uusi nimi' }, lights: ['red', undefined, 'green'] });
  expect(view.goals.map(({ id }) => id)).toEqual(register.goals.map(({ id }) => id));
});

it('stays what it was at its moment, whatever becomes of an earlier round', async () => {
  const before = await loadYearView(stored.store, name, at(5));
  const again = { ...act('2026-Q1'), reason: 'late figures', deadline: at(99) };
  await reopenRound(stored.store, again, at(6));
  await answer('2026-Q1', '60', 7);
  await closeRound(stored.store, act('2026-Q1'), at(8));
  await answer(name.period, '10', 9);
  expect(await loadYearView(stored.store, name, at(5))).toEqual(before);
  expect(await lightsOfA(10)).toEqual(['yellow', undefined, 'red']);
});

it('leaves out rounds after its own, and other programmes’', async () => {
  await open('2026-Q4');
  await saveOpenRound(stored.store, smallSetting({ id: 'prog-2' }));
  expect(await lightsOfA(20)).toHaveLength(3);
});

it('is of the newest round that was opened, or was to be', async () => {
  const latest = async (hours: number) => (await latestRound(stored.store, programmeId, at(hours)))?.period;
  expect(await latest(-1)).toBeUndefined();
  expect(await latest(5)).toBe('2026-Q3');
  await skipRound(stored.store, { ...act('2026-Q4'), opens, deadline, reason: 'over' }, at(6));
  expect(await latest(5)).toBe('2026-Q3');
  expect(await latest(6)).toBe('2026-Q4');
});
