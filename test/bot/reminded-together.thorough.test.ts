/** Reminders of several rounds on one day are one message, which leaves out what is no longer due. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { readAudit, schedule } from '../../src/audit/audit';
import { pause, resume } from '../../src/brake/pauses';
import { countMessages, findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { createSendMemory } from '../../src/outbox/send-memory';
import { holidayCalendar } from '../../src/periods/working-days';
import { chooseLanguage } from '../../src/people/language';
import { lastReminders } from '../../src/reminders/last-reminders';
import { remindRound } from '../../src/reminders/remind-round';
import { closeRound } from '../../src/rounds/close-round';
import { readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { snooze } from '../../src/rounds/snooze';
import { discardRound } from '../../src/schedule/discard-round';
import { doDueWork, sendDue, type TickOptions } from '../../src/schedule/tick';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { collect } from '../helpers/fixtures';
import { answerEverything } from '../helpers/answer-everything';
import { eachWithBot, personAt, reform } from '../helpers/bot-under-test';
import { buttonsOf } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { losingMarks, onlyTo } from '../helpers/sending';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';

/** Is asked in all five programmes. */
const planner = 'planning@example.org';
const actor = { by: 'admin', way: 'cli' } as const;
/** Five working days before three deadlines, and at 9:00 also the day after a reminder that was missed. */
const day = '2026-02-06';
const step = `${day}T07:00:00.000Z`;
const strategic = { programmeId: 'strategic-goals', period: '2025-Q4' };
const halfYear = { programmeId: 'half-year-follow-up', period: '2025-H2' };
const three = [halfYear, reform, strategic];

const running = eachWithBot();

const send = (more: Partial<TickOptions> = {}) =>
  sendDue({
    ...running.bot.tickOptions,
    deliver: onlyTo([planner], running.bot.tickOptions.deliver),
    onFailure: () => {},
    ...more,
  });
const work = () => doDueWork(running.bot.tickOptions);
let before = 0;
const allSent = async () => running.connector.sentTo((await personAt(running, planner)).aadObjectId);
/** What the planner was sent since the prompts. */
const sent = async (): Promise<readonly PostedActivity[]> => (await allSent()).slice(before);
const reminderOf = async ({ programmeId, period }: RoundName, end = `reminder-${step}`): Promise<Message> => {
  const key = `${programmeId}|${period}|${planner}|${end}`;
  return (await findMessage(running.store, roundPartition({ programmeId, period }), key))!.value;
};
const programmesOn = (message: PostedActivity) =>
  buttonsOf(cardShown(message), 'overview').map(({ data }) => data['programmeId']);
const remind = (round: RoundName, at: string) =>
  remindRound(running.store, { ...round, step: at, ...schedule }, new Date(at));

beforeEach(async () => {
  await work();
  await send();
  // Its reminder of the day before would be due as well.
  await closeRound(
    running.store,
    { programmeId: 'productivity-key-results', period: '2025-Q4', ...actor },
    running.clock.now(),
  );
  before = (await allSent()).length;
  running.clock.set(step);
});

/** One reminder told the person of all these, and the others say so. */
async function expectTold(rounds: readonly RoundName[] = three): Promise<void> {
  const reminders = await Promise.all(rounds.map((round) => reminderOf(round)));
  const tellers = reminders.filter(({ state }) => state === 'sent');
  expect(tellers).toHaveLength(1);
  const others = reminders.filter((each) => each !== tellers[0]);
  expect([...(tellers[0]!.told ?? [])].sort()).toEqual(others.map(({ key }) => key).sort());
  for (const { state, toldBy } of others) expect([state, toldBy]).toEqual(['needless', tellers[0]!.key]);
}

