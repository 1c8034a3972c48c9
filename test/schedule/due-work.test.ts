import { holidayCalendar } from '../../src/periods/working-days';
import { type Round } from '../../src/rounds/round';
import { dueWork } from '../../src/schedule/due-work';
import { afterDeadline, deadline, name, opens, programmeWith } from '../helpers/fixtures';

const holidays = holidayCalendar();
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
const due = (now: Date, rounds: readonly Round[] = [], programmes = [programme], lastTick?: Date) =>
  dueWork(programmes, rounds, now, holidays, lastTick).map((work) =>
    'step' in work
      ? `${work.type === 'escalate' ? `escalate ${work.to}` : work.type} ${work.step}`
      : `${work.type} ${work.programmeId} ${work.period}`,
  );
/** What is due together with what it leaves out. */
const missedIn = (now: Date, rounds: readonly Round[], of = programme) =>
  dueWork([of], rounds, now, holidays).map((work) => ('missed' in work ? [work.type, ...work.missed] : []));
const mondays = ['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'].map(
  (day, index) =>
    // Helsinki leaves summer time on 25.10.
    `${day}T0${index < 2 ? 5 : 6}:00:00.000Z`,
);

describe('a closing that was cut off', () => {
  const since = '2026-10-12T09:00:00';
  const event = { by: 'a@example.org', at: `${since}.000Z` };
  const closing = { snapshot: 's', since: `${since}.000Z`, from: 'open', event, way: 'card' } as const;
  const cutOff = (changes: Partial<typeof event & { sent: true }> = {}) =>
    roundWith({ status: 'closing', closing: { ...closing, event: { ...event, ...changes } } });

  it.each([
    ['while it may still be under way', '2026-10-12T09:00:29', []],
    ['once it can no longer be', '2026-10-12T09:00:30', ['close prog 2026-Q3']],
    ['where the clock of the one that began it was ahead', '2026-10-12T08:59:59', ['close prog 2026-Q3']],
  ])('is due or not %s', (_, now, expected) => {
    expect(due(at(now), [cutOff()])).toEqual(expected);
  });

  it('is finished as the sending that it was', () => {
    const [work] = dueWork([programme], [cutOff({ sent: true })], afterDeadline, holidays);
    expect(work).toEqual({ type: 'close', ...name, missed: [], sends: true });
  });
});

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
    expect(work).toEqual({ type: 'open', ...name, opens, deadline, closes: deadline });
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

  it('before or after a digest, as their moments are', () => {
    expect(dueOf('2026-11-03T07:00:00', { lastDigest: mondays[2]! })).toEqual([
      `digest ${mondays[3]}`,
      `remind ${second}`,
    ]);
  });
});

