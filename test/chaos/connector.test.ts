/** A connector that hangs, disconnects, answers nonsense and redirects, for twenty minutes of the bot's clock. */
import pino from 'pino';
import { type RunningBot, startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { countMessages, pendingMessages } from '../../src/outbox/message';
import { createPacer } from '../../src/outbox/pacer';
import { roundPartition } from '../../src/rounds/round-store';
import { collect, during, eachWithStore, name } from '../helpers/fixtures';
import { type Asked, openLargeRound, rememberAll } from '../helpers/large-round';
import { seededRandom } from '../helpers/seeded-random';
import { clockAt, type SettableClock } from '../helpers/settable-clock';
import { type ConnectorRequest, type RequestKind, TeamsConnector } from '../helpers/teams-connector';
import { type Fault, faults } from '../helpers/teams-faults';
import { botId, tenantId } from '../helpers/tenant';
import { mostMs, printFigures } from './figures';

const persons = 200;
const faultMs = 20 * 60_000;
/** Share of the requests that fail while the fault lasts; the others are answered. */
const shareOfFaults = 0.8;
const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_128);

/** Teams refuses these messages, or accepts them with an unreadable answer. */
const kinds: readonly (() => Fault)[] = [
  () => faults.reset,
  () => faults.signInPage,
  () => faults.redirected('http://127.0.0.1:9/'),
  () => faults.redirected('/v3/conversations'),
  () => faults.gatewayTimeout,
  ...['Infinity', '-1', '1e400', 'soon', '0', '30', 'Thu, 01 Jan 1970 00:00:00 GMT'].map(
    (value) => () => faults.retryAfter(value),
  ),
  () => faults.retryAfter('Infinity', 503),
];

const stored = eachWithStore();
const partition = roundPartition(name);
let connector: TeamsConnector;
let clock: SettableClock;
let bot: RunningBot;
/** When each person got their first prompt, by the bot's clock. */
let served: Map<string, number>;

beforeEach(async () => {
  await start();
});

/** @param callMs deadline of a call, shorter if requests hang, so that the test ends sooner */
async function start(callMs?: number): Promise<void> {
  connector = await new TeamsConnector().start();
  clock = clockAt(during.toISOString());
  served = new Map();
  bot = await startBot({
    config: { ...readConfig({ PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId }), tenantId },
    store: stored.store,
    clock,
    log: pino({ level: 'silent' }),
    inFlight: 40,
    pacer: createPacer({ app: { count: 10_000, windowMs: 1_000 }, thread: [] }),
    ...(callMs !== undefined && { callMs }),
    onAttempt: ({ recipient }, { type }) => {
      if (type === 'sent' && recipient.type === 'person')
        served.set(recipient.personId, clock.now().getTime());
    },
  });
}

async function stop(): Promise<void> {
  await bot.stop();
  await connector.stop();
}
afterEach(stop);

async function pass(ms: number): Promise<void> {
  clock.set(new Date(clock.now().getTime() + ms).toISOString());
  await bot.send();
}

/** @returns milliseconds of the bot's clock from the end of the fault until the last person was served */
async function servedAfter(end: number): Promise<number> {
  while ((await collect(pendingMessages(stored.store, partition))).length > 0) {
    if (clock.now().getTime() > end + 4_000_000) throw new Error('messages are left');
    await pass(5_000);
  }
  return Math.max(0, ...[...served.values()].map((at) => at - end));
}

async function throughFault(fault: (request: ConnectorRequest) => Fault | undefined): Promise<number> {
  connector.fault = fault;
  await bot.send();
  const end = clock.now().getTime() + faultMs;
  while (clock.now().getTime() < end) await pass(5_000);
  connector.fault = () => undefined;
  return end;
}

function copiesOf({ aadObjectId }: Asked): number {
  return connector.sentTo(aadObjectId).length;
}

async function expectServed(fault: string, asked: readonly Asked[], servedAfterMs: number, most = mostMs) {
  const lost = asked.filter((person) => copiesOf(person) === 0).length;
  const twice = asked.filter((person) => copiesOf(person) > 1).length;
  printFigures({ fault, persons: asked.length, lost, twice, servedAfterMs });
  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
  expect(servedAfterMs).toBeLessThanOrEqual(most);
  expect(await countMessages(stored.store, partition)).toMatchObject({ pending: 0, sent: asked.length });
}

it.each([
  ['in chats that are known', true],
  ['in chats that have yet to be created', false],
])('drops, garbage, redirections and absurd headers, %s', async (where, known) => {
  const asked = await openLargeRound(stored.store, persons);
  if (known) await rememberAll(stored.store, connector, asked);
  const random = seededRandom(seed);
  const drawn = (kind: RequestKind) => {
    const wrong =
      kind === 'create' ? [...kinds, () => faults.withoutId, () => faults.brokenBody(false)] : kinds;
    return wrong[Math.floor(random() * wrong.length)]!();
  };
  const end = await throughFault(({ kind }) => (random() < shareOfFaults ? drawn(kind) : undefined));
  await expectServed(
    `a connector of which four in five requests fail, ${where}`,
    asked,
    await servedAfter(end),
  );
});

it('a connector that answers nothing at all', async () => {
  await stop();
  await start(5_000);
  const asked = await openLargeRound(stored.store, 80);
  await rememberAll(stored.store, connector, asked);
  let hung = 0;
  // It hangs at first, then refuses at once, so that the test need not wait for twenty minutes of hanging.
  const end = await throughFault(() => (hung++ < 80 ? faults.hang : faults.gatewayTimeout));
  await expectServed('a connector that hangs and then refuses', asked, await servedAfter(end));
});

it('a connector whose accepted messages are answered with nonsense', async () => {
  const asked = await openLargeRound(stored.store, persons);
  await rememberAll(stored.store, connector, asked);
  let count = 0;
  const end = await throughFault(() => (count++ % 2 === 0 ? faults.brokenBody(true) : faults.endless(true)));
  await expectServed('a connector that accepts and answers nonsense', asked, await servedAfter(end));
});

it('a connector that asks everybody to wait for thirty years', async () => {
  const asked = await openLargeRound(stored.store, persons);
  await rememberAll(stored.store, connector, asked);
  const end = await throughFault(() => faults.retryAfter('1000000000'));
  const after = await servedAfter(end);
  // The wait is capped at an hour, counted from the request.
  await expectServed('a connector that asks to wait for thirty years', asked, after, 3_600_000);
});
