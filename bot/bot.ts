/** Puts the parts of the bot together; used by the entry point, the demo and the tests. */
import { type CloudAdapter } from 'botbuilder';
import { type Logger } from 'pino';
import { type Clock } from '../src/clock';
import { readRegister, type ReadRegister } from '../src/import/read-register';
import { createPacer, limitsFor, type Pacer } from '../src/outbox/pacer';
import { type SenderOptions } from '../src/outbox/sender';
import { createHolidayCalendar } from '../src/periods/working-days';
import { doDueWork, runTick, sendDue, type TickOptions } from '../src/schedule/tick';
import { refuseNewerStore } from '../src/storage/schema-version';
import { type EntityStore } from '../src/storage/store';
import { type CardActionDeps } from './actions/turn';
import { type BotDeps, SeurantaBot } from './activity-handler';
import { createAdapter, type IdentityOptions } from './adapter';
import { createAfterwards } from './afterwards';
import { atMost } from './at-most';
import { type Config } from './config';
import { type DownloadLimits, downloadLimits } from './dropped-file';
import { messageDrawer } from './draw-message';
import { createMetrics, type Metrics } from './metrics';
import { createSenderLimiter } from './sender-limiter';
import { reportDownload } from './reports/downloads';
import { type FileConsentDeps } from './reports/file-consent';
import { createReportMaker, type MakeOne } from './reports/report-maker';
import { type RunningServer, startServer } from './server';
import { teamsDelivery } from './teams-delivery';

export interface BotOptions {
  readonly config: Config;
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAttempt?: SenderOptions['onAttempt'];
  readonly onInstalled?: BotDeps['onInstalled'];
  /** Of the files that counties have where it is left out. */
  readonly readRegister?: ReadRegister;
  /** Of files that are dropped into the chat; those of Teams where it is left out. */
  readonly downloads?: DownloadLimits;
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Teams' limits where it is left out. */
  readonly pacer?: Pacer;
  /** Of reports; a process of its own makes each where it is left out. */
  readonly makeReport?: MakeOne;
  readonly mayUploadTo?: FileConsentDeps['mayUploadTo'];
  /** Taken from one person; 300 where it is left out. */
  readonly activitiesAMinute?: number;
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
  const { config, store, clock, log, onInstalled } = options;
  const holidays = createHolidayCalendar();
  const maker = createReportMaker(config.store, clock, log, options.makeReport);
  const deps: CardActionDeps = {
    ...{ store, clock, holidays },
    ...{ admins: new Set(config.admins), sendRate: config.sendRate },
    readRegister: options.readRegister ?? readRegister,
    reports: { make: maker.make, ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }) },
  };
  const adapter = createAdapter(config, log, options.identity);
  const afterwards = createAfterwards({
    log,
    continueIn: (conversation, logic) => adapter.continueConversationAsync(config.appId, conversation, logic),
  });
  const metrics = createMetrics();
  const server = await startServer({
    ...{ config, adapter, metrics },
    bot: new SeurantaBot({
      ...{ ...deps, log, afterwards, downloads: options.downloads ?? downloadLimits },
      limiter: createSenderLimiter(options.activitiesAMinute),
      ...(onInstalled && { onInstalled }),
      ...(options.mayUploadTo && { mayUploadTo: options.mayUploadTo }),
    }),
    isReady: () => refuseNewerStore(store),
    ...(config.publicUrl !== undefined && { download: reportDownload({ ...deps, log }) }),
  });
  const tickOptions = tickOptionsOf(options, adapter, deps, metrics);
  const guarded = (mayGoOn?: () => boolean) => ({ ...tickOptions, ...(mayGoOn && { mayGoOn }) });
  return {
    server,
    tickOptions,
    tick: async (mayGoOn) => {
      await refuseNewerStore(store);
      await runTick(guarded(mayGoOn));
      metrics.ticked(clock.now());
    },
    work: async (mayGoOn) => {
      await refuseNewerStore(store);
      await doDueWork(guarded(mayGoOn));
      metrics.ticked(clock.now());
    },
    send: async (mayGoOn) => {
      await refuseNewerStore(store);
      await sendDue(guarded(mayGoOn));
    },
    stop: async () => {
      maker.stop();
      await atMost(longestStopMs, afterwards.settled());
      await server.stop();
    },
  };
}

function tickOptionsOf(
  { config, store, clock, log, ...options }: BotOptions,
  adapter: CloudAdapter,
  deps: CardActionDeps,
  metrics: Metrics,
): TickOptions {
  const deliver = teamsDelivery({
    ...{ adapter, store, config, log },
    draw: messageDrawer(deps),
    pacer: options.pacer ?? createPacer(limitsFor(config.sendRate)),
  });
  return {
    ...{ store, clock, deliver, holidays: deps.holidays, retention: config.retention },
    inFlight: options.inFlight ?? inFlightFor(config.sendRate),
    onFailure: (what, error) => {
      metrics.failed();
      log.error({ err: error, what }, 'due work failed');
    },
    onAttempt: (message, outcome) => {
      metrics.delivered(message, outcome);
      options.onAttempt?.(message, outcome);
    },
  };
}

/** An upload may take longer; its consent can be given again. */
const longestStopMs = 5_000;

/** Enough to keep the rate at answers of a quarter of a second. */
function inFlightFor(rate: number): number {
  return Math.max(2, Math.ceil(rate / 4));
}
