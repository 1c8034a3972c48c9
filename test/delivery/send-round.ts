/** Sends waiting messages in a separate process, so that memory and time are the bot's alone; prints the figures. */
import pino from 'pino';
import { startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { clockFrom } from '../../src/clock';
import { pendingMessages } from '../../src/outbox/message';
import { type Outcome } from '../../src/outbox/sender';
import { roundPartition } from '../../src/rounds/round-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { botId, tenantId } from '../helpers/tenant';
import { during, name } from '../helpers/fixtures';

export interface Job {
  readonly file: string;
  readonly serviceUrl: string;
  /** Requests a second. */
  readonly rate: number;
}

export interface Figures {
  /** Time to try every message once. */
  readonly seconds: number;
  /** Processor time meanwhile, over all threads. */
  readonly processorSeconds: number;
  /** Why messages were retried later. */
  readonly retries: readonly string[];
  /** Peak resident memory, sampled every 50 ms. */
  readonly peakMegabytes: number;
}

void main(JSON.parse(process.argv[2]!) as Job);

async function main({ file, serviceUrl, rate }: Job): Promise<void> {
  const store = openSqliteStore(file);
  const environment = { PORT: '0', SERVICE_URL: serviceUrl, BOT_ID: botId, SEND_RATE: String(rate) };
  const retries: string[] = [];
  const bot = await startBot({
    config: { ...readConfig(environment), tenantId },
    store,
    clock: clockFrom(during),
    log: pino({ level: 'silent' }),
    onAttempt: (_, outcome: Outcome) => void (outcome.type === 'retry' && retries.push(outcome.reason)),
  });
  let peak = process.memoryUsage.rss();
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const start = performance.now();
  const used = process.cpuUsage();
  await bot.send();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  // A connection that broke on a loaded machine is retried a second or two later, as by the bot's timer.
  while (await somethingWaits(store)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await bot.send();
  }
  clearInterval(sampling);
  await bot.stop();
  await store.close();
  const processorSeconds = (user + system) / 1_000_000;
  const figures: Figures = { seconds, processorSeconds, retries, peakMegabytes: peak / 1024 ** 2 };
  process.stdout.write(JSON.stringify(figures));
}

async function somethingWaits(store: EntityStore): Promise<boolean> {
  const messages = pendingMessages(store, roundPartition(name))[Symbol.asyncIterator]();
  return (await messages.next()).done !== true;
}
