/** Puts the parts of the bot together; used by the entry point, the demo and the tests. */
import { type Logger } from 'pino';
import { type Clock } from '../src/clock';
import { type SenderOptions } from '../src/outbox/sender';
import { createHolidayCalendar } from '../src/periods/working-days';
import { runTick, type TickOptions } from '../src/schedule/tick';
import { type EntityStore } from '../src/storage/store';
import { type BotDeps, SeurantaBot } from './activity-handler';
import { createAdapter } from './adapter';
import { type Config } from './config';
import { messageDrawer } from './draw-message';
import { type RunningServer, startServer } from './server';
import { teamsDelivery } from './teams-delivery';

export interface BotOptions {
  readonly config: Config;
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAttempt?: SenderOptions['onAttempt'];
  readonly onInstalled?: BotDeps['onInstalled'];
}

export interface RunningBot {
  readonly server: RunningServer;
  /** Does what is due and sends what waits. */
  readonly tick: () => Promise<void>;
  readonly tickOptions: TickOptions;
  stop(): Promise<void>;
}

export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { config, store, clock, log, onAttempt, onInstalled } = options;
  const adapter = createAdapter(config, log);
  const server = await startServer(
    config,
    adapter,
    new SeurantaBot({ store, clock, log, ...(onInstalled && { onInstalled }) }),
  );
  const deliver = teamsDelivery({ adapter, store, config, log, draw: messageDrawer(store, clock) });
  const tickOptions: TickOptions = {
    store,
    clock,
    deliver,
    holidays: createHolidayCalendar(),
    onFailure: (what, error) => log.error({ err: error, what }, 'due work failed'),
    ...(onAttempt && { onAttempt }),
  };
  return { server, tickOptions, tick: () => runTick(tickOptions), stop: () => server.stop() };
}
