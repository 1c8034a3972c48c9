import { timingSafeEqual } from 'node:crypto';
import { type Logger } from 'pino';
import * as restify from 'restify';
import { StoreReplacedError } from '../../src/errors';
import { type SeurantaBot } from './activity-handler';
import { type TeamsAdapter } from './adapter';
import { isOwnMachine } from './client-address';
import { type Config } from '../config/config';
import { version } from '../config/version';
import { bodyReader, createDoor } from './door';
import { logRequests } from '../logs/request-log';
import { type Metrics } from '../logs/metrics';

/** Milliseconds. Slower senders are cut off. Answers may take longer, since reports are made meanwhile. */
const slowest = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/** This server serves no pages, so browsers may not cache or frame its answers, or guess their type. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

/** restify's types name an older logger; it uses whichever it is given. */
type FrameworkLog = NonNullable<restify.ServerOptions['log']>;

/** Answers one request. */
export type Answer = (request: restify.Request, response: restify.Response) => Promise<void>;

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'metricsToken'>;
  readonly adapter: TeamsAdapter;
  readonly bot: SeurantaBot;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Refused requests a minute from one address before it is shut out for the rest of the minute; 300 by default. */
  readonly refusalsAMinute?: number;
  /** Rejects if the store cannot be read. */
  readonly isReady: () => Promise<unknown>;
  /** Answers links to reports; nothing does by default. */
  readonly download?: Answer;
}

/**
 * Listens for Teams on `/api/messages`. `/healthz` says that the process is up, `/readyz` that it can serve, `/metrics`
 * what it does, to loopback and to holders of the token.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, download, log } = options;
  const server = restify.createServer({ name: 'seuranta', log: log as unknown as FrameworkLog });
  Object.assign(server.server, slowest);
  let stopping = false;
  server.pre((_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A client that keeps asking on one connection would keep a stopping server from ending.
    if (stopping) response.setHeader('connection', 'close');
    next();
  });
  server.pre(refusePacked);
  measure(server, options.metrics);
  const requests = logRequests(server, log);
  addHealth(server, options);
  if (download) {
    const logged: Answer = async (request, response) =>
      requests.within(request, () => download(request, response));
    server.get('/reports/:token', logged);
    server.head('/reports/:token', logged);
  }
  const { enter, take } = createDoor(options);
  // restify recognises an asynchronous handler by its keyword; only one with a callback can end the chain.
  server.post(
    '/api/messages',
    (request, response, next) => {
      const entered = requests.within(request, () => enter(request, response));
      entered.then((isIn) => next(isIn ? undefined : false), next);
    },
    bodyReader,
    async (request, response) => requests.within(request, () => take(request, response)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return {
    port: server.address().port,
    stop: () => {
      stopping = true;
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Half a megabyte may unpack to half a gigabyte, and a broken one would end the process. Teams never compresses. */
function refusePacked(request: restify.Request, response: restify.Response, next: restify.Next): void {
  if (request.header('content-encoding') === undefined) return next();
  response.send(415, { status: 'only as it is, not packed' });
  next(false);
}

function measure(server: restify.Server, metrics: Metrics): void {
  server.on('after', (request: restify.Request, response: restify.Response, route?: restify.Route) => {
    // The clock may have been set back meanwhile.
    const seconds = Math.max(0, Date.now() - request.time()) / 1000;
    metrics.answered(route?.path?.toString() ?? 'none', response.statusCode, seconds);
  });
}

function addHealth(server: restify.Server, { config, metrics, isReady }: ServerOptions): void {
  server.get('/healthz', (_request, response, next) => {
    response.send(200, { status: 'up', version });
    next();
  });
  server.get('/readyz', async (_request, response) => {
    const [code, status] = await isReady().then(
      () => [200, 'ready'] as const,
      (error: unknown) => [503, unreadiness(error)] as const,
    );
    response.send(code, { status });
  });
  server.get('/metrics', async (request, response) => {
    if (!mayWatch(request, config.metricsToken)) return void response.send(403, { status: 'not for you' });
    response.setHeader('content-type', metrics.registry.contentType);
    response.sendRaw(200, await metrics.registry.metrics());
  });
}

/** Omits file names, since anybody may ask. */
function unreadiness(error: unknown): string {
  return error instanceof StoreReplacedError
    ? 'the store was removed, replaced or damaged: nothing is saved any more'
    : 'the store cannot be read';
}

/** With a token, only its holders; without one, only this machine itself, and not through a proxy on it. */
function mayWatch(request: restify.Request, token: string | undefined): boolean {
  if (token === undefined) return isOwnMachine(request);
  const given = Buffer.from(request.header('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
