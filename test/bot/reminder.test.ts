/** The calendar's reminders, as persons see them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { inputsOf, textsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { schedule } from '../../src/audit/audit';
import { findMessage } from '../../src/outbox/message';
import { chooseLanguage } from '../../src/people/language';
import { removeSubstitute, setSubstitute } from '../../src/people/substitutions';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { remindRound } from '../../src/reminders/remind-round';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest, personAt, startBotUnderTest } from '../helpers/bot-under-test';
import { atPrompt, buttonsOf, promptOnly, sentMeanwhile, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { cardShown } from '../helpers/teams-conversations';
import { typedAnswer } from '../helpers/typed-answers';

const reform = { programmeId: 'productivity-programme', period: '2025-H2' };
/** Is asked about three goals. */
const owner = 'reform-programme-manager@example.org';
/** Is asked in another programme only. */
const substitute = 'strategy-training-manager@example.org';
/** Five working days and one before the deadline, 13.2.2026 at 16:00, at 9:00. */
const [first, second] = ['2026-02-06T07:00:00.000Z', '2026-02-12T07:00:00.000Z'];

let running: BotUnderTest;
let user: TeamsUser;

beforeEach(async () => {
  running = await startBotUnderTest();
  await promptOnly(running, [owner]);
  user = await atPrompt(running, owner, reform);
});
afterEach(() => running.stop());

/** The messages that a tick at this moment sends to the person. */
async function told(moment: string, personId = owner) {
  running.clock.set(moment);
  return sentMeanwhile(running, await personAt(running, personId), () => promptOnly(running, [personId]));
}

async function answerAll(): Promise<void> {
  const { goals } = (await loadAskedRound(running.store, reform, owner, running.clock.now()))!;
  for (const { goal } of goals) {
    const card = await show(user, 'goal', { ...reform, goalId: goal.id });
    const typed = inputsOf(card).map((input) => [input.id, typedAnswer(input, goal, 0)] as const);
    await show(user, 'save', { ...buttonsOf(card, 'save')[0]!.data, ...Object.fromEntries(typed) });
  }
}

async function stateOf(step: string, personId = owner, more = '') {
  const key = `${reform.programmeId}|${reform.period}|${personId}|reminder-${step}${more}`;
  return (await findMessage(running.store, roundPartition(reform), key))?.value.state;
}

describe('a reminder', () => {
  it.each([
    ['fi', '13.2.2026 klo\u00a016.00'],
    ['en', '13 Feb 2026 at\u00a016:00'],
  ] as const)('says so in its summary and at its top, with the deadline: %s', async (locale, deadline) => {
    await chooseLanguage(running.store, owner, locale);
    const [message, ...more] = await told(first);
    expect(more).toEqual([]);
    const said = text(locale, 'prompt.reminder', { deadline });
    expect(bannerOf(cardShown(message!))).toEqual({ style: 'warning', text: said });
    const { summary } = message!.versions[0]!;
    expect(summary).toMatch(/2025/);
    expect(summary!.startsWith(`${said} `)).toBe(true);
    expect(await stateOf(first)).toBe('sent');
  });

  it('comes at each moment of the calendar, once', async () => {
    const counts = [];
    for (const moment of [
      '2026-02-06T06:59:00Z',
      first,
      '2026-02-06T07:01:00Z',
      second,
      '2026-02-12T07:01:00Z',
    ])
      counts.push((await told(moment)).length);
    expect(counts).toEqual([0, 1, 0, 1, 0]);
  });

  it('has what is still to answer, with its buttons', async () => {
    const [message] = await told(first);
    const { goals } = (await loadAskedRound(running.store, reform, owner, running.clock.now()))!;
    const opened = buttonsOf(cardShown(message!), 'goal').map(({ data }) => data['goalId']);
    expect(goals).toHaveLength(3);
    expect(opened).toEqual(expect.arrayContaining(goals.map(({ goal }) => goal.id)));
  });

  it('does not come when everything is answered', async () => {
    await answerAll();
    expect(await told(first)).toEqual([]);
    expect(await stateOf(first)).toBeUndefined();
  });
});

describe('a reminder that waits', () => {
  beforeEach(async () => {
    running.clock.set(first);
    await remindRound(running.store, { ...reform, step: first, ...schedule }, running.clock.now());
    expect(await stateOf(first)).toBe('pending');
  });

  it('is needless when everything was answered meanwhile', async () => {
    await answerAll();
    expect(await told('2026-02-06T07:05:00Z')).toEqual([]);
    expect(await stateOf(first)).toBe('needless');
  });

  it('is needless when the round was closed meanwhile', async () => {
    await closeRound(running.store, { ...reform, by: 'admin', way: 'card' }, running.clock.now());
    expect(await told('2026-02-06T07:05:00Z')).toEqual([]);
    expect(await stateOf(first)).toBe('needless');
  });

  it('is needless at the deadline', async () => {
    expect(await told('2026-02-13T14:00:00Z')).toEqual([]);
    expect(await stateOf(first)).toBe('needless');
  });
});

describe('the substitute of a person who has not answered', () => {
  const day = '2026-02-06';
  beforeEach(() =>
    setSubstitute(
      running.store,
      { personId: owner, substituteId: substitute, from: day, to: day },
      running.clock.now(),
    ),
  );

  /** The reminders of this round: the substitute is also told about the substitution. */
  const remindersOf = async (moment: string) =>
    (await told(moment, substitute)).filter(({ versions }) =>
      JSON.stringify(versions[0]).includes(reform.programmeId),
    );

  it('is reminded as well', async () => {
    const [message, ...more] = await remindersOf(first);
    expect(more).toEqual([]);
    // Their own goals are due the same day, and the reminders of one day are one message.
    const card = cardShown(message!);
    const { name } = await personAt(running, owner);
    expect(bannerOf(card)?.text).toBe(text('fi', 'due.reminder'));
    expect(textsOf(card)).toContain(text('fi', 'prompt.asSubstitute', { name }));
    expect(buttonsOf(card, 'overview').map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ ...reform, fromDue: 0 }),
    );
    const key = `${reform.programmeId}|${reform.period}|${substitute}|reminder-${first}`;
    const told = (await findMessage(running.store, roundPartition(reform), key))?.value;
    expect(told?.state === 'sent' || told?.toldBy !== undefined).toBe(true);
  });

  it('is not once the substitution was taken back', async () => {
    running.clock.set(first);
    await remindRound(running.store, { ...reform, step: first, ...schedule }, running.clock.now());
    await removeSubstitute(running.store, owner, day, running.clock.now());
    expect(await remindersOf('2026-02-06T07:05:00Z')).toEqual([]);
    expect(await stateOf(first, substitute)).toBe('needless');
  });
});
