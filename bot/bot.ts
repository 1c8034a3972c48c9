/** Puts the parts of the bot together; used by the entry point, the demo and the tests. */
import { type Logger } from 'pino';
import { type Clock } from '../src/clock';
import { createPacer, limitsFor, type Pacer } from '../src/outbox/pacer';
import { type SenderOptions } from '../src/outbox/sender';
import { createHolidayCalendar } from '../src/periods/working-days';
import { doDueWork, runTick, sendDue, type TickOptions } from '../src/schedule/tick';
import { type EntityStore } from '../src/storage/store';
import { type CardActionDeps } from './actions/turn';
import { type BotDeps, SeurantaBot } from './activity-handler';
import { createAdapter, type IdentityOptions } from './adapter';
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
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Teams' limits where it is left out. */
  readonly pacer?: Pacer;
  /** Microsoft's where it is left out. */
  readonly identity?: IdentityOptions;
}

export interface RunningBot {
  readonly server: RunningServer;
  /** Does what is due and sends what waits, as long as `mayGoOn` says so. */
  readonly tick: (mayGoOn?: () => boolean) => Promise<void>;
  /** Only what is due, nothing is sent. */
  readonly work: (mayGoOn?: () => boolean) => Promise<void>;
  /** Only sends what waits. */
  readonly send: (mayGoOn?: () => boolean) => Promise<void>;
  readonly tickOptions: TickOptions;
  stop(): Promise<void>;
}

export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { config, store, clock, log, onAttempt, onInstalled } = options;
  const holidays = createHolidayCalendar();
  const deps: CardActionDeps = {
    ...{ store, clock, holidays },
    ...{ admins: new Set(config.admins), sendRate: config.sendRate },
  };
  const adapter = createAdapter(config, log, options.identity);
  const server = await startServer(
    config,
    adapter,
    new SeurantaBot({ ...deps, log, ...(onInstalled && { onInstalled }) }),
  );
  const draw = messageDrawer(deps);
  const deliver = teamsDelivery({
    adapter,
    store,
    config,
    log,
    draw,
    pacer: options.pacer ?? createPacer(limitsFor(config.sendRate)),
  });
  const tickOptions: TickOptions = {
    store,
    clock,
    deliver,
    holidays,
    inFlight: options.inFlight ?? inFlightFor(config.sendRate),
    onFailure: (what, error) => log.error({ err: error, what }, 'due work failed'),
    ...(onAttempt && { onAttempt }),
  };
  const guarded = (mayGoOn?: () => boolean) => ({ ...tickOptions, ...(mayGoOn && { mayGoOn }) });
  return {
    server,
    tickOptions,
    tick: (mayGoOn) => runTick(guarded(mayGoOn)),
    work: (mayGoOn) => doDueWork(guarded(mayGoOn)),
    send: (mayGoOn) => sendDue(guarded(mayGoOn)),
    stop: () => server.stop(),
  };
}

/** Enough to keep the rate at answers of a quarter of a second. */
function inFlightFor(rate: number): number {
  return Math.max(2, Math.ceil(rate / 4));
}
