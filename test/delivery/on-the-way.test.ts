/** A thousand prompts on their way at the usual rate, over HTTP: what stops them stops them at the next message. */
import { createPacer, limitsFor, type Time } from '../../src/outbox/pacer';
import { countMessages } from '../../src/outbox/message';
import { pause, resume } from '../../src/brake/pauses';
import { closeRound } from '../../src/rounds/close-round';
import { roundPartition } from '../../src/rounds/round-store';
import { startBot, type RunningBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import pino from 'pino';
import { text } from '../../cards/parts/strings';
import { textsOf } from '../../deploy/local/scripted-user';
import { discardRound } from '../../src/schedule/discard-round';
import { clockAt, type SettableClock } from '../helpers/settable-clock';
import { cardShown } from '../helpers/teams-conversations';
import { during, eachWithStore, name } from '../helpers/fixtures';
import { openLargeRound, rememberAll } from '../helpers/large-round';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId, tenantId } from '../helpers/tenant';

const stored = eachWithStore();
const persons = 1_000;
const rate = 30;
/** Messages under way at once, at this rate. */
const inFlight = 8;
const admin = { by: 'admin@example.org', way: 'cli' } as const;

/** Time that passes only while the pacer waits. */
function virtualTime(): Time & { readonly seconds: () => number } {
  let ms = 0;
  return {
    now: () => ms,
    wait: (waited) => {
      ms += waited;
      return new Promise((resolve) => setImmediate(resolve));
    },
    seconds: () => ms / 1000,
  };
}

let connector: TeamsConnector;
let bot: RunningBot;
let time: ReturnType<typeof virtualTime>;
let clock: SettableClock;

beforeEach(async () => {
  connector = await new TeamsConnector().start();
  const asked = await openLargeRound(stored.store, persons);
  await rememberAll(stored.store, connector, asked);
  time = virtualTime();
  clock = clockAt(during.toISOString());
  const environment = { PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId, SEND_RATE: String(rate) };
  bot = await startBot({
    config: { ...readConfig(environment), tenantId },
    store: stored.store,
    clock,
    log: pino({ level: 'silent' }),
    pacer: createPacer(limitsFor(rate), time),
  });
});
afterEach(async () => {
  await bot.stop();
  await connector.stop();
});

const sent = () => connector.requests.length;
const states = () => countMessages(stored.store, roundPartition(name));

/** Sends, and does something as soon as Teams has got this many messages. @returns how many had been sent when it was done */
async function sendUntil(messages: number, work: () => Promise<unknown>): Promise<number> {
  let done: Promise<number> | undefined;
  connector.fault = () => {
    if (sent() >= messages) done ??= work().then(sent);
    return undefined;
  };
  await bot.send();
  return done!;
}

/** What stands in a chat now. */
const textsIn = () =>
  connector.conversations
    .all()
    .map(({ activities }) => activities.map((posted) => textsOf(cardShown(posted))));

describe('with a thousand prompts on their way', () => {
  it.each([[{}], [{ programmeId: name.programmeId }], [name]])(
    'a pause of %j stops within the messages in flight, and a resumption sends each of the others once',
    async (scope) => {
      const before = await sendUntil(100, () => pause(stored.store, scope, admin, during));
      expect(before).toBeGreaterThanOrEqual(100);
      expect(sent() - before).toBeLessThanOrEqual(inFlight);
      expect(time.seconds()).toBeLessThan(before / rate + 1);
      expect(await states()).toMatchObject({ sent: sent(), pending: persons - sent(), needless: 0 });
      const paused = sent();
      await bot.send();
      expect(sent()).toBe(paused);

      await resume(stored.store, scope, admin, during);
      await bot.send();
      expect(sent()).toBe(persons);
      expect(new Set(connector.requests.map(({ conversationId }) => conversationId)).size).toBe(persons);
    },
  );

  it('a closing sends nothing more but its digest', async () => {
    const close = () => closeRound(stored.store, { ...name, ...admin }, during);
    const before = await sendUntil(100, close);
    expect(sent() - before).toBeLessThanOrEqual(inFlight + 1);
    const prompts = connector.requests.filter(({ kind }) => kind === 'reply').length;
    await bot.send();
    const posts = connector.requests.filter(({ kind }) => kind === 'create').length;
    expect([connector.requests.length - posts, posts]).toEqual([prompts, 1]);
    expect(await states()).toMatchObject({ pending: 0, sent: prompts + 1, needless: persons - prompts });
  });

  it('taking the round back sends nothing more, and replaces each card that arrived by a line', async () => {
    const discard = () => discardRound(stored.store, { ...name, ...admin }, during);
    const before = await sendUntil(100, discard);
    expect(sent() - before).toBeLessThanOrEqual(inFlight);
    const arrived = sent();
    clock.set('2026-10-12T09:02:00.000Z');
    for (let run = 0; run < 2; run++) await bot.tick();
    const { length: edits } = connector.requests.filter(({ kind }) => kind === 'update');
    expect([connector.requests.length - edits, edits]).toEqual([arrived, arrived]);
    const line = text('fi', 'brake.withdrawn', { round: 'Ohjelma Q3/2026' });
    expect(textsIn().flat()).toEqual(Array.from({ length: arrived }, () => line));
    expect(await states()).toMatchObject({ pending: 0 });
  });
});
