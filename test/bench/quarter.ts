/** A realistic quarter of a programme: a bot on Azure Tables, and persons who are asked, reminded and answer. */
import pino from 'pino';
import { type RunningBot, startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { actionData, inputsOf, submit, type TeamsUser } from '../../deploy/local/scripted-user';
import { type Card } from '../../cards/render';
import { objectIdFor } from '../../seeds/load';
import { saveRegister } from '../../src/goals/register';
import { createPacer, limitsFor } from '../../src/outbox/pacer';
import { savePeople } from '../../src/people/directory';
import { peopleSchema } from '../../src/people/schema';
import {
  indexKey,
  indexPartition,
  roundKey,
  roundPartition,
  type Settled,
} from '../../src/rounds/round-store';
import { type Round } from '../../src/rounds/round';
import { insert } from '../../src/storage/rows';
import { type EntityStore } from '../../src/storage/store';
import { rememberAll } from '../helpers/large-round';
import { channel, name, opens, programmeWith } from '../helpers/fixtures';
import { clockAt, type SettableClock } from '../helpers/settable-clock';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId, tenantId } from '../helpers/tenant';
import { manyGoals } from './large-programme';

/** Each has ten goals. */
export const personCount = 10;
export const goalCount = 100;

/** Five of the ten persons answer after the prompt, three after the first reminder and one after the second. */
const answering: Readonly<Record<string, readonly [from: number, to: number]>> = {
  '2026-10-07T05:00:00Z': [0, 5],
  '2026-10-28T07:00:00Z': [5, 8],
  '2026-11-03T07:00:00Z': [8, 9],
};

/** 8 and 9 o'clock in Helsinki; the digests are on Mondays. */
const moments: readonly (readonly [moment: string, step: Step])[] = [
  ['2026-10-07T05:00:00Z', 'opening'],
  ['2026-10-12T05:00:00Z', 'digest'],
  ['2026-10-19T05:00:00Z', 'digest'],
  ['2026-10-26T06:00:00Z', 'digest'],
  ['2026-10-28T07:00:00Z', 'reminders'],
  ['2026-11-02T06:00:00Z', 'digest'],
  ['2026-11-03T07:00:00Z', 'reminders'],
  ['2026-11-04T14:00:00Z', 'closing'],
];

/** What is measured of a quarter; messages are sent with the step that writes them. */
export const steps = ['opening', 'start', 'save', 'refresh', 'digest', 'reminders', 'closing'] as const;
export type Step = (typeof steps)[number];
export type Around = <T>(step: Step, act: () => Promise<T>) => Promise<T>;

export interface Quarter {
  readonly bot: RunningBot;
  readonly clock: SettableClock;
  readonly connector: TeamsConnector;
  readonly stop: () => Promise<void>;
}

/**
 * There are five years of closed rounds before it, marked as settled, and everybody has the app.
 * @param ofBot the same store as the bot's process has opened it
 */
export async function prepareQuarter(store: EntityStore, ofBot = store): Promise<Quarter> {
  const connector = await new TeamsConnector().start();
  const goals = manyGoals(goalCount);
  const reminders = [5, 1].map((workingDaysBefore) => ({ workingDaysBefore, at: '09:00' }));
  const { calendar } = programmeWith();
  const programme = programmeWith({
    calendar: { ...calendar, reminders },
    channels: [{ channel, language: 'fi' }],
  });
  const ids = goals.flatMap(({ owners }) => owners);
  const asked = [...new Set([...ids, programme.coordinator])].map((personId) => ({
    ...{ personId, aadObjectId: objectIdFor(personId) },
  }));
  const persons = asked.map(({ personId, aadObjectId }) => ({ id: personId, name: personId, aadObjectId }));
  await savePeople(store, peopleSchema.parse({ persons }));
  await saveRegister(store, { programme, goals });
  await savePastRounds(store);
  await rememberAll(store, connector, asked);
  const clock = clockAt('2026-10-01T00:00:00Z');
  const bot = await startBot({
    config: { ...readConfig({ PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId }), tenantId },
    store: ofBot,
    clock,
    log: pino({ level: 'silent' }),
    // The quarter's clock jumps, which leaves no time for Teams' limits.
    pacer: createPacer(limitsFor(100_000)),
    activitiesAMinute: 1_000_000,
  });
  const stop = async () => {
    await bot.stop();
    await connector.stop();
  };
  return { bot, clock, connector, stop };
}

async function savePastRounds(store: EntityStore): Promise<void> {
  const periods = [2021, 2022, 2023, 2024, 2025].flatMap((year) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`));
  const { programmeId } = name;
  const at = new Date(opens.getTime() - 60 * 24 * 3600 * 1000).toISOString();
  const settled: Settled = { closedAt: at, auditFrom: at };
  await store.commit(
    indexPartition,
    periods.map((period) => insert(indexKey({ programmeId, period }), { programmeId, period, settled })),
  );
  for (const period of periods) {
    const event = { what: 'closed', by: 'schedule', at } as const;
    const round: Round = { programmeId, period, status: 'closed', opens: at, deadline: at, events: [event] };
    await store.commit(roundPartition(round), [insert(roundKey, round)]);
  }
}

/** Runs everything that is due in the quarter, with all answers, each step within `around`. */
export async function liveThrough({ bot, clock, connector }: Quarter, around: Around): Promise<void> {
  for (const [moment, step] of moments) {
    clock.set(moment);
    await around(step, () => bot.tick());
    const [from, to] = answering[moment] ?? [0, 0];
    for (let person = from; person < to; person++) {
      const aadObjectId = objectIdFor(`p${person}@example.org`);
      const chat = connector.conversations.chatWith({ id: aadObjectId });
      const { id: activityId } = chat.activities.at(-1)!;
      const receipt = { conversationId: chat.id, activityId, serviceUrl: connector.url };
      const endpoint = `http://127.0.0.1:${bot.server.port}/api/messages`;
      await answerAll({ name: `p${person}`, aadObjectId, tenantId, botId, receipt, endpoint }, around);
    }
    // The digest in the channel is refreshed.
    await around('refresh', () => bot.tick());
  }
}

/** Answers from the prompt through each goal's card, as the bot leads. */
async function answerAll(user: TeamsUser, around: Around): Promise<void> {
  const { programmeId, period } = name;
  let card = await around('start', () => cardAfter(user, 'start', { programmeId, period, each: true }));
  for (let data = actionData(card, 'save'); data; data = actionData(card, 'save')) {
    const typed = inputsOf(card).map(({ id, choices }) => [id, choices?.[1]?.value ?? '57'] as const);
    const submitted = { ...data, ...Object.fromEntries(typed) };
    card = await around('save', () => cardAfter(user, 'save', submitted));
    if (actionData(card, 'save')?.['goalId'] === data['goalId'])
      throw new Error(`an answer was not taken: ${JSON.stringify(card).slice(0, 1_000)}`);
  }
}

async function cardAfter(user: TeamsUser, verb: string, data: object): Promise<Card> {
  const { statusCode, value } = await submit(user, verb, data);
  if (statusCode !== 200)
    throw new Error(`${verb} was answered with ${statusCode}: ${JSON.stringify(value)}`);
  return value as Card;
}
