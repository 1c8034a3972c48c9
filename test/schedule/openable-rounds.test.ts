import { describe, expect, it } from '@jest/globals';
import { type Round } from '../../src/rounds/round';
import { holidayCalendar } from '../../src/periods/working-days';
import { openableRounds } from '../../src/schedule/openable-rounds';
import { deadline, during, name, opens, programmeWith } from '../helpers/fixtures';

const holidays = holidayCalendar();
const programme = programmeWith();
const times = { opens: opens.toISOString(), deadline: deadline.toISOString() };
const round = (period: string, status: Round['status'], what?: 'skipped' | 'closed'): Round => ({
  ...times,
  programmeId: name.programmeId,
  period,
  status,
  events: what ? [{ what, by: 'test', at: during.toISOString() }] : [],
});
const openable = (
  rounds: readonly Round[],
  now = during,
  changes: Parameters<typeof programmeWith>[0] = {},
) => openableRounds({ ...programme, ...programmeWith(changes) }, rounds, now, holidays);

describe('the round that can be opened next', () => {
  it('is the one whose turn it is and that is not open yet', () => {
    expect(openable([]).next).toEqual({ period: '2026-Q3', opens });
    expect(openable([round('2026-Q3', 'planned')]).next?.period).toBe('2026-Q3');
  });

  it.each(['open', 'reopened', 'closed'] as const)('is the following one where that is %s', (status) => {
    expect(openable([round('2026-Q3', status)]).next).toEqual({
      period: '2026-Q4',
      opens: new Date('2027-01-11T06:00:00Z'),
    });
  });

  it('is the one after those that were opened before their time', () => {
    const rounds = [round('2026-Q3', 'closed'), round('2026-Q4', 'closed'), round('2027-Q1', 'open')];
    expect(openable(rounds).next?.period).toBe('2027-Q2');
  });

  it('is none whose closing is over', () => {
    expect(openable([], deadline).next?.period).toBe('2026-Q4');
    const grace = { calendar: { ...programme.calendar, graceWorkingDays: 2 } };
    expect(openable([], deadline, grace).next?.period).toBe('2026-Q3');
  });

  it('is not one that was taken back after its time, which is listed apart until it is opened', () => {
    const taken = (at: string): Round => ({
      ...round('2026-Q3', 'planned'),
      discarded: { by: 'test', at },
    });
    const late = openable([taken(during.toISOString()), round('2026-Q2', 'closed')]);
    expect(late).toMatchObject({ next: { period: '2026-Q4' }, discarded: ['2026-Q3'], skipped: [] });
    const early = openable([taken('2026-10-01T05:00:00.000Z')]);
    expect(early).toEqual({ next: { period: '2026-Q3', opens }, discarded: [], skipped: [] });
  });

  it('is not one before the first period, unless it was begun', () => {
    const later = { firstPeriod: '2027-Q1' };
    expect(openable([], during, later).next?.period).toBe('2027-Q1');
    expect(openable([round('2026-Q3', 'planned')], during, later).next?.period).toBe('2026-Q3');
  });

  it('is the only one of a programme that is followed up once, and then none', () => {
    const once = { rhythm: 'once', onlyPeriod: '2026-Q3' } as const;
    expect(openable([], during, once).next?.period).toBe('2026-Q3');
    expect(openable([round('2026-Q3', 'closed')], during, once)).toEqual({ skipped: [], discarded: [] });
    expect(openable([], deadline, once)).toEqual({ skipped: [], discarded: [] });
  });

  it('cannot be told where a deadline does not come after its opening', () => {
    const { calendar } = programme;
    const reversed = { ...calendar, opens: calendar.deadline, deadline: calendar.opens };
    expect(() => openable([], during, { calendar: reversed })).toThrow(RangeError);
  });
});

describe('rounds that were skipped', () => {
  it('are offered with the latest first, the last two', () => {
    const rounds = ['2025-Q4', '2026-Q2', '2026-Q1'].map((period) => round(period, 'planned', 'skipped'));
    expect(openable(rounds).skipped).toEqual(['2026-Q2', '2026-Q1']);
  });

  it('are not the next one', () => {
    const { next, skipped } = openable([round('2026-Q3', 'planned', 'skipped')]);
    expect([next?.period, skipped]).toEqual(['2026-Q4', ['2026-Q3']]);
  });

  it('are not offered once they are open or closed', () => {
    expect(openable([round('2026-Q1', 'open'), round('2026-Q2', 'closed', 'closed')]).skipped).toEqual([]);
  });
});
