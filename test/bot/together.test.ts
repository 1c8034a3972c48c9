/** Rounds that open together are told of in one message, whatever goes wrong on the way. */
import { describe, expect, it } from '@jest/globals';
import { text } from '../../cards/parts/strings';
import { type Card } from '../../cards/render';
import { textsOf } from '../../deploy/local/scripted-user';
import { pause, resume } from '../../src/brake/pauses';
import { findMessage, type Message } from '../../src/outbox/message';
import { createSendMemory } from '../../src/outbox/send-memory';
import { setSubstitute } from '../../src/people/substitutions';
import { closeRound } from '../../src/rounds/close-round';
import { openRound, promptKey } from '../../src/rounds/open-round';
import { isSameRound } from '../../src/rounds/round-name';
import { listOpenRounds, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { discardRound } from '../../src/schedule/discard-round';
import { doDueWork, sendDue, type TickOptions } from '../../src/schedule/tick';
import { eachWithBot, personAt, promptsFor, reform } from '../helpers/bot-under-test';
import { buttonsOf, press, show } from '../helpers/pressing';
import { bannerOf } from '../helpers/read-card';
import { losingMarks, onlyTo } from '../helpers/sending';
import { cardShown, type PostedActivity } from '../helpers/teams-conversations';
import { faults } from '../helpers/teams-faults';

/** Is asked in all five programmes. */
const planner = 'planning@example.org';
const owner = 'reform-programme-manager@example.org';

const actor = { by: planner, way: 'card' } as const;

const running = eachWithBot();

const send = (more: Partial<TickOptions> = {}, ...to: readonly string[]) =>
  sendDue({
    ...running.bot.tickOptions,
    deliver: onlyTo(to.length > 0 ? to : [planner], running.bot.tickOptions.deliver),
    onFailure: () => {},
    ...more,
  });
const sentTo = async (personId: string): Promise<readonly PostedActivity[]> =>
  running.connector.sentTo((await personAt(running, personId)).aadObjectId);
const promptOf = async (round: RoundName, personId = planner): Promise<Message> =>
  (await findMessage(running.store, roundPartition(round), promptKey(round, personId)))!.value;
const promptsOf = async (personId = planner): Promise<Message[]> =>
  Promise.all((await listOpenRounds(running.store)).map((round) => promptOf(round, personId)));
const opened = () => doDueWork(running.bot.tickOptions);

/** One prompt told the person of all five rounds, and the others say so. */
async function expectTold(): Promise<void> {
  const prompts = await promptsOf();
  expect(prompts.map(({ state }) => state).sort()).toEqual([...Array<string>(4).fill('needless'), 'sent']);
  const teller = prompts.find(({ state }) => state === 'sent')!;
  const others = prompts.filter((prompt) => prompt !== teller);
  expect([...teller.told!].sort()).toEqual(others.map(({ key }) => key).sort());
  for (const { reason } of others) expect(reason).toBe(`told in the same message as ${teller.key}`);
}

describe('five rounds that open together', () => {
  it('are one message, with a button to the request of each', async () => {
    await opened();
    await send();
    await send();
    const [message, ...more] = await sentTo(planner);
    expect(more).toEqual([]);
    await expectTold();
    const card = cardShown(message!);
    const rounds = await listOpenRounds(running.store);
    const buttons = buttonsOf(card, 'overview').map(({ data }) => data);
    expect(buttons).toHaveLength(5);
    for (const { programmeId, period } of rounds)
      expect(buttons).toContainEqual(expect.objectContaining({ programmeId, period, fromDue: 0 }));
    expect(message!.versions[0]!.summary).toMatch(/^Sinulta odotetaan \d+ vastausta 5 ohjelmassa\./);
    const user = await personAt(running, planner, message);
    const request = await show(user, 'overview', buttons[0]!);
    const { programmeId, period } = buttons[0]!;
    expect(buttonsOf(request, 'start').map(({ data }) => data)).toEqual([{ programmeId, period }]);
  });

  it('have requests that lead back to that card in the same message, as long as another one is due', async () => {
    await opened();
    await send();
    const [message] = await sentTo(planner);
    const user = await personAt(running, planner, message);
    const due = cardShown(message!);
    const request = await press(user, due, 'overview');
    expect(buttonsOf(request, 'my-goals').map(({ title }) => title)).toEqual([text('fi', 'prompt.allDue')]);
    expect(textsOf(await press(user, request, 'my-goals'))).toEqual(textsOf(due));
    expect(textsOf(cardShown((await sentTo(planner))[0]!))).toEqual(textsOf(due));
    // Opened in another way, it has nothing to go back to.
    const { programmeId, period } = buttonsOf(due, 'overview')[0]!.data;
    const opening = { programmeId, period };
    expect(buttonsOf(await show(user, 'overview', opening), 'my-goals')).toEqual([]);
    for (const round of await listOpenRounds(running.store))
      if (round.programmeId !== programmeId)
        await closeRound(running.store, { ...round, ...actor }, running.clock.now());
    expect(buttonsOf(await press(user, due, 'overview'), 'my-goals')).toEqual([]);
  });

  it('leave out one that is paused, which is told of by itself when it is resumed', async () => {
    await opened();
    const now = running.clock.now();
    const scope = { programmeId: reform.programmeId };
    await pause(running.store, scope, actor, now);
    await send();
    const programmesOn = (message: PostedActivity) =>
      buttonsOf(cardShown(message)).map(({ data }) => data['programmeId']);
    const [first] = await sentTo(planner);
    expect(programmesOn(first!)).toHaveLength(4);
    expect(programmesOn(first!)).not.toContain(reform.programmeId);
    expect((await promptOf(reform)).state).toBe('pending');
    await resume(running.store, scope, actor, now);
    await send();
    const [, second, ...more] = await sentTo(planner);
    expect([more, (await promptOf(reform)).state]).toEqual([[], 'sent']);
    expect(new Set(programmesOn(second!).filter(Boolean))).toEqual(new Set([reform.programmeId]));
  });

  it.each(['the one whose message told of the others', 'one of the others'])(
    'of which %s is taken back: the message tells of the rest',
    async (which) => {
      await opened();
      await send();
      const prompts = await promptsOf();
      const isTeller = which === 'the one whose message told of the others';
      const { data } = prompts.find(({ state }) => (state === 'sent') === isTeller)!;
      const { programmeId, period } = data as unknown as RoundName;
      await discardRound(running.store, { programmeId, period, ...actor }, running.clock.now());
      await send();
      const [message, ...more] = await sentTo(planner);
      expect(more).toEqual([]);
      const card = JSON.parse(JSON.stringify(message!.versions.at(-1)!.attachments![0]!.content)) as Card;
      expect(message!.versions).toHaveLength(2);
      expect(bannerOf(card)?.text).toMatch(/on peruttu\.$/);
      const shown = buttonsOf(card, 'overview').map((button) => button.data['programmeId']);
      expect(shown).toHaveLength(4);
      expect(shown).not.toContain(programmeId);
    },
  );

  it('of which one is taken back and opened again, and then another taken back: each message keeps what is its own', async () => {
    await opened();
    await send();
    const prompts = await promptsOf();
    const roundOf = ({ data: { programmeId, period } }: Message) => ({ programmeId, period }) as RoundName;
    const [teller, other] = [true, false].map((isTeller) =>
      roundOf(prompts.find(({ state }) => (state === 'sent') === isTeller)!),
    ) as [RoundName, RoundName];
    const { opens, deadline } = (await listOpenRounds(running.store)).find((each) =>
      isSameRound(each, teller),
    )!;
    const takeBack = (round: RoundName) =>
      discardRound(running.store, { ...round, ...actor }, running.clock.now());
    const later = async (minutes: number) => {
      running.clock.set(new Date(running.clock.now().getTime() + minutes * 60_000).toISOString());
      await opened();
      await send();
    };
    await takeBack(teller);
    await later(2);
    const again = { opens: new Date(opens), deadline: new Date(deadline), ...actor };
    await openRound(running.store, { ...teller, ...again }, running.clock.now());
    await later(1);
    await takeBack(other);
    await later(2);
    const [first, second, ...more] = await sentTo(planner);
    expect(more).toEqual([]);
    const latest = (message: PostedActivity) =>
      JSON.parse(JSON.stringify(message.versions.at(-1)!.attachments![0]!.content)) as Card;
    const shown = buttonsOf(latest(first!), 'overview').map(({ data }) => data['programmeId']);
    expect(shown).toHaveLength(4);
    expect(shown).not.toContain(other.programmeId);
    expect(second!.versions).toHaveLength(1);
  });

  it('show the earliest deadline first', async () => {
    await opened();
    await send();
    const card = cardShown((await sentTo(planner))[0]!);
    const rounds = [...(await listOpenRounds(running.store))].sort((a, b) =>
      a.deadline < b.deadline ? -1 : 1,
    );
    const shown = buttonsOf(card, 'overview').map(({ data }) => data['programmeId']);
    const deadlines = shown.map((id) => rounds.find(({ programmeId }) => programmeId === id)!.deadline);
    expect(deadlines).toEqual([...deadlines].sort());
  });

  it('are told again by one message if the process died between sending and marking', async () => {
    await opened();
    await send({ store: losingMarks(running.store, planner), memory: createSendMemory() });
    expect(await sentTo(planner)).toHaveLength(1);
    expect((await promptsOf()).every(({ state }) => state === 'pending')).toBe(true);
    await send({ memory: createSendMemory() });
    await send({ memory: createSendMemory() });
    expect(await sentTo(planner)).toHaveLength(2);
    await expectTold();
  });

  it('are told once if the store lost only the mark', async () => {
    await opened();
    const memory = createSendMemory();
    let lost = 0;
    const store = losingMarks(running.store, planner, () => lost++ === 0);
    await send({ store, memory });
    await send({ memory });
    expect(await sentTo(planner)).toHaveLength(1);
    await expectTold();
  });

  it('are told once by whichever message Teams takes', async () => {
    await opened();
    let refused = 0;
    running.connector.fault = ({ kind }) =>
      kind === 'reply' && refused++ < 2 ? faults.throttled(60) : undefined;
    await send();
    expect(refused).toBeGreaterThan(2);
    running.clock.set('2026-01-20T07:05:00Z');
    await send();
    expect(await sentTo(planner)).toHaveLength(1);
    await expectTold();
  });

  it('leave nobody out who cannot be reached: each message ends so, and is revived', async () => {
    await opened();
    running.connector.fault = () => faults.notInstalled;
    await send();
    expect((await promptsOf()).map(({ state }) => state)).toEqual(Array(5).fill('not-installed'));
  });

  it('wait for one another while they are being opened', async () => {
    let release = () => {};
    const second = new Promise<void>((resolve) => (release = resolve));
    let rounds = 0;
    const around: TickOptions['around'] = async (work, run) => {
      if (work.type === 'open' && ++rounds === 3) await second;
      await run();
    };
    const working = doDueWork({ ...running.bot.tickOptions, around });
    while (rounds < 3) await new Promise(setImmediate);
    await send();
    expect(await sentTo(planner)).toHaveLength(0);
    release();
    await working;
    await send();
    expect(await sentTo(planner)).toHaveLength(1);
    await expectTold();
  });
});

describe('a round of its own', () => {
  const strategic = { programmeId: 'strategic-goals', period: '2025-Q4' };
  const deadline = new Date('2026-02-20T14:00:00Z');
  const open = (round: RoundName, sendFrom?: Date) => {
    const opens = running.clock.now();
    const opening = { ...round, ...actor, opens, deadline, ...(sendFrom && { sendFrom }) };
    return openRound(running.store, opening, opens);
  };

  it('that opens later the same day is a message of its own, and nothing is told twice', async () => {
    await open(strategic);
    await send();
    running.clock.set('2026-01-20T11:00:00Z');
    await open(reform);
    await send();
    expect(await sentTo(planner)).toHaveLength(2);
    const { aadObjectId } = await personAt(running, planner);
    expect(promptsFor(running, aadObjectId, reform)).toHaveLength(1);
    expect((await promptOf(strategic)).state).toBe('sent');
    expect((await promptOf(reform)).state).toBe('sent');
  });

  it('whose messages wait for the end of quiet hours is told of then', async () => {
    await open(strategic);
    const sendFrom = new Date('2026-01-20T12:00:00Z');
    await open(reform, sendFrom);
    await send();
    expect((await promptOf(reform)).state).toBe('pending');
    running.clock.set(sendFrom.toISOString());
    await send();
    expect((await promptOf(reform)).state).toBe('sent');
    expect(await sentTo(planner)).toHaveLength(2);
  });
});

describe('a substitute who is also asked', () => {
  it('gets one message, which names whom they answer for', async () => {
    const { store, clock } = running;
    const days = { from: '2026-01-20', to: '2026-01-23' };
    await setSubstitute(store, { personId: owner, substituteId: planner, ...days }, clock.now());
    await opened();
    await send({}, planner, owner);
    const messages = (await sentTo(planner)).map(cardShown);
    // The other message says that they are a substitute.
    expect(messages.filter((card) => buttonsOf(card).length > 0)).toHaveLength(1);
    const name = (await personAt(running, owner)).name;
    const told = messages.map(textsOf).join('\n');
    expect(told).toContain(text('fi', 'prompt.asSubstitute', { name }));
    const key = `${reform.programmeId}|${reform.period}|${planner}|prompt-for-${owner}`;
    expect((await findMessage(store, roundPartition(reform), key))!.value.state).toBe('needless');
    expect((await promptOf(reform, owner)).state).toBe('sent');
  });
});
