/** A changed schedule: kept as a draft, saved once, never over somebody else's change. */
import { type Actor, readAudit } from '../../src/audit/audit';
import { loadProgramme, programmesPartition } from '../../src/goals/register';
import { type RoundSchedule } from '../../src/periods/calendar';
import {
  discardScheduleDraft,
  keepScheduleDraft,
  readScheduleDraft,
  saveSchedule,
  saveScheduleDraft,
} from '../../src/schedule/save-schedule';
import { scheduleOf } from '../../src/goals/schedule-of';
import {
  eachWithStore,
  expectNothingWritten,
  programmeWith,
  refusal,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';
import { before } from '../periods/schedules';

const stored = eachWithStore();
const now = new Date('2026-10-12T09:00:00.000Z');
const programmeId = 'prog';
const anna = { programmeId, personId: 'anna@example.org' };
const bo = { programmeId, personId: 'bo@example.org' };
const by = (personId: string): Actor => ({ by: personId, way: 'card' });

const current = scheduleOf(programmeWith());
const withReminders = (...days: readonly number[]): RoundSchedule => ({
  ...current,
  calendar: { ...current.calendar, reminders: days.map((day) => before(day)) },
});

beforeEach(() => saveSetting(stored.store, smallSetting()));

const savedSchedule = async () => scheduleOf((await loadProgramme(stored.store, programmeId))!);
const entries = () => readAudit(stored.store, [programmesPartition]);
const save = (name: typeof anna) => saveScheduleDraft(stored.store, name, by(name.personId), now);

async function propose(name: typeof anna, schedule: RoundSchedule): Promise<void> {
  await keepScheduleDraft(stored.store, name, { schedule, seen: await savedSchedule() });
}

describe('a draft', () => {
  it('changes nothing but itself, and a newer one takes its place', async () => {
    const before = await loadProgramme(stored.store, programmeId);
    await propose(anna, withReminders(5));
    await propose(anna, withReminders(3));
    expect(await loadProgramme(stored.store, programmeId)).toEqual(before);
    expect((await readScheduleDraft(stored.store, anna))!.value).toEqual({
      schedule: withReminders(3),
      seen: current,
    });
    expect(await entries()).toEqual([]);
  });

  it('belongs to one person and one programme', async () => {
    await propose(anna, withReminders(5));
    expect(await readScheduleDraft(stored.store, bo)).toBeUndefined();
    expect(await readScheduleDraft(stored.store, { ...anna, programmeId: 'other' })).toBeUndefined();
    await discardScheduleDraft(stored.store, bo);
    expect(await readScheduleDraft(stored.store, anna)).toBeDefined();
  });

  it('that was thrown away is gone, and throwing it away again writes nothing', async () => {
    await propose(anna, withReminders(5));
    await discardScheduleDraft(stored.store, anna);
    expect(await readScheduleDraft(stored.store, anna)).toBeUndefined();
    const dump = stored.now.dump();
    await discardScheduleDraft(stored.store, anna);
    expect(await save(anna)).toEqual(await loadProgramme(stored.store, programmeId));
    expect(stored.now.dump()).toEqual(dump);
  });
});

describe('saving', () => {
  it('changes the schedule and nothing else of the programme, and tells who did it from what to what', async () => {
    const before = (await loadProgramme(stored.store, programmeId))!;
    await propose(anna, withReminders(5, 1));
    const returned = await save(anna);
    expect(returned).toEqual({ ...before, calendar: withReminders(5, 1).calendar });
    expect(await loadProgramme(stored.store, programmeId)).toEqual(returned);
    expect(await readScheduleDraft(stored.store, anna)).toBeUndefined();
    expect(await entries()).toEqual([
      {
        ...{ at: now.toISOString(), by: anna.personId, way: 'card', what: 'schedule-changed', programmeId },
        ...{ from: current, to: withReminders(5, 1) },
      },
    ]);
  });

  it('twice saves once and returns the same', async () => {
    await propose(anna, withReminders(5));
    const first = await save(anna);
    const dump = stored.now.dump();
    expect(await save(anna)).toEqual(first);
    expect(stored.now.dump()).toEqual(dump);
  });

  it('twice at the same time saves once and returns the same', async () => {
    await propose(anna, withReminders(5));
    const [one, other] = await Promise.all([save(anna), save(anna)]);
    expect(one).toEqual(other);
    expect(await entries()).toHaveLength(1);
  });

  it('after somebody else changed the schedule: is refused, and writes nothing', async () => {
    await propose(anna, withReminders(5));
    await propose(bo, withReminders(3));
    await save(anna);
    const error = refusal('schedule-changed', { programmeId });
    await expectNothingWritten(stored.now, () => save(bo), error);
    expect(await savedSchedule()).toEqual(withReminders(5));
  });

  it('by two at the same time: one is saved, the other is told', async () => {
    await propose(anna, withReminders(5));
    await propose(bo, withReminders(3));
    const results = await Promise.allSettled([save(anna), save(bo)]);
    const refused = results.filter((each) => each.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'schedule-changed' } }]);
    expect(await entries()).toHaveLength(1);
  });

  it('what somebody else saved already: is done, without another entry', async () => {
    await propose(anna, withReminders(5));
    await propose(bo, withReminders(5));
    await save(anna);
    expect(scheduleOf(await save(bo))).toEqual(withReminders(5));
    expect(await entries()).toHaveLength(1);
    expect(await readScheduleDraft(stored.store, bo)).toBeUndefined();
  });

  it('what stands there already: writes no entry, whatever the order of its keys', async () => {
    const { calendar, ...rest } = current;
    const turned = Object.fromEntries(Object.entries(calendar).reverse()) as typeof calendar;
    await propose(anna, { calendar: turned, ...rest });
    await save(anna);
    expect(await entries()).toEqual([]);
  });

  it('a rhythm takes the single period away, and the other way round', async () => {
    const once: RoundSchedule = { ...current, rhythm: 'once', onlyPeriod: '2027' };
    await propose(anna, once);
    expect(await save(anna)).toMatchObject({ rhythm: 'once', onlyPeriod: '2027' });
    await propose(anna, current);
    const back = await save(anna);
    expect(back.rhythm).toBe('quarter');
    expect(back).not.toHaveProperty('onlyPeriod');
  });

  it('of a programme that is gone: is refused', async () => {
    const name = { ...anna, programmeId: 'gone' };
    await keepScheduleDraft(stored.store, name, { schedule: withReminders(5), seen: current });
    await expectNothingWritten(stored.now, () => save(name), refusal('unknown-programme'));
  });
});

