import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Programme, programmeSchema } from '../../src/goals/schema';
import { holidayCalendar } from '../../src/periods/working-days';
import { type Round } from '../../src/rounds/round';
import { plannedSteps } from '../../src/schedule/preview';
import { deadline, name, opens, programmeWith } from '../helpers/fixtures';

const holidays = holidayCalendar();
const seeded = (id: string): Programme =>
  programmeSchema.parse(
    JSON.parse(readFileSync(path.join(__dirname, '../../seeds', id, 'programme.json'), 'utf8')),
  );
/** Each step as one line, its moment in UTC. */
const next = (programme: Programme, from: string, count: number, rounds: readonly Round[] = []) =>
  plannedSteps(programme, rounds, new Date(from), count, holidays).map(
    (step) =>
      `${step.at.toISOString().slice(0, 16)} ${step.what === 'escalate' ? `to ${step.to}` : step.what} ${step.period}`,
  );

describe('a programme that is followed up every half-year', () => {
  const programme = seeded('productivity-programme');
  // Its tenth and thirtieth working days: 14.7. and 11.8. in summer; 16.1. and 13.2. after New Year and Epiphany.
  const summer = [
    '2026-07-14T05:00 open 2026-H1',
    '2026-07-20T05:00 digest 2026-H1',
    '2026-07-27T05:00 digest 2026-H1',
    '2026-08-03T05:00 digest 2026-H1',
    '2026-08-04T06:00 remind 2026-H1',
    '2026-08-10T05:00 digest 2026-H1',
    '2026-08-10T06:00 remind 2026-H1',
    '2026-08-10T07:00 to coordinator 2026-H1',
    '2026-08-11T13:00 close 2026-H1',
  ];
  const winter = [
    '2026-01-16T06:00 open 2025-H2',
    '2026-01-19T06:00 digest 2025-H2',
    '2026-01-26T06:00 digest 2025-H2',
    '2026-02-02T06:00 digest 2025-H2',
    '2026-02-06T07:00 remind 2025-H2',
    '2026-02-09T06:00 digest 2025-H2',
    '2026-02-12T07:00 remind 2025-H2',
    '2026-02-12T08:00 to coordinator 2025-H2',
    '2026-02-13T14:00 close 2025-H2',
  ];

  it('brings one round after the other', () => {
    expect(next(programme, '2026-01-01T00:00:00Z', 18)).toEqual([...winter, ...summer]);
  });

  it('goes on in the middle of a round with what is left of it', () => {
    expect(next(programme, '2026-02-06T07:00:01Z', 6)).toEqual([...winter.slice(5), ...summer.slice(0, 2)]);
  });

  it('counts a step at the very moment that is asked for', () => {
    expect(next(programme, '2026-02-06T07:00:00Z', 1)).toEqual([winter[4]]);
  });

  it('brings one step where one is asked for, also long before it', () => {
    expect(next(programme, '2026-02-13T14:00:01Z', 1)).toEqual([summer[0]]);
    expect(next(programme, '2026-07-14T05:00:00Z', 1)).toEqual([summer[0]]);
    expect(next(programme, '2026-08-11T13:00:00Z', 1)).toEqual([summer[8]]);
  });
});

describe('a programme that is followed up every quarter', () => {
  const programme = seeded('productivity-key-results');

  it('counts its working days over Easter and May Day', () => {
    expect(next(programme, '2026-04-01T00:00:00Z', 8)).toEqual([
      '2026-04-09T05:00 open 2026-Q1',
      '2026-04-13T05:00 digest 2026-Q1',
      '2026-04-20T05:00 digest 2026-Q1',
      '2026-04-27T05:00 digest 2026-Q1',
      '2026-04-30T06:00 remind 2026-Q1',
      '2026-05-04T05:00 digest 2026-Q1',
      '2026-05-07T06:00 remind 2026-Q1',
      '2026-05-08T13:00 close 2026-Q1',
    ]);
  });

  it('keeps its local times when the clocks go back, and goes on over New Year', () => {
    expect(next(programme, '2026-10-19T05:00:01Z', 6)).toEqual([
      '2026-10-26T06:00 digest 2026-Q3',
      '2026-10-28T07:00 remind 2026-Q3',
      '2026-11-02T06:00 digest 2026-Q3',
      '2026-11-03T07:00 remind 2026-Q3',
      '2026-11-04T14:00 close 2026-Q3',
      '2027-01-11T06:00 open 2026-Q4',
    ]);
  });
});

