import { createHolidayCalendar } from '../../src/periods/working-days';
import { type Round } from '../../src/rounds/round';
import { dueWork } from '../../src/schedule/due-work';
import { deadline, name, opens, programmeWith } from '../helpers/fixtures';

const holidays = createHolidayCalendar();
const programme = programmeWith();
const at = (iso: string) => new Date(`${iso}.000Z`);
const openedAt = (iso: string): Pick<Round, 'events'> => ({
  events: [{ what: 'opened', by: 'schedule', at: iso }],
});
const roundWith = (changes: Partial<Round> = {}): Round => ({
  ...name,
  status: 'open',
  opens: opens.toISOString(),
  deadline: deadline.toISOString(),
  ...openedAt(opens.toISOString()),
  ...changes,
});
const due = (now: Date, rounds: readonly Round[] = [], programmes = [programme]) =>
  dueWork(programmes, rounds, now, holidays).map((work) =>
    work.type === 'digest' || work.type === 'remind'
      ? `${work.type} ${work.step}`
      : `${work.type} ${work.programmeId} ${work.period}`,
  );
const mondays = ['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'].map(
  (day, index) =>
    // Helsinki leaves summer time on 25.10.
    `${day}T0${index < 2 ? 5 : 6}:00:00.000Z`,
);

describe('opening is due', () => {
  it.each([
    ['a moment before it opens', '2026-10-07T04:59:59', []],
    ['when it opens', '2026-10-07T05:00:00', ['open prog 2026-Q3']],
    ['any time until the deadline, after downtime', '2026-11-04T13:59:59', ['open prog 2026-Q3']],
    ['not at the deadline', '2026-11-04T14:00:00', []],
    ['in the middle of a period', '2026-12-15T12:00:00', []],
  ])('%s', (_, now, expected) => {
    expect(due(at(now))).toEqual(expected);
  });

  it('with the moments of the calendar', () => {
    const [work] = dueWork([programme], [], opens, holidays);
    expect(work).toEqual({ type: 'open', ...name, opens, deadline });
  });

  it.each([
    ['planned', ['open prog 2026-Q3']],
    ['open', []],
    ['reopened', []],
    ['closed', []],
  ] as const)('for a round that is %s: %j', (status, expected) => {
    expect(due(opens, [roundWith({ status })])).toEqual(expected);
  });

  it("whatever another programme's or another period's round does", () => {
    const others = [roundWith({ programmeId: 'prog-2' }), roundWith({ period: '2026-Q2', status: 'closed' })];
    expect(due(opens, others)).toEqual(['open prog 2026-Q3']);
  });

  it('for each programme', () => {
    const second = programmeWith({ id: 'second' });
    expect(due(opens, [], [programme, second])).toEqual(['open prog 2026-Q3', 'open second 2026-Q3']);
  });
});

describe('a digest is due', () => {
  it.each([
    ['not before Monday 8:00', '2026-10-12T04:59:59', {}, []],
    ['on Monday at 8:00', '2026-10-12T05:00:00', {}, [`digest ${mondays[0]}`]],
    ['not again after it was written', '2026-10-12T05:00:00', { lastDigest: mondays[0] }, []],
    ['not before the next Monday', '2026-10-19T04:59:59', { lastDigest: mondays[0] }, []],
    ['on the next Monday', '2026-10-19T05:00:00', { lastDigest: mondays[0] }, [`digest ${mondays[1]}`]],
    ['at 8:00 in winter time too', '2026-10-26T05:59:59', { lastDigest: mondays[1] }, []],
    [
      'once, the latest, after two weeks down',
      '2026-10-28T12:00:00',
      { lastDigest: mondays[0] },
      [`digest ${mondays[2]}`],
    ],
    ['once, the latest, when none was ever written', '2026-11-03T12:00:00', {}, [`digest ${mondays[3]}`]],
    [
      'not for a Monday before the round was opened',
      '2026-10-12T06:00:00',
      openedAt('2026-10-12T05:30:00.000Z'),
      [],
    ],
  ])('%s', (_, now, changes, expected) => {
    const round = roundWith(changes as Partial<Round>);
    expect(due(at(now), [round])).toEqual(expected);
  });

  it.each(['planned', 'closed'] as const)('not for a round that is %s', (status) => {
    const round = roundWith({ status, period: '2026-Q2' });
    expect(due(at('2026-10-20T12:00:00'), [round, roundWith({ lastDigest: mondays[1]! })])).toEqual([]);
  });

  it('again for a reopened round, from its reopening on', () => {
    const events = [{ what: 'reopened' as const, by: 'admin', at: '2026-11-10T12:00:00.000Z' }];
    const changes = {
      status: 'reopened' as const,
      deadline: '2026-11-30T14:00:00.000Z',
      events,
      lastDigest: mondays[3]!,
    };
    expect(due(at('2026-11-15T12:00:00'), [roundWith(changes)])).toEqual([]);
    expect(due(at('2026-11-16T06:00:00'), [roundWith(changes)])).toEqual(['digest 2026-11-16T06:00:00.000Z']);
  });
});

