/** Puts the parts of the bot together; used by the entry point, the demo and the tests. */
import { type Logger } from 'pino';
import { loadPauses } from '../../src/brake/pauses';
import { type Clock } from '../../src/clock';
import { type ReadRegister } from '../../src/import/read-register';
import { type ObservedPart } from '../../src/health/observed';
import { createPacer, limitsFor, type Pacer } from '../../src/outbox/pacer';
import { createSendMemory } from '../../src/outbox/send-memory';
import { type SenderOptions } from '../../src/outbox/sender';
import { type OrganisationCalendar, organisationCalendar } from '../../src/goals/organisation-days';
import { Together } from '../../src/reminders/told-together';
import {
  doDueWork,
  markSentMessages,
  runTick,
  sendAlerts,
  sendDue,
  type TickOptions,
} from '../../src/schedule/tick';
import { readLastTick } from '../../src/schedule/tick-mark';
import { refuseNewerStore } from '../../src/storage/migrations/schema-version';
import { type EntityStore } from '../../src/storage/store';
import { type CardActionDeps } from '../views/turn';
import { type BotDeps, SeurantaBot } from '../teams/activity-handler';
import { createAdapter, type IdentityOptions, type TeamsAdapter } from '../teams/adapter';
import { type BackgroundRunner, createBackgroundRunner } from '../teams/background-runner';
import { createFirstPresses } from '../teams/first-presses';
import { withTimeout } from '../calls/with-timeout';
import { type Config } from '../config/config';
import { ConnectorCalls } from '../calls/connector-calls';
import { type DownloadLimits, downloadLimits } from '../teams/dropped-file';
import { messageDrawer } from '../messages';
import { createAlertUrl } from './health/alert-url';
import { createHealthMetrics, type HealthMetrics } from './health/health-metrics';
import { measuredStore } from './health/measured-store';
import { limitsOf } from './health/observe';
import { createWatch, type Watch } from './health/watch';
import { peopleSources } from './graph/people-sources';
import { syncDirectory, lookUpOf } from './directory-sync';
import { createMetrics, type Metrics } from '../logs/metrics';
import { chatLimits, registerReader } from './children/register-reader';
import { createSenderLimiter } from '../teams/sender-limiter';
import { reportDownload } from '../web/downloads';
import { type FileConsentDeps } from '../teams/file-consent';
import { offeredFormats } from '../../src/report/content/formats';
import { createReportMaker, type MakeOne } from './children/report-maker';
import { type RunningServer, startServer } from '../teams/server';
import { teamsDelivery } from '../teams/teams-delivery';
import { loggedDelivery, loggedWork, sendOnce, tickOnce, watchOnce } from './logged-tick';

export interface BotOptions {
  readonly config: Config;
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onAttempt?: SenderOptions['onAttempt'];
  readonly onInstalled?: BotDeps['onInstalled'];
  /** Reads counties' own files by default. */
  readonly readRegister?: ReadRegister;
  /** Limits on files dropped into the chat; defaults to Teams'. */
  readonly downloads?: DownloadLimits;
  /** Messages under way at once. */
  readonly inFlight?: number;
  /** Defaults to Teams' limits. */
  readonly pacer?: Pacer;
  /** By default each report is made in a separate process. */
  readonly makeReport?: MakeOne;
  readonly mayUploadTo?: FileConsentDeps['mayUploadTo'];
  /** Whether the bot monitors its own health and tells admins. Off by default, since a test's clock may jump. */
  readonly watches?: boolean;
  /** Most activities a minute from one person; 300 by default. */
  readonly activitiesAMinute?: number;
  /** Refused requests a minute from one address before it is shut out for the rest of the minute; 300 by default. */
  readonly refusalsAMinute?: number;
  /** Defaults to Microsoft's. */
  readonly identity?: IdentityOptions;
  /** What runs in the replica that ticks; see `replica.ts`. */
  readonly parts?: () => readonly ObservedPart[];
  /** How long one request to Teams may take, in milliseconds. Default 15,000. */
  readonly callMs?: number;
}

export interface RunningBot {
  readonly server: RunningServer;
  /** Does due work and sends waiting messages, as long as `mayGoOn` returns true. */
  readonly tick: (mayGoOn?: () => boolean) => Promise<void>;
  /** Only does due work, sends nothing. */
  readonly work: (mayGoOn?: () => boolean) => Promise<void>;
  /** Only sends waiting messages. */
  readonly send: (mayGoOn?: () => boolean) => Promise<void>;
  /** Only work about persons: compares them with the directory, and installs the app for them. */
  readonly people: (mayGoOn?: () => boolean) => Promise<void>;
  /** Checks the bot's health, and sends alerts even if other messages are held up. */
  readonly watch: (mayGoOn?: () => boolean) => Promise<void>;
  /** Marks messages as sent that could not be marked earlier. @throws StorageError if it fails again. */
  readonly finish: () => Promise<void>;
  readonly tickOptions: TickOptions;
  stop(): Promise<void>;
}

