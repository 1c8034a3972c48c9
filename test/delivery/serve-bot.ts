/** The bot in a separate process, so that only its disk breaks; prints its port and serves until its input ends. */
import { once } from 'node:events';
import pino from 'pino';
import { startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { botId, tenantId } from '../helpers/tenant';
import { during } from '../helpers/fixtures';

export interface Serving {
  readonly file: string;
  readonly serviceUrl: string;
  /** Root may write read-only files; nobody may not. */
  readonly asNobody: boolean;
}

void main(JSON.parse(process.argv[2]!) as Serving);

async function main({ file, serviceUrl, asNobody }: Serving): Promise<void> {
  if (asNobody && process.geteuid?.() === 0) process.seteuid?.(65_534);
  const store = openSqliteStore(file);
  const bot = await startBot({
    config: { ...readConfig({ PORT: '0', SERVICE_URL: serviceUrl, BOT_ID: botId }), tenantId },
    store,
    clock: { now: () => during },
    log: pino({ level: 'silent' }),
  });
  process.stdout.write(`${bot.server.port}\n`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  await bot.stop();
  await store.close();
}