describe('an escalation is due', () => {
  /** The substitute a day before the deadline, the head of the unit the day after it, the coordinator a day later. */
  const escalated = programmeWith({
    calendar: {
      ...programme.calendar,
      graceWorkingDays: 3,
      reminders: [{ workingDaysBefore: 1, at: '09:00' }],
      escalations: [
        { to: 'substitute', workingDaysBefore: 1, at: '09:00' },
        { to: 'unit-head', workingDaysAfter: 1, at: '09:00' },
        { to: 'coordinator', workingDaysAfter: 2, at: '09:00' },
      ],
      digest: { weekday: 2, at: '09:00' },
    },
  });
  const [first, second, third] = ['2026-11-03', '2026-11-05', '2026-11-06'].map(
    (day) => `${day}T07:00:00.000Z`,
  );
  const closes = '2026-11-09T14:00:00.000Z';
  const done = { closes, lastReminder: first!, lastDigest: deadline.toISOString() };
  const dueOf = (now: string, changes: Partial<Round> = {}) =>
    due(at(now), [roundWith({ ...done, ...changes })], [escalated]);

  it.each([
    ['not before its moment', '2026-11-03T06:59:59', {}, []],
    ['at its moment', '2026-11-03T07:00:00', {}, [`escalate substitute ${first}`]],
    ['not again after it was done', '2026-11-05T06:59:59', { lastEscalation: first! }, []],
    ['to the next rung', '2026-11-05T07:00:00', { lastEscalation: first! }, [`escalate unit-head ${second}`]],
    [
      'to the last rung',
      '2026-11-06T07:00:00',
      { lastEscalation: second! },
      [`escalate coordinator ${third}`],
    ],
    [
      'only to the highest rung that was missed',
      '2026-11-07T12:00:00',
      {},
      [`escalate coordinator ${third}`],
    ],
    ['not at the closing', '2026-11-09T14:00:00', {}, ['close prog 2026-Q3']],
    [
      'not where its moment was before a late opening',
      '2026-11-04T12:00:00',
      openedAt('2026-11-03T08:00:00.000Z'),
      [],
    ],
  ])('%s', (_, now, changes, expected) => {
    expect(dueOf(now, changes)).toEqual(expected);
  });

  it('after a reminder and before a digest of the same moment', () => {
    const nothing = { lastReminder: '2026-10-07', lastDigest: mondays[3]! };
    expect(dueOf('2026-11-03T07:00:00', nothing)).toEqual([
      `remind ${first}`,
      `escalate substitute ${first}`,
      `digest ${first}`,
    ]);
  });

  it('in a reopened round before its new deadline, and not from the days of grace that it had', () => {
    const again = roundWith({
      status: 'reopened',
      deadline: '2026-11-30T14:00:00.000Z',
      lateAfter: deadline.toISOString(),
      lastEscalation: third!,
      lastReminder: '2026-11-27T07:00:00.000Z',
      lastDigest: '2026-11-24T07:00:00.000Z',
      events: [{ what: 'reopened', by: 'admin', at: '2026-11-10T12:00:00.000Z' }],
    });
    expect(due(at('2026-11-27T06:59:59'), [again], [escalated])).toEqual([]);
    expect(due(at('2026-11-27T07:00:00'), [again], [escalated])).toEqual([
      'escalate substitute 2026-11-27T07:00:00.000Z',
    ]);
    expect(due(at('2026-11-30T14:00:00'), [again], [escalated])).toEqual(['close prog 2026-Q3']);
  });
});

describe('with days of grace', () => {
  const lenient = programmeWith({ calendar: { ...programme.calendar, graceWorkingDays: 5 } });
  const closes = '2026-11-11T14:00:00.000Z';
  const dueOf = (now: string, changes: Partial<Round> = {}) =>
    due(at(now), [roundWith({ closes, lastDigest: mondays[3]!, ...changes })], [lenient]);

  it('a round opens until its closing', () => {
    expect(due(at('2026-11-11T13:59:59'), [], [lenient])).toEqual(['open prog 2026-Q3']);
    expect(due(at('2026-11-11T14:00:00'), [], [lenient])).toEqual([]);
    const [work] = dueWork([lenient], [], deadline, holidays);
    expect(work).toEqual({ type: 'open', ...name, opens, deadline, closes: new Date(closes) });
  });

  it('a digest is due at the deadline, and the weekly ones go on', () => {
    expect(dueOf('2026-11-04T13:59:59')).toEqual([]);
    expect(dueOf('2026-11-04T14:00:00')).toEqual([`digest ${deadline.toISOString()}`]);
    const after = { lastDigest: deadline.toISOString() };
    expect(dueOf('2026-11-09T06:00:00', after)).toEqual(['digest 2026-11-09T06:00:00.000Z']);
  });

  it('closing is due when they are over', () => {
    expect(dueOf('2026-11-11T13:59:59', { lastDigest: '2026-11-09T06:00:00.000Z' })).toEqual([]);
    expect(dueOf('2026-11-11T14:00:00', { lastDigest: '2026-11-09T06:00:00.000Z' })).toEqual([
      'close prog 2026-Q3',
    ]);
  });
});

