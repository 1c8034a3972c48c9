/**
 * The bot in a process of its own, by a clock that runs on from a moment, so that its time and memory are its own. It
 * sends its port to the parent, its figures whenever it is asked for them, and serves until the parent lets go of it.
 */
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { type RunningBot, startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { startReplica } from '../../bot/process/replica';
import { type Clock, clockFrom } from '../../src/clock';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { botId, tenantId } from '../helpers/tenant';
import { answerParent } from './process-figures';

export interface Serving {
  readonly file: string;
  readonly serviceUrl: string;
  /** Where its clock starts, ISO 8601. */
  readonly moment: string;
  /** Whether it does what is due and sends, as a replica that leads. */
  readonly leads: boolean;
  /** 300 where it is left out. */
  readonly activitiesAMinute?: number;
  /** Its seconds in each of ours; 1 where it is left out. */
  readonly speed?: number;
  /** Does what is due and sends as often as that, instead of by the replica's own timers. */
  readonly tickEveryMs?: number;
}

void main(JSON.parse(process.argv[2]!) as Serving);

async function main(serving: Serving): Promise<void> {
  const { file, serviceUrl, leads, activitiesAMinute, tickEveryMs } = serving;
  const store = openSqliteStore(file);
  const clock = clockOf(serving);
  const log = pino({ level: 'warn' }, pino.destination(2));
  // The process that makes reports opens the store by its folder.
  const environment = {
    PORT: '0',
    SERVICE_URL: serviceUrl,
    BOT_ID: botId,
    SEURANTA_DATA: path.dirname(file),
  };
  const bot = await startBot({
    config: { ...readConfig(environment), tenantId },
    ...{ store, clock, log },
    ...(activitiesAMinute !== undefined && { activitiesAMinute }),
  });
  const replica = leads
    ? await startReplica({
        ...{ store, clock, holder: 'under-load', work: bot.work, send: bot.send },
        onError: (what, error) => log.error({ err: error, what }, 'replica'),
      })
    : undefined;
  const ticking = tickEveryMs === undefined ? undefined : tickAgainAndAgain(bot, tickEveryMs);
  answerParent();
  process.send!({ port: bot.server.port });
  await once(process, 'disconnect');
  await ticking?.stop();
  await replica?.stop();
  await bot.stop();
  await store.close();
}

function clockOf({ moment, speed = 1 }: Serving): Clock {
  const real = clockFrom(new Date(moment));
  const start = real.now().getTime();
  return { now: () => new Date(start + speed * (real.now().getTime() - start)) };
}

function tickAgainAndAgain(bot: RunningBot, everyMs: number): { stop(): Promise<void> } {
  let goesOn = true;
  const work = async () => {
    while (goesOn) {
      await bot.tick();
      await pause(everyMs);
    }
  };
  const done = work();
  return {
    stop: () => {
      goesOn = false;
      return done;
    },
  };
}
