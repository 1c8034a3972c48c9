/** The bot: configuration, store, adapter, server, tick, stop. */
import './config/node-version';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import pino from 'pino';
import { systemClock } from '../src/clock';
import { startBot } from './process/bot';
import { checkStoreFile, openStore } from './process/store/open-store';
import { ConfigError, readAlertUrl, readConfig } from './config/config';
import { loadEnvFile } from './config/env-file';
import { failureOf } from './config/exit-codes';
import { captureOutput } from './logs/capture-output';
import { createLog } from './logs/create-log';
import { safeError } from './logs/safe-error';
import { tellOfFailedStart } from './process/health/failed-start';
import { type Replica, startReplica } from './process/replica';

const standardError = pino.destination(2);
/** Logs errors before the configuration is read, and why the bot did not start. */
const startLog = pino(standardError);

/** @returns serves until it is asked to stop */
async function start(): Promise<() => Promise<void>> {
  loadEnvFile();
  const config = readConfig();
  // Signals are handled before the lease is taken, so that it is always given up.
  const asked = stopAsked();
  const log = createLog(config, standardError);
  captureOutput(log);
  if (!checkStoreFile(config.store)) log.warn('there was no store: a new one is made, in which nothing is');
  const store = await openStore(config.store, (upgrade) => log.info(upgrade, 'store is upgraded'));
  const started: { replica?: Replica } = {};
  const parts = () => started.replica?.running() ?? [];
  const bot = await startBot({ config, store, clock: systemClock, log, watches: true, parts });
  const replica = await startReplica({
    store,
    clock: systemClock,
    holder: config.replicaId ?? `${hostname()}-${process.pid}-${randomUUID()}`,
    work: bot.work,
    send: bot.send,
    people: bot.people,
    watch: bot.watch,
    finish: bot.finish,
    onError: (what, error) => log.error({ err: error, what }, 'replica'),
  });
  started.replica = replica;
  log.info({ port: bot.server.port, host: config.host }, 'listening');
  if (!config.appId) log.warn('no MICROSOFT_APP_ID: nobody is authenticated, listening on loopback only');
  return async () => {
    await asked;
    await replica.stop();
    await bot.stop();
    await store.close();
    log.info('stopped');
  };
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

async function didNotStart(error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (error instanceof ConfigError)
    startLog.fatal({ faults: error.message.split('\n') }, 'the configuration cannot be used');
  else logFatal(error);
  await tellOfFailedStart(failure, { url: readAlertUrl(), log: startLog, now: systemClock.now() });
  // Not only its exit code: what is left of a start would keep the process up, and so hide that it failed.
  process.exit(failure.exitCode);
}

function logFatal(error: unknown): void {
  startLog.fatal({ err: safeError(error) }, error instanceof Error ? error.message : String(error));
}

start()
  .then((serve) => serve(), didNotStart)
  .catch((error: unknown) => {
    logFatal(error);
    process.exitCode = 1;
  });