describe('saving from the command line', () => {
  const cli: Actor = { by: 'cli:root', way: 'cli' };

  it('needs no draft, and the same again writes nothing', async () => {
    const first = await saveSchedule(
      stored.store,
      programmeId,
      { schedule: withReminders(2), seen: current },
      cli,
      now,
    );
    expect(scheduleOf(first)).toEqual(withReminders(2));
    const dump = stored.now.dump();
    expect(
      await saveSchedule(stored.store, programmeId, { schedule: withReminders(2), seen: current }, cli, now),
    ).toEqual(first);
    expect(stored.now.dump()).toEqual(dump);
    expect(await entries()).toMatchObject([{ by: 'cli:root', way: 'cli', what: 'schedule-changed' }]);
  });

  it('leaves what somebody proposed in chat, whose saving is then refused', async () => {
    await propose(anna, withReminders(5));
    await saveSchedule(stored.store, programmeId, { schedule: withReminders(2), seen: current }, cli, now);
    await expectNothingWritten(stored.now, () => save(anna), refusal('schedule-changed'));
  });

  it('is refused where somebody changed the schedule after it was read', async () => {
    await saveSchedule(stored.store, programmeId, { schedule: withReminders(3), seen: current }, cli, now);
    const late = () =>
      saveSchedule(stored.store, programmeId, { schedule: withReminders(2), seen: current }, cli, now);
    await expectNothingWritten(stored.now, late, refusal('schedule-changed'));
  });

  it('of a programme that there is not: is refused', async () => {
    const work = () =>
      saveSchedule(stored.store, 'none', { schedule: withReminders(2), seen: current }, cli, now);
    await expectNothingWritten(stored.now, work, refusal('unknown-programme', { programme: 'none' }));
  });
});
