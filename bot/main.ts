/** The bot: configuration, store, adapter, server, tick, stop. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { systemClock } from '../src/clock';
import { openSqliteStore } from '../src/storage/sqlite/sqlite-store';
import { startBot } from './bot';
import { type Config, ConfigError, configExitCode, readConfig } from './config';
import { startReplica } from './replica';

async function main(): Promise<void> {
  const config = configOrExit();
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const store = openSqliteStore(path.join(config.dataDirectory, 'seuranta.db'));
  const bot = await startBot({ config, store, clock: systemClock, log });
  const replica = await startReplica({
    store,
    clock: systemClock,
    holder: `${hostname()}-${process.pid}-${randomUUID()}`,
    tick: bot.tick,
    send: bot.send,
    onError: (what, error) => log.error({ err: error, what }, 'replica'),
  });
  log.info({ port: bot.server.port, host: config.host }, 'listening');
  if (!config.appId) log.warn('no MICROSOFT_APP_ID: nobody is authenticated, listening on loopback only');
  const stop = async () => {
    await replica.stop();
    await bot.stop();
    await store.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => log.info('stopped')));
}

function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`The configuration cannot be used:\n${error.message}\n`);
    process.exit(configExitCode);
  }
}

void main();
