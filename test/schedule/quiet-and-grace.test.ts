/** Ticks of programmes with quiet hours, and of programmes that take late replies. */
import { type z } from 'zod';
import { type calendarSchema } from '../../src/periods/calendar-schema';
import { messageKeys } from '../../src/outbox/message';
import { grant } from '../../src/people/grants';
import { schedule } from '../../src/audit/audit';
import { savePeople } from '../../src/people/directory';
import { handOver } from '../../src/rounds/hand-over';
import { recordReply } from '../../src/replies/record-reply';
import { isLate } from '../../src/rounds/round';
import { readRound, roundPartition } from '../../src/rounds/round-store';
import {
  channel,
  deadline,
  eachWithStore,
  name,
  opens,
  peopleOf,
  programmeWith,
  refusal,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';
import { tickOn } from './ticking';

const stored = eachWithStore();
const tick = async (moment: string | Date) => (await tickOn(stored.store, new Date(moment))).delivered;
const save = (changes: Partial<z.input<typeof calendarSchema>>) =>
  saveSetting(stored.store, smallSetting({ calendar: { ...programmeWith().calendar, ...changes } }));

describe('in quiet hours', () => {
  const quiet = { from: '20:00', to: '07:00', workingDaysOnly: true };

  it('the prompts of a tick at three at night wait until seven', async () => {
    await save({ quiet });
    expect(await tick('2026-10-08T00:00:00Z')).toEqual([]);
    expect((await readRound(stored.store, name))?.value.status).toBe('open');
    expect(await tick('2026-10-08T03:59:00Z')).toEqual([]);
    expect(await tick('2026-10-08T04:00:00Z')).toEqual(['prompt', 'prompt']);
  });

  it('what a pause or a downtime has delayed until the evening waits for the morning', async () => {
    await save({ quiet });
    const paused = await tickOn(stored.store, new Date('2026-10-08T12:00:00Z'), () => ({ type: 'held' }));
    expect(paused.delivered).toEqual(['prompt', 'prompt']);
    expect(await tick('2026-10-08T17:00:00Z')).toEqual([]);
    expect(await tick('2026-10-09T03:59:00Z')).toEqual([]);
    expect(await tick('2026-10-09T04:00:00Z')).toEqual(['prompt', 'prompt']);
  });

  it('what a person does in the evening is told at once', async () => {
    await save({ quiet });
    expect(await tick('2026-10-08T12:00:00Z')).toEqual(['prompt', 'prompt']);
    const evening = '2026-10-08T18:00:00Z';
    const act = { ...name, goalId: 'a', by: 'anna@example.org', to: 'bo@example.org' };
    await handOver(stored.store, act, new Date(evening));
    expect(await tick(evening)).toEqual(['handover']);
  });

  it('the digest of Easter Monday goes out on Tuesday', async () => {
    await save({ quiet, opens: { workingDaysAfter: 1, at: '08:00' } });
    expect(await tick('2026-04-01T05:00:00Z')).toEqual(['prompt', 'prompt']);
    expect(await tick('2026-04-06T05:00:00Z')).toEqual([]);
    const q1 = { ...name, period: '2026-Q1' };
    expect((await readRound(stored.store, q1))?.value.lastDigest).toBe('2026-04-06T05:00:00.000Z');
    expect(await tick('2026-04-07T03:59:00Z')).toEqual([]);
    expect(await tick('2026-04-07T04:00:00Z')).toEqual(['digest']);
  });

  it('reminders, escalations and the digest of the closing wait as well', async () => {
    await save({
      quiet: { from: '15:00', to: '10:00', workingDaysOnly: false },
      graceWorkingDays: 1,
      reminders: [{ workingDaysBefore: 1, at: '09:00' }],
      escalations: [{ to: 'coordinator', workingDaysAfter: 1, at: '09:30' }],
    });
    await savePeople(stored.store, peopleOf(['coordinator@example.org']));
    await tick('2026-11-02T12:00:00Z');
    expect(await tick('2026-11-03T07:00:00Z')).toEqual([]);
    expect(await tick('2026-11-03T08:00:00Z')).toEqual(['reminder', 'reminder']);
    expect(await tick(deadline)).toEqual([]);
    expect(await tick('2026-11-05T07:30:00Z')).toEqual([]);
    expect(await tick('2026-11-05T08:00:00Z')).toEqual(['digest', 'escalation']);
    expect(await tick('2026-11-05T14:00:00Z')).toEqual([]);
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
    expect(await tick('2026-11-06T08:00:00Z')).toEqual(['digest']);
  });
});

it('without quiet hours a tick at night sends at once', async () => {
  await save({});
  expect(await tick('2026-10-08T00:00:00Z')).toEqual(['prompt', 'prompt']);
});

describe('with days of grace', () => {
  const closes = new Date('2026-11-09T14:00:00.000Z');
  const answer = (now: Date) =>
    recordReply(
      stored.store,
      { ...name, goalId: 'a', by: 'anna@example.org', typed: { value: '5' }, locale: 'fi', seenVersion: 0 },
      now,
    );
  const open = async () => {
    await save({
      graceWorkingDays: 3,
      escalations: [{ to: 'unit-head', workingDaysAfter: 1, at: '09:00' }],
      reminders: [{ workingDaysAfter: 2, at: '09:00' }],
    });
    await savePeople(stored.store, peopleOf(['head@example.org']));
    const head = {
      personId: 'head@example.org',
      role: 'unit-head',
      programmeId: 'prog',
      unit: 'Unit',
    } as const;
    await grant(stored.store, head, schedule, opens);
    await tick(opens);
    await tick('2026-11-02T06:00:00Z');
  };

  it('replies are taken after the deadline as late ones, until the closing and not at it', async () => {
    await open();
    await tick(deadline);
    const round = (await readRound(stored.store, name))!.value;
    expect(round).toMatchObject({ status: 'open', closes: closes.toISOString() });
    const reply = await answer(new Date(closes.getTime() - 1));
    expect(isLate(round, reply.at)).toBe(true);
    expect(isLate(round, new Date(deadline.getTime() - 1).toISOString())).toBe(false);
    await expect(answer(closes)).rejects.toEqual(refusal('round-not-open'));
  });

  it('there is a digest at the deadline and one at the closing; in between the head is told and the late reminded', async () => {
    await open();
    expect(await tick(deadline)).toEqual(['digest']);
    expect(await tick('2026-11-05T07:00:00Z')).toEqual(['escalation']);
    await answer(new Date('2026-11-05T09:00:00Z'));
    expect(await tick('2026-11-06T07:00:00Z')).toEqual(['reminder', 'reminder']);
    expect(await tick(new Date(closes.getTime() - 1))).toEqual(['digest']);
    expect(await tick(closes)).toEqual(['digest']);
    const keys = [...(await messageKeys(stored.store, roundPartition(name)))];
    expect(keys.filter((key) => key.includes('|digest-')).sort()).toEqual(
      [
        '2026-11-02T06:00:00.000Z',
        deadline.toISOString(),
        '2026-11-09T06:00:00.000Z',
        `closing-${closes.toISOString()}`,
      ].map((step) => `prog|2026-Q3|${channel}|digest-${step}-fi`),
    );
    expect((await readRound(stored.store, name))?.value.status).toBe('closed');
  });
});
