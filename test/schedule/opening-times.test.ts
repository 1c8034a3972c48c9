import { holidayCalendar } from '../../src/periods/working-days';
import { openingTimes } from '../../src/schedule/opening-times';
import { programmeWith } from '../helpers/fixtures';

const holidays = holidayCalendar();
const { calendar } = programmeWith();
/** Opens on Wednesday 7.10.2026 at 8:00, and is due on Wednesday 4.11. at 16:00: 29 days, rounded up. */
const times = (now: string, changes: object = {}) => {
  const programme = programmeWith({ calendar: { ...calendar, ...changes } });
  const { opens, deadline, closes } = openingTimes(programme, '2026-Q3', new Date(now), holidays);
  return [opens, deadline, closes].map((moment) => moment.toISOString());
};

const opens = '2026-10-07T05:00:00.000Z';
const deadline = '2026-11-04T14:00:00.000Z';

describe('a round that is opened by hand', () => {
  it.each([
    ['before its turn opens now', '2026-09-30T09:00:00.000Z', '2026-09-30T09:00:00.000Z'],
    ['in the very moment of its opening', opens, opens],
    ['after it is the round that the calendar would have opened', '2026-10-20T09:00:00.000Z', opens],
  ])('%s, with the deadline of the calendar', (_, now, opened) => {
    expect(times(now)).toEqual([opened, deadline, deadline]);
  });

  it('keeps the days for late replies', () => {
    const closes = '2026-11-09T14:00:00.000Z';
    expect(times('2026-10-20T09:00:00Z', { graceWorkingDays: 3 })).toEqual([opens, deadline, closes]);
  });

  it.each([
    // 29 days later is Thursday 3.12.
    ['at its deadline', '2026-11-04T14:00:00.000Z', '2026-12-03T14:00:00.000Z'],
    // 29 days later is Saturday 19.12.
    ['later', '2026-11-20T09:00:00.000Z', '2026-12-21T14:00:00.000Z'],
    // 29 days later is Friday 25.12.; then come Boxing Day and Sunday.
    ['so that the days end at Christmas', '2026-11-26T09:00:00.000Z', '2026-12-28T14:00:00.000Z'],
    // Over the change to winter time of the year after: still 16:00 in Helsinki.
    ['a year later', '2027-10-04T09:00:00.000Z', '2027-11-02T14:00:00.000Z'],
  ])('%s has as many days from then on, and ends on a working day at its time of day', (_, now, due) => {
    expect(times(now)).toEqual([opens, due, due]);
  });

  it('after its deadline has no days for late replies, though the calendar’s are not over', () => {
    const [, due, closes] = times('2026-11-05T09:00:00Z', { graceWorkingDays: 3 });
    expect([due, closes]).toEqual(['2026-12-04T14:00:00.000Z', '2026-12-04T14:00:00.000Z']);
  });

  it('is not due while the organisation is closed', () => {
    const closedDays = [{ from: '12-01', to: '12-31' }];
    // 1.1. is a holiday, then comes a weekend.
    expect(times('2026-11-10T09:00:00Z', { closedDays })[1]).toBe('2027-01-04T14:00:00.000Z');
  });

  it('has no times where there is never a working day', () => {
    const closedDays = [{ from: '01-01', to: '12-31' }];
    expect(() => times('2026-10-20T09:00:00Z', { closedDays })).toThrow(RangeError);
  });
});
