import { findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { holidayCalendar } from '../../src/periods/working-days';
import { closeRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { loadRequest, roundPartition } from '../../src/rounds/round-store';
import { snooze, snoozeDays } from '../../src/rounds/snooze';
import {
  anna,
  bo,
  collect,
  deadline,
  during,
  eachWithStore,
  expectNothingWritten,
  name,
  opens,
  programmeWith,
  refusal,
  saveOpenRound,
  saveSetting,
  smallSetting,
} from '../helpers/fixtures';

const holidays = holidayCalendar();
const helsinki = programmeWith();
const daysFrom = (now: string, until: string, zone = helsinki) =>
  snoozeDays({ deadline: until }, zone, new Date(now), holidays);

describe('the days to which a request can be put off', () => {
  it('are working days after today and before the day of the deadline', () => {
    // A Thursday; the deadline is on the Wednesday after.
    expect(daysFrom('2026-10-15T09:00:00Z', '2026-10-21T13:00:00Z')).toEqual([
      '2026-10-16',
      '2026-10-19',
      '2026-10-20',
    ]);
  });

  it('leave out public holidays, and the days on which Finnish offices are closed besides', () => {
    expect(daysFrom('2026-12-21T09:00:00Z', '2026-12-30T13:00:00Z')).toEqual([
      '2026-12-22',
      '2026-12-23',
      '2026-12-28',
      '2026-12-29',
    ]);
  });

  it('are ten at most', () => {
    const days = daysFrom('2026-10-07T09:00:00Z', '2026-11-04T14:00:00Z');
    expect([days.length, days[0], days.at(-1)]).toEqual([10, '2026-10-08', '2026-10-21']);
  });

  it.each([
    ['the deadline is today', '2026-10-21T05:00:00Z', '2026-10-21T13:00:00Z'],
    ['it is tomorrow', '2026-10-20T05:00:00Z', '2026-10-21T13:00:00Z'],
    ['only a weekend lies between', '2026-10-23T05:00:00Z', '2026-10-26T13:00:00Z'],
    ['it is over', '2026-10-22T05:00:00Z', '2026-10-21T13:00:00Z'],
  ])('are none when %s', (_, now, until) => expect(daysFrom(now, until)).toEqual([]));

  it('leave out the days on which the organisation is closed', () => {
    const { calendar } = programmeWith();
    const closedDays = [{ from: '2026-10-16', to: '2026-10-19' }];
    const own = programmeWith({ calendar: { ...calendar, closedDays } });
    expect(daysFrom('2026-10-15T09:00:00Z', '2026-10-21T13:00:00Z', own)).toEqual(['2026-10-20']);
  });

  it.each([
    ['before the deadline', '2026-10-19T09:00:00Z', ['2026-10-20']],
    ['at it', '2026-10-21T13:00:00.000Z', ['2026-10-22', '2026-10-23']],
    ['the day before the closing', '2026-10-25T09:00:00Z', []],
  ])(
    'are counted to the closing where late replies are taken, and it is later than the deadline: %s',
    (_, now, days) => {
      const round = { deadline: '2026-10-21T13:00:00.000Z', closes: '2026-10-26T13:00:00.000Z' };
      expect(snoozeDays(round, helsinki, new Date(now), holidays)).toEqual(days);
    },
  );

  it("are days of the programme's own time zone", () => {
    // 00:30 on the 16th in Helsinki, still the 15th in London; the deadline is on the 21st there, the 20th here.
    const [now, until] = ['2026-10-15T21:30:00Z', '2026-10-20T21:30:00Z'];
    expect(daysFrom(now, until)).toEqual(['2026-10-19', '2026-10-20']);
    expect(daysFrom(now, until, programmeWith({ timeZone: 'Europe/London' }))).toEqual([
      '2026-10-16',
      '2026-10-19',
    ]);
  });
});

describe('a person who puts a request off', () => {
  const stored = eachWithStore();
  beforeEach(() => saveOpenRound(stored.store, smallSetting()));

  const put = (day: string, personId = anna, now = during) =>
    snooze(stored.store, { ...name, personId, day }, now, holidays);
  const reminders = async (): Promise<Message[]> => {
    const rows = await collect(pendingMessages(stored.store, roundPartition(name)));
    return rows.map(({ value }) => value).filter(({ kind }) => kind === 'reminder');
  };

  it("gets one reminder on the morning of that day, at the time at which the programme's rounds open", async () => {
    await put('2026-10-14');
    expect(await reminders()).toMatchObject([
      {
        recipient: { type: 'person', personId: anna },
        data: name,
        notBefore: '2026-10-14T05:00:00.000Z',
        createdAt: during.toISOString(),
      },
    ]);
    const request = await loadRequest(stored.store, name, anna);
    expect(request?.value).toMatchObject({
      goalIds: ['a', 'both'],
      snoozedUntil: '2026-10-14T05:00:00.000Z',
    });
    expect((await loadRequest(stored.store, name, bo))?.value).not.toHaveProperty('snoozedUntil');
  });

  it('is reminded at the same time by the clock on the wall after the clocks have gone back', async () => {
    await put('2026-10-26');
    expect((await reminders())[0]?.notBefore).toBe('2026-10-26T06:00:00.000Z');
  });

  it('to the same day twice changes nothing the second time', async () => {
    await put('2026-10-14');
    const before = stored.now.dump();
    await put('2026-10-14');
    expect(stored.now.dump()).toEqual(before);
  });

  it('and then to another day is reminded only on the other day, sooner or later, and back again', async () => {
    for (const day of ['2026-10-14', '2026-10-20', '2026-10-13', '2026-10-14']) {
      await put(day);
      expect((await reminders()).map(({ notBefore }) => notBefore)).toEqual([`${day}T05:00:00.000Z`]);
    }
  });

  it('again after the reminder was sent gets another one, and what was sent stays', async () => {
    await put('2026-10-14');
    const [first] = await reminders();
    const row = (await findMessage(stored.store, roundPartition(name), first!.key))!;
    await stored.store.commit(roundPartition(name), [
      { type: 'delete', key: row.key, etag: row.etag },
      { type: 'insert', key: `done|${first!.key}`, value: { ...row.value, state: 'sent' } as never },
    ]);
    await put('2026-10-16', anna, new Date('2026-10-14T06:00:00Z'));
    expect(await reminders()).toHaveLength(1);
    const sent = await findMessage(stored.store, roundPartition(name), first!.key);
    expect(sent?.value.state).toBe('sent');
  });

  it('does not put off what somebody else is asked', async () => {
    await put('2026-10-14');
    await put('2026-10-14', bo);
    expect((await reminders()).map(({ recipient }) => recipient)).toEqual(
      [anna, bo].map((personId) => ({ type: 'person', personId })),
    );
  });

  it('twice at once has one reminder', async () => {
    await Promise.all([put('2026-10-14'), put('2026-10-15')]);
    const [only, ...more] = await reminders();
    expect(more).toEqual([]);
    expect((await loadRequest(stored.store, name, anna))?.value.snoozedUntil).toBe(only!.notBefore);
  });
});

describe('putting off is refused', () => {
  const stored = eachWithStore();
  beforeEach(() => saveOpenRound(stored.store, smallSetting()));
  const put = (day: string, more: object = {}, now = during) =>
    snooze(stored.store, { ...name, personId: anna, day, ...more }, now, holidays);

  it.each([
    ['to today', '2026-10-12'],
    ['to a day that is over', '2026-10-09'],
    ['to a Saturday', '2026-10-17'],
    ['to the day of the deadline', '2026-11-04'],
    ['to a day after it', '2026-11-05'],
    ['beyond the days that are offered', '2026-11-03'],
    ['to what is no day', 'tomorrow'],
  ])('%s', async (_, day) => {
    await expectNothingWritten(stored.now, () => put(day), refusal('no-such-day'));
  });

  it('at the deadline, and when the round is closed', async () => {
    const late = () => put('2026-11-05', {}, deadline);
    await expectNothingWritten(stored.now, late, refusal('round-not-open'));
    await closeRound(stored.store, { ...name, by: 'admin', way: 'card' }, during);
    await expectNothingWritten(stored.now, () => put('2026-10-14'), refusal('round-not-open'));
  });

  it('in a round that is not there, and by somebody who is asked nothing', async () => {
    const nowhere = (more: object) => () => put('2026-10-14', more);
    await expectNothingWritten(stored.now, nowhere({ period: '2026-Q2' }), refusal('unknown-round'));
    await expectNothingWritten(stored.now, nowhere({ programmeId: 'else' }), refusal('unknown-round'));
    await expectNothingWritten(stored.now, nowhere({ personId: 'x@example.org' }), refusal('not-yours'));
  });
});

describe('a round with a deadline of its own', () => {
  const stored = eachWithStore();
  it('that takes late replies is put off after its deadline, to a day before its closing', async () => {
    await saveSetting(stored.store, smallSetting());
    const closes = new Date('2026-11-09T14:00:00Z');
    await openRound(stored.store, { ...name, opens, deadline, closes, by: 's', way: 'card' }, opens);
    const put = (day: string, now: Date) =>
      snooze(stored.store, { ...name, personId: anna, day }, now, holidays);
    const early = () => put('2026-11-05', new Date('2026-11-03T09:00:00Z'));
    await expectNothingWritten(stored.now, early, refusal('no-such-day'));
    await put('2026-11-05', deadline);
    expect((await loadRequest(stored.store, name, anna))?.value.snoozedUntil).toBe(
      '2026-11-05T06:00:00.000Z',
    );
    await expectNothingWritten(stored.now, () => put('2026-11-09', deadline), refusal('no-such-day'));
  });

  it('is put off by its own deadline and not by what the calendar says', async () => {
    await saveSetting(stored.store, smallSetting());
    const until = new Date('2026-10-14T13:00:00Z');
    await openRound(stored.store, { ...name, opens, deadline: until, by: 's', way: 'card' }, opens);
    const put = (day: string) => snooze(stored.store, { ...name, personId: anna, day }, during, holidays);
    await put('2026-10-13');
    await expectNothingWritten(stored.now, () => put('2026-10-14'), refusal('no-such-day'));
  });
});
