/** What comes in from Teams: first who speaks, then what is said, each checked before the next costs anything. */
import { type Activity } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import { type Logger } from 'pino';
import * as restify from 'restify';
import { removeUnwritableIn } from '../src/plain-text';
import { type SeurantaBot } from './activity-handler';
import { activitySchema } from './activity-shape';
import { type TeamsAdapter } from './adapter';
import { type AddressLimiter, createAddressLimiter } from './address-limiter';
import { asParsed } from './as-parsed';
import { type Authenticated, UnavailableError } from './authentication';
import { clientAddress } from './client-address';
import { knownTokens } from './known-tokens';
import { activityIds } from './logs/activity-ids';
import { note } from './logs/log-ids';
import { readJson } from './read-json';

export interface DoorOptions {
  readonly adapter: TeamsAdapter;
  readonly bot: SeurantaBot;
  readonly log: Logger;
  /** Requests from one address that are refused in a minute before it is not listened to; 300 by default. */
  readonly refusalsAMinute?: number;
}

export interface Door {
  /** Checks who speaks, before the body is read. @returns false where the request was answered. */
  readonly enter: (request: restify.Request, response: restify.Response) => Promise<boolean>;
  /** Takes what is said and answers it. */
  readonly take: (request: restify.Request, response: restify.Response) => Promise<void>;
}

/** Largest body taken, in bytes: a card submit with the longest texts is well below. */
const largestBody = 512 * 1024;

/** Reads a body, and refuses one that is too large with 413. */
export const bodyReader = restify.plugins.bodyReader({ maxBodySize: largestBody });

export function createDoor(options: DoorOptions): Door {
  const { adapter, log } = options;
  const limiter = createAddressLimiter(options.refusalsAMinute);
  const tokens = knownTokens();
  const callers = new WeakMap<restify.Request, Authenticated>();
  const refuse = async (request: restify.Request, response: restify.Response, error: unknown) => {
    if (!(error instanceof AuthenticationError)) return answerFailure(response, error, log);
    note({ refused: error.message });
    await limiter.refused(clientAddress(request));
    response.send(401, { status: 'not authenticated' });
  };
  return {
    enter: async (request, response) => {
      const header = request.header('authorization') ?? '';
      if (!tokens.has(header) && (await isShut(limiter, request, response))) return false;
      try {
        callers.set(request, await adapter.authenticate(header));
        tokens.remember(header);
        return true;
      } catch (error) {
        await refuse(request, response, error);
        return false;
      }
    },
    take: async (request, response) => {
      const activity = activityIn(request);
      if (!activity) return void response.send(400, { status: 'not an activity' });
      try {
        await run(options, callers.get(request)!, activity, response);
      } catch (error) {
        await refuse(request, response, error);
      }
    },
  };
}

async function isShut(
  limiter: AddressLimiter,
  request: restify.Request,
  response: restify.Response,
): Promise<boolean> {
  if (!(await limiter.isShut(clientAddress(request)))) return false;
  response.setHeader('retry-after', '60');
  response.send(429, { status: 'too many requests were refused' });
  return true;
}

/** What is no activity goes no further: the framework answers much of it as if the fault were ours. */
function activityIn(request: restify.Request): Activity | undefined {
  const { body } = request as { body?: unknown };
  // JSON only: a form may be posted by any web page.
  if (typeof body !== 'string' || !/^application\/(?:[\w.+-]+\+)?json$/.test(request.getContentType()))
    return undefined;
  const read = readJson(body);
  if (!asParsed(activitySchema, read)) return undefined;
  removeUnwritableIn(read);
  return read as Activity;
}

async function run(
  { adapter, bot }: DoorOptions,
  caller: Authenticated,
  activity: Activity,
  response: restify.Response,
): Promise<void> {
  const { status, body } = await adapter.take(caller, activity, (context) => {
    note(activityIds(context.activity));
    return bot.run(context);
  });
  if (status >= 500) response.send(503, { status: 'try again later' });
  else if (body === undefined) response.send(status);
  else response.send(status, body);
}

/** An error's text may hold what somebody typed, or how we are built. */
function answerFailure(response: restify.Response, error: unknown, log: Logger): void {
  if (error instanceof UnavailableError) log.warn({ err: error }, 'token keys are unavailable');
  else log.error({ err: error }, 'an activity was not taken');
  response.send(503, { status: 'try again later' });
}
