import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadGoal } from '../../../../src/goals/register';
import { endMessage, type Message, pendingMessages } from '../../../../src/outbox/message';
import { keepDraft } from '../../../../src/replies/draft';
import { recordReply } from '../../../../src/replies/record-reply';
import { acceptReply } from '../../../../src/replies/survey/review-reply';
import { closeRound } from '../../../../src/rounds/close-round';
import { keysTo } from '../../../../src/rounds/round-name';
import { roundPartition } from '../../../../src/rounds/round-store';
import { anna, bo, collect, during, goalWith, name, peopleOf, saveSetting } from '../../../helpers/fixtures';
import { actor, cliUnderTest } from '../cli-under-test';
import { fromSchedule } from '../small-programme';

const round = ['--programme', 'prog', '--period', '2026-Q3'];
const register = {
  programme: fromSchedule({ graceWorkingDays: 3 }),
  goals: [
    goalWith('a'),
    goalWith('b', { owners: [bo], headings: [{ fi: 'Talous', sv: 'Ekonomi' }] }),
    goalWith('both', { owners: [anna, bo] }),
  ],
};

const cli = cliUnderTest(
  '2026-10-12T09:00:00Z',
  (store) => saveSetting(store, { register, people: peopleOf([anna, bo]) }),
  { each: true },
);
beforeEach(() => cli.run('round', 'open', '--yes', ...round));

const answer = (goalId: string, by: string) =>
  cli.inStore((store) =>
    recordReply(
      store,
      { ...name, goalId, by, typed: { value: '80' }, locale: 'fi', seenVersion: 0 },
      cli.clock.now(),
    ),
  );

async function waiting(kind: string): Promise<string[]> {
  const rows = await cli.inStore((store) => collect(pendingMessages(store, roundPartition(name))));
  const wanted = rows.filter(({ value }) => value.kind === kind);
  return wanted.map(({ value: { recipient } }) =>
    recipient.type === 'person' ? recipient.personId : recipient.channelId,
  );
}

describe('round messages', () => {
  const promptToAnna = `${keysTo(name, anna)}prompt`;
  beforeEach(async () => {
    await cli.run('round', 'remind', '--yes', ...round);
    const ends: readonly Partial<Message>[] = [
      { state: 'sent', endedAt: '2026-10-12T09:00:01.000Z', firstPressedAt: '2026-10-12T09:20:00.000Z' },
      { state: 'blocked', endedAt: '2026-10-12T09:00:02.000Z', reason: 'the person has blocked the bot' },
      { state: 'needless', endedAt: '2026-10-12T09:00:03.000Z', toldBy: promptToAnna },
    ];
    await cli.inStore(async (store) => {
      const rows = await collect(pendingMessages(store, roundPartition(name)));
      const wanted = [
        ...rows.filter(({ value }) => value.kind === 'prompt'),
        ...rows.filter(({ value }) => value.kind === 'reminder'),
      ];
      for (const [at, end] of ends.entries())
        await store.commit(roundPartition(name), endMessage(wanted[at]!, { ...wanted[at]!.value, ...end }));
    });
  });

  it('lists who got what and when they first pressed it, what nobody got and what waits', async () => {
    expect(await cli.lines('round', 'messages', ...round)).toEqual([
      'TIME                  RECIPIENT         NAME  MESSAGE   STATE    FIRST PRESSED         REASON',
      'Mon 12.10.2026 12:00  bo@example.org    bo    reminder  pending',
      'Mon 12.10.2026 12:00  anna@example.org  anna  prompt    sent     Mon 12.10.2026 12:20',
      'Mon 12.10.2026 12:00  bo@example.org    bo    prompt    blocked                        the person has blocked the bot',
      `Mon 12.10.2026 12:00  anna@example.org  anna  reminder  sent     Mon 12.10.2026 12:20  told in ${promptToAnna}`,
    ]);
  });

  it('of one person, also as a file', async () => {
    const file = path.join(cli.directory, 'messages.csv');
    expect(await cli.lines('round', 'messages', ...round, '--person', 'bo', '--out', file)).toEqual([
      `messages in ${file}: 2`,
    ]);
    const [head, ...rows] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    expect(head).toContain('STATE,FIRST PRESSED,REASON');
    expect(rows).toHaveLength(2);
  });
});