describe('what downtime leaves out is named by', () => {
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

  it('the digest that is done instead', () => {
    const now = at('2026-10-28T06:00:00');
    expect(missedIn(now, [roundWith({ lastDigest: mondays[0]! })])).toEqual([['digest', mondays[1]]]);
    expect(missedIn(at('2026-10-26T06:00:00'), [roundWith({ lastDigest: mondays[1]! })])).toEqual([
      ['digest'],
    ]);
  });

  it('the reminder that is done instead', () => {
    const round = roundWith({ lastDigest: mondays[3]! });
    expect(missedIn(at('2026-11-03T08:00:00'), [round], reminded)).toEqual([['remind', first]]);
  });

  it('the closing, each moment once', () => {
    const round = roundWith({ lastDigest: mondays[2]!, lastReminder: first });
    expect(missedIn(afterDeadline, [round], reminded)).toEqual([['close', mondays[3], second]]);
    const done = roundWith({ lastDigest: mondays[3]!, lastReminder: second });
    expect(missedIn(afterDeadline, [done], reminded)).toEqual([['close']]);
  });

  it('the closing, but only from a late opening on', () => {
    const late = roundWith(openedAt('2026-11-02T12:00:00.000Z'));
    expect(missedIn(afterDeadline, [late], reminded)).toEqual([['close', second]]);
  });
});

describe('a round is skipped', () => {
  const lastTick = at('2026-10-07T04:59:00');
  const planned = roundWith({ status: 'planned', events: [] });
  const skipped = roundWith({
    status: 'planned',
    events: [{ what: 'skipped', by: 'schedule', at: afterDeadline.toISOString() }],
  });
  const dueSince = (since: Date | undefined, now: Date, rounds: readonly Round[] = []) =>
    due(now, rounds, [programme], since);

  it('when its closing has passed since the last tick', () => {
    expect(dueSince(lastTick, deadline)).toEqual(['skip prog 2026-Q3']);
    expect(dueSince(lastTick, new Date(deadline.getTime() - 1))).toEqual(['open prog 2026-Q3']);
    const [work] = dueWork([programme], [], deadline, holidays, lastTick);
    expect(work).toEqual({ type: 'skip', ...name, opens, deadline, closes: deadline });
  });

  it('when it was planned before, and its opening cut off', () => {
    expect(dueSince(lastTick, afterDeadline, [planned])).toEqual(['skip prog 2026-Q3']);
  });

  it.each([
    ['at the first tick ever', undefined, []],
    ['when its closing was over at the last tick', deadline, []],
    ['a second time', lastTick, [skipped]],
    ['when it is closed', lastTick, [roundWith({ status: 'closed' })]],
  ])('not %s', (_, since, rounds) => {
    expect(dueSince(since, afterDeadline, rounds)).toEqual([]);
  });

  it('not when it is open: then it is closed', () => {
    expect(dueSince(lastTick, afterDeadline, [roundWith()])).toEqual(['close prog 2026-Q3']);
    expect(dueSince(lastTick, afterDeadline, [roundWith({ status: 'reopened' })])).toEqual([
      'close prog 2026-Q3',
    ]);
  });

  it('and not opened after that, also where the calendar has later moments now', () => {
    expect(due(at('2026-10-20T12:00:00'), [skipped], [programme], lastTick)).toEqual([]);
  });

  it('after the earlier one is closed and before the next one is opened, the oldest first', () => {
    const now = at('2027-05-05T12:00:00');
    expect(dueSince(lastTick, now, [roundWith()])).toEqual([
      'close prog 2026-Q3',
      'skip prog 2026-Q4',
      'open prog 2027-Q1',
    ]);
    expect(dueSince(lastTick, now)).toEqual(['skip prog 2026-Q3', 'skip prog 2026-Q4', 'open prog 2027-Q1']);
  });

  it('of a programme that is followed up once, once', () => {
    const once = programmeWith({ rhythm: 'once', onlyPeriod: '2026-Q3' });
    expect(due(at('2030-01-01T00:00:00'), [], [once], lastTick)).toEqual(['skip prog 2026-Q3']);
  });
});