it('the yearly survey is found from any day of the year, its deadline on a Sunday', () => {
  const survey = seeded('county-survey');
  const opening = '2027-01-15T06:00 open 2026';
  for (const from of ['2026-05-03', '2026-08-01', '2026-12-31', '2027-01-15'])
    expect(next(survey, `${from}T00:00:00Z`, 1)).toEqual([opening]);
  // The fifth and the last working day before 2.5.2027; Friday is the last of April.
  expect(next(survey, '2027-04-20T00:00:00Z', 5)).toEqual([
    '2027-04-26T05:00 digest 2026',
    '2027-04-26T06:00 remind 2026',
    '2027-04-28T07:00 to coordinator 2026',
    '2027-04-30T06:00 remind 2026',
    '2027-05-02T13:15 close 2026',
  ]);
});

describe('rounds that overlap', () => {
  const programme = programmeWith({
    rhythm: 'month',
    calendar: {
      opens: { workingDaysAfter: 1, at: '09:00' },
      deadline: { workingDaysAfter: 30, at: '16:00' },
      reminders: [{ workingDaysBefore: 1, at: '09:00' }],
      digest: { weekday: 1, at: '08:00' },
    },
  });

  it('have their steps in one order, those of the earlier round first where they fall together', () => {
    expect(next(programme, '2026-08-03T00:00:00Z', 9)).toEqual([
      '2026-08-03T05:00 digest 2026-M06',
      '2026-08-03T06:00 open 2026-M07',
      '2026-08-10T05:00 digest 2026-M06',
      '2026-08-10T05:00 digest 2026-M07',
      '2026-08-10T06:00 remind 2026-M06',
      '2026-08-11T13:00 close 2026-M06',
      '2026-08-17T05:00 digest 2026-M07',
      '2026-08-24T05:00 digest 2026-M07',
      '2026-08-31T05:00 digest 2026-M07',
    ]);
  });

  it('are the same steps however many are asked for', () => {
    const all = next(programme, '2026-08-03T00:00:00Z', 40);
    for (const count of [1, 2, 4, 5, 13, 39])
      expect(next(programme, '2026-08-03T00:00:00Z', count)).toEqual(all.slice(0, count));
  });

  it('that last for a year are all found', () => {
    const long = programmeWith({
      rhythm: 'month',
      calendar: { ...programme.calendar, deadline: { workingDaysAfter: 250, at: '16:00' }, reminders: [] },
    });
    const open = next(long, '2026-08-31T05:00:00Z', 11);
    // The 250th working day after 2025-M08 was Friday 28.8.; the next round opens on 1.9.
    expect(open).toEqual(
      ['2025-M09', '2025-M10', '2025-M11', '2025-M12']
        .concat(['2026-M01', '2026-M02', '2026-M03', '2026-M04', '2026-M05', '2026-M06', '2026-M07'])
        .map((period) => `2026-08-31T05:00 digest ${period}`),
    );
  });
});