describe('reminders that fall on one day', () => {
  it('are one message: only what is reminded of, by deadline, with a button to each', async () => {
    await work();
    await send();
    await send();
    const [message, ...more] = await sent();
    expect(more).toEqual([]);
    await expectTold();
    const card = cardShown(message!);
    expect(bannerOf(card)).toEqual({ style: 'warning', text: text('fi', 'due.reminder') });
    // The survey is open too, but nobody is reminded of it yet.
    expect(programmesOn(message!).sort()).toEqual(three.map(({ programmeId }) => programmeId).sort());
    const rounds = await Promise.all(
      three.map(async (round) => (await readRound(running.store, round))!.value),
    );
    const deadlines = programmesOn(message!).map(
      (id) => rounds.find(({ programmeId }) => programmeId === id)!.deadline,
    );
    expect(deadlines).toEqual([...deadlines].sort());
    expect(message!.versions[0]!.summary).toMatch(
      /^Muistutus: .* 3 ohjelmassa\. Lähin määräaika on 13\.2\.2026/,
    );
  });

  it.each(['sv', 'en'] as const)('say so in the person’s language: %s', async (locale) => {
    await chooseLanguage(running.store, planner, locale);
    await work();
    await send();
    expect(bannerOf(cardShown((await sent())[0]!))?.text).toBe(text(locale, 'due.reminder'));
  });

  it('are recorded and counted in each of their rounds', async () => {
    await work();
    await send();
    for (const round of three) {
      const entries = await readAudit(running.store, [roundPartition(round)], { what: 'reminded' });
      expect(entries).toHaveLength(1);
      expect((await lastReminders(running.store, round)).get(planner)).toBe(step);
      const { needless, pending } = await countMessages(running.store, roundPartition(round));
      expect([needless, pending]).toEqual([0, 0]);
    }
  });

  it('leave out what was answered meanwhile', async () => {
    await work();
    const user = await personAt(running, planner);
    const { goals } = (await loadAskedRound(running.store, reform, planner, running.clock.now()))!;
    await answerEverything(
      user,
      reform,
      goals.map(({ goal }) => goal),
    );
    before = (await allSent()).length;
    await send();
    const [message, ...more] = await sent();
    expect([more, programmesOn(message!)]).toEqual([[], expect.not.arrayContaining([reform.programmeId])]);
    expect((await reminderOf(reform)).reason).toBe('nothing left to say');
    await expectTold([halfYear, strategic]);
  });

  it('leave out a round that was closed meanwhile', async () => {
    await work();
    await closeRound(running.store, { ...reform, ...actor }, running.clock.now());
    await send();
    expect(programmesOn((await sent())[0]!)).not.toContain(reform.programmeId);
    expect(await reminderOf(reform)).toMatchObject({
      state: 'needless',
      reason: expect.not.stringContaining('told'),
    });
    await expectTold([halfYear, strategic]);
  });

  it('leave out a round that was taken back meanwhile', async () => {
    await work();
    await discardRound(running.store, { ...reform, ...actor }, running.clock.now());
    await send();
    const reminders = (await sent()).filter((message) => programmesOn(message).length > 0);
    expect(reminders).toHaveLength(1);
    expect(programmesOn(reminders[0]!)).not.toContain(reform.programmeId);
    await expectTold([halfYear, strategic]);
  });

  it('leave out a paused programme, whose own reminder is sent when it is resumed', async () => {
    await work();
    const scope = { programmeId: reform.programmeId };
    await pause(running.store, scope, actor, running.clock.now());
    await send();
    expect(programmesOn((await sent())[0]!)).not.toContain(reform.programmeId);
    expect((await reminderOf(reform)).state).toBe('pending');
    await resume(running.store, scope, actor, running.clock.now());
    await send();
    await send();
    const [, second, ...more] = await sent();
    expect([more, (await reminderOf(reform)).state]).toEqual([[], 'sent']);
    expect(bannerOf(cardShown(second!))?.text).toMatch(/^Muistutus: vastaa viimeistään/);
  });

  it('are told again by one message if the process died between sending and marking', async () => {
    await work();
    await send({ store: losingMarks(running.store, planner), memory: createSendMemory() });
    expect(await sent()).toHaveLength(1);
    await send({ memory: createSendMemory() });
    await send({ memory: createSendMemory() });
    expect(await sent()).toHaveLength(2);
    await expectTold();
  });

  it('are told once if the process died when only the first was marked', async () => {
    await work();
    let marks = 0;
    const store = losingMarks(running.store, planner, () => marks++ > 0);
    await send({ store, memory: createSendMemory() });
    await send({ memory: createSendMemory() });
    expect(await sent()).toHaveLength(1);
    await expectTold();
  });

  it('are told once if the store lost only the mark', async () => {
    await work();
    const memory = createSendMemory();
    let lost = 0;
    const store = losingMarks(running.store, planner, () => lost++ === 0);
    await send({ store, memory });
    await send({ memory });
    expect(await sent()).toHaveLength(1);
    await expectTold();
  });

  it('are told once by whichever message Teams takes', async () => {
    await work();
    let refused = 0;
    running.connector.fault = ({ kind }) =>
      kind === 'reply' && refused++ < 2 ? faults.throttled(60) : undefined;
    await send();
    expect(refused).toBeGreaterThan(2);
    running.clock.set(`${day}T07:05:00Z`);
    await send();
    expect(await sent()).toHaveLength(1);
    await expectTold();
  });

  it('wait for one another while the calendar’s work is under way, and until it has begun', async () => {
    running.clock.set(`${day}T06:59:00Z`);
    await work();
    running.clock.set(step);
    await remind(strategic, step);
    await send();
    expect(await sent()).toHaveLength(0);
    let release = () => {};
    const second = new Promise<void>((resolve) => (release = resolve));
    let reminded = 0;
    const around: TickOptions['around'] = async (due, run) => {
      if (due.type === 'remind' && ++reminded === 2) await second;
      await run();
    };
    const working = doDueWork({ ...running.bot.tickOptions, around });
    while (reminded < 2) await new Promise(setImmediate);
    await send();
    expect(await sent()).toHaveLength(0);
    release();
    await working;
    await send();
    expect(await sent()).toHaveLength(1);
    await expectTold();
  });

  it('do not wait if the work does not come', async () => {
    running.clock.set(`${day}T06:59:00Z`);
    await work();
    running.clock.set(step);
    await remind(strategic, step);
    running.clock.set(`${day}T07:02:00Z`);
    await send();
    expect(await sent()).toHaveLength(1);
  });
});

