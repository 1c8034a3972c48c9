import { install } from '../../deploy/local/scripted-user';
import { StorageError } from '../../src/errors';
import { findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { sendPending } from '../../src/outbox/sender';
import { closeRound } from '../../src/rounds/close-round';
import { promptKey } from '../../src/rounds/open-round';
import { revivePrompts } from '../../src/rounds/revive-prompts';
import { roundPartition } from '../../src/rounds/round-store';
import { type BotUnderTest, personAt, promptsFor, startBotUnderTest } from '../helpers/bot-under-test';
import {
  anna,
  bo,
  collect,
  during,
  eachWithStore,
  name,
  saveOpenRound,
  smallSetting,
} from '../helpers/fixtures';
import { interrupted } from '../helpers/failing-store';
import { postActivity } from '../helpers/raw-activity';
import { faults } from '../helpers/teams-faults';
import { ask, askedSetting } from '../questions/setting';

describe('prompts that reached nobody', () => {
  const stored = eachWithStore();
  const partition = roundPartition(name);
  const later = new Date(during.getTime() + 3_600_000);
  const prompt = async (personId: string) =>
    (await findMessage(stored.store, partition, promptKey(name, personId)))?.value;
  const waiting = async () =>
    (await collect(pendingMessages(stored.store, partition))).map(({ value }) => value.recipient);

  /** Everything waiting ends like this. */
  const endAll = (state: 'not-installed' | 'blocked' | 'left' | 'failed' | 'sent') =>
    sendPending(
      {
        store: stored.store,
        clock: { now: () => during },
        deliver: () =>
          Promise.resolve(
            state === 'sent'
              ? { type: 'sent', receipt: { conversationId: 'c', activityId: 'a', serviceUrl: 'http://x' } }
              : { type: 'ended', state, reason: 'test' },
          ),
      },
      partition,
    );

  beforeEach(() => saveOpenRound(stored.store, smallSetting()));

  it.each(['not-installed', 'blocked', 'left', 'failed'] as const)(
    'wait again when the person can be reached, and only that person: %s',
    async (state) => {
      await endAll(state);
      expect(await revivePrompts(stored.store, anna, later)).toBe(1);
      expect(await waiting()).toEqual([{ type: 'person', personId: anna }]);
      const fresh: Partial<Message> = { state: 'pending', attempts: 0, notBefore: later.toISOString() };
      expect(await prompt(anna)).toMatchObject(fresh);
      expect(await prompt(anna)).not.toHaveProperty('reason');
      expect(await prompt(bo)).toMatchObject({ state });
    },
  );

  it('are not asked for twice when the person is met twice', async () => {
    await endAll('not-installed');
    await revivePrompts(stored.store, anna, later);
    expect(await revivePrompts(stored.store, anna, later)).toBe(0);
    expect(await waiting()).toHaveLength(1);
  });

  it('are none where the prompt was sent, or waits', async () => {
    expect(await revivePrompts(stored.store, anna, later)).toBe(0);
    await endAll('sent');
    expect(await revivePrompts(stored.store, anna, later)).toBe(0);
    expect(await waiting()).toEqual([]);
  });

  it('rest once the round is closed: nobody could answer', async () => {
    await endAll('blocked');
    await closeRound(stored.store, { ...name, by: 'admin@example.org', way: 'card' }, during);
    expect(await revivePrompts(stored.store, anna, later)).toBe(0);
    expect(await prompt(anna)).toMatchObject({ state: 'blocked' });
  });
});

describe('a question about a closed round that reached nobody', () => {
  const stored = eachWithStore();
  const partition = roundPartition(name);
  const days = (count: number) => new Date(during.getTime() + count * 86_400_000);
  const end = () =>
    sendPending(
      {
        store: stored.store,
        clock: { now: () => during },
        deliver: () => Promise.resolve({ type: 'ended', state: 'not-installed', reason: 'test' }),
      },
      partition,
    );
  const waiting = async () =>
    (await collect(pendingMessages(stored.store, partition))).flatMap(({ value: { kind, recipient } }) =>
      kind === 'question' && recipient.type === 'person' ? [recipient.personId] : [],
    );

  beforeEach(async () => {
    await saveOpenRound(stored.store, askedSetting());
    await closeRound(stored.store, { ...name, by: 'admin@example.org', way: 'card' }, during);
    await ask(stored.store);
    await end();
  });

  it('waits again when the person can be reached, as long as it is sent', async () => {
    expect(await waiting()).toEqual([]);
    await revivePrompts(stored.store, anna, days(1));
    expect(await waiting()).toEqual([anna]);
    await revivePrompts(stored.store, bo, days(60));
    expect(await waiting()).toEqual([anna]);
  });
});

describe('a person who can be reached again', () => {
  const round = { programmeId: 'productivity-programme', period: '2025-H2' };
  const without = 'reform-health-director@example.org';
  const blocking = 'reform-elderly-director@example.org';
  let running: BotUnderTest;

  /** One has not installed the app, another has blocked the bot, and then nothing is wrong any more. */
  beforeAll(async () => {
    running = await startBotUnderTest();
    await install(await personAt(running, blocking));
    const blocked = (await personAt(running, blocking)).aadObjectId;
    running.connector.fault = ({ personId }) =>
      personId === blocked ? faults.blockedByUser : faults.notInstalled;
    await running.bot.tick();
    running.connector.fault = () => undefined;
    await running.bot.send();
  });
  afterAll(() => running.stop());

  const standing = async (personId: string) => {
    const { aadObjectId } = await personAt(running, personId);
    const message = await findMessage(running.store, roundPartition(round), promptKey(round, personId));
    return [promptsFor(running, aadObjectId, round).length, message?.value.state];
  };

  it('by installing the app later gets the prompt, once', async () => {
    expect(await standing(without)).toEqual([0, 'not-installed']);
    for (let time = 0; time < 2; time++) {
      await install(await personAt(running, without));
      await running.bot.send();
      await running.bot.send();
      expect(await standing(without)).toEqual([1, 'sent']);
    }
  });

  it('by writing again after blocking the bot gets the prompt, once', async () => {
    expect(await standing(blocking)).toEqual([0, 'blocked']);
    for (let time = 0; time < 2; time++) {
      await postActivity(await personAt(running, blocking), { type: 'message', text: 'apua' });
      await running.bot.send();
      expect(await standing(blocking)).toEqual([1, 'sent']);
    }
  });
});

describe('a person who can be reached again while the store fails', () => {
  let running: BotUnderTest;
  let failsAt: string | undefined;
  beforeAll(async () => {
    const beforeRange = (_partition: string, from: string) =>
      failsAt !== undefined && from.startsWith(failsAt)
        ? Promise.reject(new StorageError('busy'))
        : Promise.resolve();
    running = await startBotUnderTest({ wrapStore: (store) => interrupted(store, { beforeRange }) });
  });
  afterAll(() => running.stop());

  it('gets the prompt after writing once more', async () => {
    const round = { programmeId: 'productivity-programme', period: '2025-H2' };
    const person = await personAt(running, 'reform-elderly-director@example.org');
    running.connector.fault = () => faults.notInstalled;
    await running.bot.tick();
    running.connector.fault = () => undefined;
    failsAt = `done|productivity-programme|${round.period}|reform-elderly`;
    await postActivity(person, { type: 'message', text: 'apua' });
    failsAt = undefined;
    await postActivity(person, { type: 'message', text: 'apua' });
    await running.bot.send();
    await running.bot.send();
    expect(promptsFor(running, person.aadObjectId, round)).toHaveLength(1);
  });
});