describe('round remind', () => {
  it('reminds those who have not answered, once at a moment', async () => {
    await answer('a', anna);
    expect(await cli.json('round', 'remind', '--yes', ...round)).toMatchObject({ reminded: 2 });
    const before = cli.dump();
    expect(await cli.run('round', 'remind', '--yes', ...round)).toBe('reminders waiting to be sent: 0');
    expect(cli.dump()).toEqual(before);
    expect(await waiting('reminder')).toEqual([anna, bo]);
  });

  it.each([['Talous'], ['talous '], ['Ekonomi']])('reminds a unit alone, called %j', async (unit) => {
    expect(await cli.json('round', 'remind', '--yes', ...round, '--unit', unit)).toMatchObject({
      reminded: 1,
    });
    expect(await waiting('reminder')).toEqual([bo]);
  });

  it('of a unit that the programme has not names its units', async () => {
    const before = cli.dump();
    expect(await cli.fails('round', 'remind', '--yes', ...round, '--unit', 'Nobody')).toEqual([
      'error: "prog" has no unit "Nobody"; it has: Unit; Talous',
    ]);
    expect(cli.dump()).toEqual(before);
  });

  it('reminds one person alone, by address or name', async () => {
    expect(
      await cli.json('round', 'remind', '--yes', ...round, '--person', 'Anna@Example.org'),
    ).toMatchObject({
      reminded: 1,
    });
    expect(await waiting('reminder')).toEqual([anna]);
    cli.clock.set('2026-10-12T09:01:00Z');
    await cli.run('round', 'remind', '--yes', ...round, '--person', 'bo');
    expect(await waiting('reminder')).toEqual([anna, bo]);
  });

  it('of a person who has answered reminds nobody', async () => {
    for (const goal of ['a', 'both']) await answer(goal, anna);
    expect(await cli.run('round', 'remind', '--yes', ...round, '--person', anna)).toMatch(/: 0$/);
  });

  it('never guesses a person', async () => {
    expect(await cli.fails('round', 'remind', '--yes', ...round, '--person', 'annna')).toEqual([
      expect.stringMatching(/^error: .*did you mean anna <anna@example\.org>\?$/),
    ]);
    expect(await cli.fails('round', 'remind', '--yes', ...round, '--person', 'x@example.org')).toEqual([
      expect.stringMatching(/^error: nobody in the directory matches "x@example\.org"/),
    ]);
  });

  it('says when quiet hours end, and sends nothing before', async () => {
    const quiet = { from: '18:00', to: '07:00', workingDaysOnly: true };
    const programme = fromSchedule({ quiet });
    await cli.inStore((store) =>
      saveSetting(store, { register: { ...register, programme }, people: peopleOf([]) }),
    );
    cli.clock.set('2026-10-16T17:00:00Z');
    expect(await cli.lines('round', 'remind', '--yes', ...round)).toEqual([
      'reminders waiting to be sent: 2',
      'sent from Mon 19.10.2026 07:00 (Europe/Helsinki), when quiet hours end',
    ]);
    const rows = await cli.inStore((store) => collect(pendingMessages(store, roundPartition(name))));
    const reminders = rows.filter(({ value }) => value.kind === 'reminder');
    expect(reminders.map(({ value }) => value.notBefore)).toEqual([
      '2026-10-19T04:00:00.000Z',
      '2026-10-19T04:00:00.000Z',
    ]);
  });
});

describe('round missing', () => {
  it('lists who has not answered what, by unit', async () => {
    await answer('a', anna);
    expect(await cli.json('round', 'missing', ...round)).toEqual([
      {
        unit: 'Unit',
        persons: [
          { person: anna, name: 'anna', goals: ['BOTH'] },
          { person: bo, name: 'bo', goals: ['BOTH'] },
        ],
      },
      { unit: 'Talous', persons: [{ person: bo, name: 'bo', goals: ['B'] }] },
    ]);
    expect(await cli.lines('round', 'missing', ...round)).toEqual([
      'UNIT    PERSON            NAME  GOALS',
      'Unit    anna@example.org  anna  BOTH',
      'Unit    bo@example.org    bo    BOTH',
      'Talous  bo@example.org    bo    B',
    ]);
  });

  it('says that nobody is missing', async () => {
    for (const goal of ['a', 'b', 'both']) await answer(goal, goal === 'b' ? bo : anna);
    expect(await cli.run('round', 'missing', ...round)).toBe('Everybody has answered.');
    expect(await cli.json('round', 'missing', ...round)).toEqual([]);
  });
});

describe('round close', () => {
  const keepOne = (goalId: string, personId: string) =>
    cli.inStore(async (store) => {
      const shown = (await loadGoal(store, 'prog', goalId))!.fields;
      const unsaved = { typed: { value: '5' }, shown, seenVersion: 0 };
      await keepDraft(store, { ...name, goalId, personId }, unsaved, cli.clock.now());
    });

  it('says how much is typed and not saved, and closes with it only where that is wanted', async () => {
    await keepOne('a', anna);
    await keepOne('both', anna);
    await keepOne('both', bo);
    const before = cli.dump();
    expect(await cli.fails('round', 'close', '--yes', ...round)).toEqual([
      expect.stringMatching(/^error: .*drafts: 3, people: 2.*; .*--with-drafts$/),
    ]);
    expect(cli.dump()).toEqual(before);
    expect(await cli.json('round', 'close', '--yes', ...round, '--with-drafts')).toMatchObject({
      status: 'closed',
    });
  });

  it('needs no such word without drafts', async () => {
    expect(await cli.json('round', 'close', '--yes', ...round)).toMatchObject({ status: 'closed' });
  });

  it('says of a closed round that it is closed, drafts or not', async () => {
    await keepOne('a', anna);
    await cli.run('round', 'close', '--yes', ...round, '--with-drafts');
    expect(await cli.fails('round', 'close', '--yes', ...round)).toEqual([
      expect.stringContaining('is not open'),
    ]);
  });
});

