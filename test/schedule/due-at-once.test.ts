/** What a changed schedule makes due the moment it is saved is what the next tick then does. */
import { loadProgramme } from '../../src/goals/register';
import { type RoundSchedule } from '../../src/periods/calendar';
import { listRounds } from '../../src/rounds/round-store';
import { dueAtOnce } from '../../src/schedule/due-at-once';
import { saveSchedule } from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import { eachWithStore, refusal, saveOpenRound, saveSetting, smallSetting } from '../helpers/fixtures';
import { after, before, holidays } from '../periods/schedules';
import { tickOn } from './ticking';

const stored = eachWithStore();
const programmeId = 'prog';
/** The round of 2026-Q3 is open from 7.10. to 4.11.2026. */
const now = new Date('2026-10-26T09:00:00.000Z');

async function changed(changes: Partial<RoundSchedule['calendar']>): Promise<RoundSchedule> {
  const schedule = scheduleOf((await loadProgramme(stored.store, programmeId))!);
  return { ...schedule, calendar: { ...schedule.calendar, ...changes } };
}

async function save(schedule: RoundSchedule, at = now): Promise<void> {
  const seen = scheduleOf((await loadProgramme(stored.store, programmeId))!);
  await saveSchedule(stored.store, programmeId, { schedule, seen }, { by: 'a test', way: 'cli' }, at);
}

async function atOnce(schedule: RoundSchedule, from = now) {
  return dueAtOnce(stored.store, { programmeId, schedule, from, holidays, sendRate: 30 });
}

describe('of an open round', () => {
  beforeEach(async () => {
    await saveOpenRound(stored.store, smallSetting());
    await tickOn(stored.store, now);
  });

  it('nothing is due while every step lies ahead', async () => {
    expect(await atOnce(await changed({ reminders: [before(5), before(1)] }))).toEqual([]);
  });

  it('the latest reminder that has passed is due, with its recipients, and the tick sends that one', async () => {
    const schedule = await changed({ reminders: [before(12), before(9), before(1)] });
    const steps = await atOnce(schedule);
    expect(steps).toMatchObject([{ what: 'remind', period: '2026-Q3', recipients: 2, sending: 1 }]);
    expect(steps[0]!.at.toISOString()).toBe('2026-10-22T06:00:00.000Z');
    await save(schedule, now);
    const { delivered } = await tickOn(stored.store, now);
    expect(delivered).toEqual(['reminder', 'reminder']);
  });

  it('a reminder that was sent by the calendar of before is not due again', async () => {
    const schedule = await changed({ reminders: [before(8)] });
    await save(schedule, now);
    await tickOn(stored.store, now);
    expect(await atOnce(await changed({ reminders: [before(9), before(1)] }))).toEqual([]);
  });
});

describe('of a round to come', () => {
  const early = new Date('2026-10-05T09:00:00.000Z');
  beforeEach(() => saveSetting(stored.store, smallSetting()));

  it('the opening is due where it has passed, and the tick opens the round', async () => {
    const schedule = await changed({ opens: after(2, '08:00') });
    expect(await atOnce(await changed({}), early)).toEqual([]);
    expect(await atOnce(schedule, early)).toMatchObject([{ what: 'open', period: '2026-Q3', recipients: 2 }]);
    await save(schedule, early);
    await tickOn(stored.store, early);
    expect(await listRounds(stored.store, programmeId)).toMatchObject([
      { period: '2026-Q3', status: 'open' },
    ]);
  });

  it('writes nothing', async () => {
    const dump = stored.now.dump();
    await atOnce(await changed({ opens: after(2, '08:00') }), early);
    expect(stored.now.dump()).toEqual(dump);
  });
});

it('of a programme that there is not: is refused', async () => {
  await saveSetting(stored.store, smallSetting());
  const schedule = await changed({});
  const options = { programmeId: 'none', schedule, from: now, holidays, sendRate: 30 };
  await expect(dueAtOnce(stored.store, options)).rejects.toEqual(refusal('unknown-programme'));
});