describe('closing is due', () => {
  it.each([
    ['not before the deadline', '2026-11-04T13:59:59', { lastDigest: mondays[3] }, []],
    ['at the deadline', '2026-11-04T14:00:00', { lastDigest: mondays[3] }, ['close prog 2026-Q3']],
    ['instead of digests that were missed', '2026-11-20T12:00:00', {}, ['close prog 2026-Q3']],
    ['for a reopened round', '2026-11-20T12:00:00', { status: 'reopened' }, ['close prog 2026-Q3']],
    ['not for a closed round', '2026-11-20T12:00:00', { status: 'closed' }, []],
    ['not for a planned round', '2026-11-20T12:00:00', { status: 'planned' }, []],
  ])('%s', (_, now, changes, expected) => {
    expect(due(at(now), [roundWith(changes as Partial<Round>)])).toEqual(expected);
  });
});

describe('a reminder is due', () => {
  const reminded = programmeWith({
    calendar: {
      ...programme.calendar,
      reminders: [
        { workingDaysBefore: 1, at: '09:00' },
        { workingDaysBefore: 5, at: '09:00' },
      ],
    },
  });
  const [first, second] = ['2026-10-28T07:00:00.000Z', '2026-11-03T07:00:00.000Z'];
  const dueOf = (now: string, changes: Partial<Round>) =>
    due(at(now), [roundWith({ lastDigest: mondays[3]!, ...changes })], [reminded]);
  const reopened = {
    status: 'reopened' as const,
    deadline: '2026-11-30T14:00:00.000Z',
    events: [{ what: 'reopened' as const, by: 'admin', at: '2026-11-10T12:00:00.000Z' }],
    lastDigest: '2026-11-23T06:00:00.000Z',
  };

  it.each([
    ['not before its moment', '2026-10-28T06:59:59', {}, []],
    ['at its moment', '2026-10-28T07:00:00', {}, [`remind ${first}`]],
    ['until it is done', '2026-10-30T12:00:00', {}, [`remind ${first}`]],
    ['not again after it was done', '2026-10-28T07:00:00', { lastReminder: first }, []],
    ['not before the next', '2026-11-03T06:59:59', { lastReminder: first }, []],
    ['at the next', '2026-11-03T07:00:00', { lastReminder: first }, [`remind ${second}`]],
    ['once, the latest, after downtime over both', '2026-11-04T08:00:00', {}, [`remind ${second}`]],
    [
      'also after one that somebody asked for before it',
      '2026-10-28T07:00:00',
      { lastReminder: opens.toISOString() },
      [`remind ${first}`],
    ],
    [
      'not where somebody asked for one after it',
      '2026-10-28T12:00:00',
      { lastReminder: '2026-10-28T11:00:00.000Z' },
      [],
    ],
    [
      'not for a moment before the round was opened',
      '2026-10-28T12:00:00',
      openedAt('2026-10-28T07:30:00.000Z'),
      [],
    ],
    ['nor for the moment at which it was opened', '2026-10-28T12:00:00', openedAt(first), []],
    ['up to the deadline', '2026-11-04T13:59:59', {}, [`remind ${second}`]],
    ['not at the deadline: then the round is closed', '2026-11-04T14:00:00', {}, ['close prog 2026-Q3']],
    ['not for a closed round', '2026-11-03T08:00:00', { status: 'closed' as const }, []],
  ])('%s', (_, now, changes, expected) => {
    expect(dueOf(now, changes)).toEqual(expected);
  });

  it('by the deadline that the round has, and not by the one that the calendar gives', () => {
    const sooner = { deadline: '2026-10-21T13:00:00.000Z', lastDigest: mondays[1]! };
    expect(dueOf('2026-10-20T05:59:59', sooner)).toEqual(['remind 2026-10-14T06:00:00.000Z']);
    expect(dueOf('2026-10-20T06:00:00', sooner)).toEqual(['remind 2026-10-20T06:00:00.000Z']);
  });

  it('again for a reopened round, before its new deadline only', () => {
    const again = { ...reopened, lastReminder: second };
    expect(dueOf('2026-11-23T06:59:59', again)).toEqual([]);
    expect(dueOf('2026-11-23T07:00:00', again)).toEqual(['remind 2026-11-23T07:00:00.000Z']);
  });

  it('not from before the reopening, although nobody was ever reminded', () => {
    const soon = { ...reopened, deadline: '2026-11-12T14:00:00.000Z', lastDigest: mondays[3]! };
    // Five working days before the deadline is the 5th, one is the 11th.
    expect(dueOf('2026-11-10T13:00:00', soon)).toEqual([]);
    expect(dueOf('2026-11-11T07:00:00', soon)).toEqual(['remind 2026-11-11T07:00:00.000Z']);
  });

  it('before a digest that is due at the same time', () => {
    expect(dueOf('2026-11-03T07:00:00', { lastDigest: mondays[2]! })).toEqual([
      `remind ${second}`,
      `digest ${mondays[3]}`,
    ]);
  });
});