describe('round deadline', () => {
  it('moves the deadline of an open round, and its time for late replies with it', async () => {
    expect(await cli.run('round', 'status', ...round)).toContain('closes    Mon 9.11.2026 16:00');
    const moved = await cli.json('round', 'deadline', ...round, '--deadline', '2026-11-20T12:00');
    const deadline = '2026-11-20T10:00:00.000Z';
    // Three working days later, at the time of day of the calendar's deadline.
    expect(moved).toMatchObject({ status: 'open', deadline, closes: '2026-11-25T14:00:00.000Z' });
    expect(await cli.run('round', 'status', ...round)).toContain('closes');
    expect(await waiting('reminder')).toEqual([]);
  });

  it('tells those who have not answered, if asked to', async () => {
    for (const goal of ['a', 'both']) await answer(goal, anna);
    await cli.run('round', 'deadline', ...round, '--deadline', '2026-11-20T12:00', '--tell', '--yes');
    expect(await waiting('reminder')).toEqual([bo]);
  });

  it.each([
    ['2026-10-01T00:00', /in the past/],
    ['2026-11-20', /"2026-11-20" is not a moment/],
    ['2026-11-31T12:00', /is not a moment/],
    ['Friday', /"Friday" is not a moment.*2026-12-18T16:00/],
  ])('%s changes nothing', async (deadline, message) => {
    const before = cli.dump();
    expect(await cli.fails('round', 'deadline', ...round, '--deadline', deadline)).toEqual([
      expect.stringMatching(message),
    ]);
    expect(cli.dump()).toEqual(before);
  });
});

describe('round status', () => {
  it('counts goals with a late answer', async () => {
    await answer('a', anna);
    expect(await cli.run('round', 'status', ...round)).not.toContain('late');
    cli.clock.set('2026-11-05T09:00:00Z');
    await answer('both', bo);
    expect(await cli.json('round', 'status', ...round)).toMatchObject({
      deadline: '2026-11-04T14:00:00.000Z',
      closes: '2026-11-09T14:00:00.000Z',
      goals: { answered: 2, late: 1 },
    });
    expect(await cli.run('round', 'status', ...round)).toContain('2 of 3 answered, 0 in part, 1 late');
  });

  it('says of a survey what is accepted, and that it was sent', async () => {
    const policy = { ...register.programme.policy, oneCoordinatedAnswer: true };
    const survey = { ...register, programme: { ...register.programme, policy } };
    await cli.inStore((store) => saveSetting(store, { register: survey, people: peopleOf([]) }));
    await answer('a', anna);
    expect(await cli.json('round', 'status', ...round)).toMatchObject({
      review: { answered: 1, accepted: 0, unanswered: 2 },
    });
    const chief = { ...name, by: 'coordinator@example.org', way: 'card' as const };
    await cli.inStore((store) => acceptReply(store, { ...chief, goalId: 'a', version: 1 }, during));
    expect(await cli.run('round', 'status', ...round)).toContain('review    1 approved, 0 awaiting approval');
    await cli.inStore((store) => closeRound(store, { ...chief, sent: true }, during));
    expect(await cli.run('round', 'status', ...round)).toMatch(/^sent .* by coordinator@example\.org$/m);
  });

  it('says why and by whom a round was opened again', async () => {
    await cli.run('round', 'close', '--yes', ...round);
    const act = ['--reason', 'two units were late', '--deadline', '2026-11-20T16:00'];
    expect(await cli.json('round', 'reopen', '--yes', ...round, ...act)).toMatchObject({
      status: 'reopened',
      deadline: '2026-11-20T14:00:00.000Z',
    });
    const status = await cli.run('round', 'status', ...round);
    expect(status).toMatch(new RegExp(`^reopened .* by ${actor}: two units were late$`, 'm'));
  });

  it('is there also when the programme has got another rhythm since', async () => {
    const programme = { ...register.programme, rhythm: 'half-year' as const };
    await cli.inStore((store) =>
      saveSetting(store, { register: { ...register, programme }, people: peopleOf([]) }),
    );
    expect(await cli.json('round', 'close', '--yes', ...round)).toMatchObject({ status: 'closed' });
    expect(await cli.fails('round', 'open', '--yes', ...round)).toEqual([
      expect.stringMatching(/2026-Q3 does not fit the rhythm.*half-year/),
    ]);
  });
});