describe('rounds that are there already', () => {
  const programme = programmeWith({
    calendar: {
      ...programmeWith().calendar,
      graceWorkingDays: 2,
      reminders: [{ workingDaysBefore: 1, at: '09:00' }],
      escalations: [{ to: 'unit-head', workingDaysAfter: 1, at: '09:00' }],
    },
  });
  const planned = [
    '2026-11-02T06:00 digest 2026-Q3',
    '2026-11-03T07:00 remind 2026-Q3',
    '2026-11-04T14:00 digest 2026-Q3',
    '2026-11-05T07:00 to unit-head 2026-Q3',
    '2026-11-06T14:00 close 2026-Q3',
  ];
  const nextOpening = '2027-01-11T06:00 open 2026-Q4';
  const from = '2026-11-01T00:00:00Z';
  /** It closes at its deadline. */
  const openedByHand: Round = {
    ...name,
    status: 'open',
    opens: opens.toISOString(),
    deadline: deadline.toISOString(),
    events: [{ what: 'opened', by: 'admin', at: opens.toISOString() }],
  };
  const open: Round = { ...openedByHand, closes: '2026-11-06T14:00:00.000Z' };
  const at = '2026-11-06T15:00:00.000Z';
  const closed: Round = {
    ...open,
    status: 'closed',
    events: [...open.events, { what: 'closed', by: 'admin', at }],
  };

  it('and open go on by their own times, without another opening', () => {
    expect(next(programme, from, 6, [open])).toEqual([...planned, nextOpening]);
    expect(next(programme, from, 6)).toEqual([...planned, nextOpening]);
    const own = { ...openedByHand, deadline: '2026-11-11T14:00:00.000Z' };
    expect(next(programme, '2026-11-09T06:00:01Z', 3, [own])).toEqual([
      '2026-11-10T07:00 remind 2026-Q3',
      '2026-11-11T14:00 close 2026-Q3',
      nextOpening,
    ]);
    expect(next(programme, '2026-10-01T00:00:00Z', 1, [open])[0]).toContain('digest 2026-Q3');
  });

  it('and reopened close at their new deadline', () => {
    const events: Round['events'] = [...closed.events, { what: 'reopened', by: 'admin', at }];
    const reopened = { ...openedByHand, status: 'reopened' as const, events, lateAfter: open.deadline };
    const round: Round = { ...reopened, deadline: '2026-11-20T14:00:00.000Z' };
    expect(next(programme, '2026-11-17T00:00:00Z', 3, [round])).toEqual([
      '2026-11-19T07:00 remind 2026-Q3',
      '2026-11-20T14:00 close 2026-Q3',
      nextOpening,
    ]);
  });

  it('and closed or skipped have nothing to come, whatever the calendar says by now', () => {
    const skipped: Round = {
      ...open,
      status: 'planned',
      events: [{ what: 'skipped', by: 'schedule', at }],
    };
    for (const round of [closed, skipped]) expect(next(programme, from, 1, [round])).toEqual([nextOpening]);
  });

  it('and open keep their steps, also before the first period', () => {
    const [step] = plannedSteps(
      programmeWith({ firstPeriod: '2027-Q1' }),
      [open],
      new Date('2026-10-20T00:00:00Z'),
      1,
      holidays,
    );
    expect(step).toMatchObject({ period: '2026-Q3' });
  });

  it('and planned, since their opening was cut off, are still opened', () => {
    const cutOff: Round = { ...open, status: 'planned', events: [] };
    expect(next(programme, '2026-10-01T00:00:00Z', 1, [cutOff])).toEqual(['2026-10-07T05:00 open 2026-Q3']);
  });
});

it('a programme begins with its first period', () => {
  const later = programmeWith({ firstPeriod: '2026-Q4' });
  const [first] = plannedSteps(later, [], new Date('2026-10-01T00:00:00Z'), 1, holidays);
  expect(first).toMatchObject({ what: 'open', period: '2026-Q4' });
});

it('a programme that is followed up once has its steps, and then none, however many are asked for', () => {
  const { opens: first, deadline: last, digest } = programmeWith().calendar;
  const once = programmeWith({
    rhythm: 'once',
    onlyPeriod: '2026-Q3',
    calendar: { opens: first, deadline: last, digest },
  });
  expect(next(once, '2026-10-27T00:00:00Z', 10)).toEqual([
    '2026-11-02T06:00 digest 2026-Q3',
    '2026-11-04T14:00 close 2026-Q3',
  ]);
  expect(next(once, '2026-11-05T00:00:00Z', 10)).toEqual([]);
});

it.each([
  ['before the opening', 5],
  ['at the opening', 10],
])('a deadline %s is a RangeError', (_, workingDaysAfter) => {
  const opens = { workingDaysAfter: 10, at: '08:00' };
  const bad = programmeWith({
    calendar: { opens, deadline: { ...opens, workingDaysAfter }, digest: { weekday: 1, at: '08:00' } },
  });
  expect(() => plannedSteps(bad, [], new Date('2026-10-01T00:00:00Z'), 1, holidays)).toThrow(RangeError);
});