export async function startBot(given: BotOptions): Promise<RunningBot> {
  const { metrics, health, options } = measured(given);
  const { config, store, clock, log, onInstalled } = options;
  const holidays = organisationCalendar(store);
  const sources = peopleSources(config);
  const maker = createReportMaker(config, clock, log, options.makeReport);
  const deps: CardActionDeps & { readonly holidays: OrganisationCalendar } = {
    ...{ store, clock, holidays },
    ...{ admins: new Set(config.admins), sendRate: config.sendRate },
    readRegister: options.readRegister ?? registerReader(chatLimits, log),
    ...lookUpOf(sources, log),
    reports: {
      make: maker.make,
      formats: offeredFormats(config.soffice !== undefined),
      ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
    },
  };
  const calls = new ConnectorCalls(options.callMs);
  const adapter = createAdapter(config, log, options.identity, calls);
  const background = backgroundRunner(adapter, config, log);
  const firstPresses = createFirstPresses(store, log);
  const server = await startServer({
    ...{ config, adapter, metrics, log },
    bot: new SeurantaBot({
      ...{ ...deps, log, background, firstPresses, downloads: options.downloads ?? downloadLimits },
      limiter: createSenderLimiter(options.activitiesAMinute),
      ...(onInstalled && { onInstalled }),
      ...(options.mayUploadTo && { mayUploadTo: options.mayUploadTo }),
    }),
    isReady: () => refuseNewerStore(store),
    ...(options.refusalsAMinute !== undefined && { refusalsAMinute: options.refusalsAMinute }),
    ...(config.publicUrl !== undefined && { download: reportDownload({ ...deps, log }) }),
  });
  const tickOptions = tickOptionsOf(options, { adapter, calls }, deps, metrics);
  const watch = options.watches ? watchOf(options, deps, health) : undefined;
  const ticking = { clock, log, metrics, ...(watch && { watch }) };
  // Another process may have upgraded the store or changed the closed days since.
  const checked = async (work: () => Promise<void>) => {
    await Promise.all([refuseNewerStore(store), holidays.refresh()]);
    await work();
  };
  const guarded = (mayGoOn?: () => boolean) => ({ ...tickOptions, ...(mayGoOn && { mayGoOn }) });
  return {
    server,
    tickOptions,
    tick: (mayGoOn) => tickOnce(ticking, () => checked(() => runTick(guarded(mayGoOn)))),
    work: (mayGoOn) => tickOnce(ticking, () => checked(() => doDueWork(guarded(mayGoOn)))),
    send: (mayGoOn) => sendOnce(() => checked(() => sendAfterWork(guarded(mayGoOn)))),
    watch: (mayGoOn) => watchOnce(watch, () => checked(() => sendAlerts(guarded(mayGoOn)))),
    finish: () => markSentMessages(tickOptions),
    people: (mayGoOn) =>
      checked(() => syncDirectory({ ...guarded(mayGoOn), admins: deps.admins }, sources, log)),
    stop: async () => {
      maker.stop();
      await settled(background);
      await server.stop();
      await settled(firstPresses);
    },
  };
}

function backgroundRunner(adapter: TeamsAdapter, { appId }: Config, log: Logger): BackgroundRunner {
  return createBackgroundRunner({
    log,
    continueIn: (conversation, logic) => adapter.continueConversationAsync(appId, conversation, logic),
  });
}

/** Times every store operation, whoever makes it. */
function measured(options: BotOptions) {
  const { store, clock } = options;
  const metrics = createMetrics();
  const { registry } = metrics;
  const now = () => clock.now();
  const parts = options.parts && { parts: options.parts };
  const known = { lastTick: () => readLastTick(store), pauses: () => loadPauses(store) };
  const health = createHealthMetrics({ registry, now, ...known, ...parts });
  return { metrics, health, options: { ...options, store: measuredStore(store, health) } };
}

function watchOf({ config, log, parts }: BotOptions, deps: CardActionDeps, metrics: HealthMetrics): Watch {
  const { store, clock, holidays, admins } = deps;
  const { store: storeConfig, credential } = config;
  return createWatch({
    ...{ store, clock, holidays, admins, storeConfig, credential, metrics, log },
    limits: limitsOf(config),
    ...(parts && { parts }),
    ...(config.alertUrl !== undefined && { alertUrl: createAlertUrl(config.alertUrl, log) }),
  });
}

function tickOptionsOf(
  { config, store, clock, log, ...options }: BotOptions,
  teams: { readonly adapter: TeamsAdapter; readonly calls: ConnectorCalls },
  deps: CardActionDeps,
  metrics: Metrics,
): TickOptions {
  const together = new Together(store, clock);
  const deliver = teamsDelivery({
    ...{ ...teams, store, clock, config, log },
    draw: messageDrawer(deps, together),
    pacer: options.pacer ?? createPacer(limitsFor(config.sendRate)),
  });
  return {
    ...{
      store,
      clock,
      holidays: deps.holidays,
      admins: deps.admins,
      asking: { underWay: false },
      together,
      quietRounds: new Set(),
      memory: createSendMemory(),
      retention: config.retention,
    },
    deliver: loggedDelivery(deliver),
    around: loggedWork(log),
    inFlight: options.inFlight ?? inFlightFor(config.sendRate),
    onFailure: (what, error, round) => {
      metrics.failed();
      const ids = round && { programme: round.programmeId, period: round.period };
      log.error({ err: error, what, ...ids }, 'due work failed');
    },
    onAttempt: (message, outcome) => {
      metrics.delivered(message, outcome);
      options.onAttempt?.(message, outcome);
    },
  };
}

/** Work is mostly done sooner; messages that do not depend on it are not held up for long. */
const longestWaitForWorkMs = 3_000;

/** Otherwise the messages that come first are skipped, in every life of a bot that is often restarted. */
async function sendAfterWork(options: TickOptions): Promise<void> {
  await withTimeout(longestWaitForWorkMs, Promise.resolve(options.asking?.ended));
  await sendDue(options);
}

/** An upload may take longer; its consent can be given again. */
const longestStopMs = 5_000;

function settled(work: { settled(): Promise<void> }): Promise<unknown> {
  return withTimeout(longestStopMs, work.settled());
}

/** Enough to keep up the send rate if answers take a quarter of a second. */
function inFlightFor(rate: number): number {
  return Math.max(2, Math.ceil(rate / 4));
}