describe('reminders at different hours of a day', () => {
  /** These are put into the outbox without the calendar's work, which is not waited for. */
  const alone = { asking: { underWay: false } };

  it('are messages of their own, each with its own round, and nothing is told twice', async () => {
    await remind(strategic, step);
    await send(alone);
    const later = `${day}T08:00:00.000Z`;
    running.clock.set(later);
    await remind(reform, later);
    await send(alone);
    const messages = await sent();
    expect(messages).toHaveLength(2);
    const banners = messages.map((message) => bannerOf(cardShown(message))?.text);
    for (const banner of banners) expect(banner).toMatch(/^Muistutus: vastaa viimeistään/);
  });

  it('are one if the later one waits for the end of quiet hours that day', async () => {
    await remind(strategic, step);
    const sendFrom = new Date(`${day}T10:00:00Z`);
    await remindRound(running.store, { ...reform, step, ...schedule, sendFrom }, running.clock.now());
    await send(alone);
    expect(programmesOn((await sent())[0]!)).toHaveLength(2);
    running.clock.set(sendFrom.toISOString());
    await send(alone);
    expect(await sent()).toHaveLength(1);
    await expectTold([strategic, reform]);
  });

  it('are two if the later one waits until tomorrow', async () => {
    await remind(strategic, step);
    const sendFrom = new Date('2026-02-07T07:00:00Z');
    await remindRound(running.store, { ...reform, step, ...schedule, sendFrom }, running.clock.now());
    await send(alone);
    expect((await reminderOf(reform)).state).toBe('pending');
    running.clock.set(sendFrom.toISOString());
    await send(alone);
    expect(await sent()).toHaveLength(2);
  });
});

describe('a reminder that the person asked for', () => {
  const survey = { programmeId: 'county-survey', period: '2025' };
  const putOff = (on: string, now: string, round: RoundName = survey) =>
    snooze(running.store, { ...round, personId: planner, day: on }, new Date(now), holidayCalendar());
  const wantedOf = async () =>
    (await collect(pendingMessages(running.store, roundPartition(survey)))).map(({ value }) => value);

  it('comes with the calendar’s of that day, and says that it was asked for', async () => {
    await putOff(day, '2026-02-03T09:00:00Z');
    expect((await wantedOf()).map(({ notBefore }) => notBefore)).toEqual([step]);
    running.clock.set(`${day}T06:00:00Z`);
    await work();
    await send();
    expect(await sent()).toEqual([]);
    running.clock.set(step);
    await work();
    await send();
    const [message, ...more] = await sent();
    expect([more, programmesOn(message!)]).toEqual([[], expect.arrayContaining([survey.programmeId])]);
    expect(programmesOn(message!)).toHaveLength(4);
    expect(textsOf(cardShown(message!))).toContain(text('fi', 'due.wanted'));
  });

  it('is one message for all rounds put off to that day', async () => {
    await putOff('2026-02-05', '2026-02-03T09:00:00Z');
    await putOff('2026-02-05', '2026-02-03T09:00:00Z', strategic);
    running.clock.set('2026-02-05T06:00:00Z');
    await work();
    await send();
    const [message, ...more] = await sent();
    expect([more, programmesOn(message!)]).toEqual([[], [strategic.programmeId, survey.programmeId]]);
    expect(textsOf(cardShown(message!)).split(text('fi', 'due.wanted'))).toHaveLength(3);
  });

  it('comes when rounds open on a day without other reminders', async () => {
    await putOff('2026-02-05', '2026-02-03T09:00:00Z');
    expect((await wantedOf()).map(({ notBefore }) => notBefore)).toEqual(['2026-02-05T06:00:00.000Z']);
  });
});

describe('a reminder by hand', () => {
  it('is about its programme only, whatever else waits', async () => {
    await work();
    const by = { ...actor, step: `${day}T07:00:10.000Z` };
    await remindRound(running.store, { ...halfYear, ...by, personId: planner }, running.clock.now());
    await send();
    const messages = await sent();
    expect(messages).toHaveLength(2);
    const single = messages.filter((message) => programmesOn(message).length === 0);
    expect(single).toHaveLength(1);
    expect(bannerOf(cardShown(single[0]!))?.text).toMatch(/^Muistutus: vastaa viimeistään/);
    expect((await reminderOf(halfYear, `reminder-${by.step}`)).told).toBeUndefined();
  });
});
