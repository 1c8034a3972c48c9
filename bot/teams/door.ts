/** The entrance for Teams: checks address, token, size, depth and shape in this order, the cheapest first. */
import { type Activity } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import { type Logger } from 'pino';
import * as restify from 'restify';
import { withoutUnwritableIn } from '../../src/plain-text';
import { type SeurantaBot } from './activity-handler';
import { activitySchema } from './activity-shape';
import { type TeamsAdapter } from './adapter';
import { type AddressLimiter, createAddressLimiter } from './address-limiter';
import { safeParse } from '../views/parts/safe-parse';
import { type Authenticated, UnavailableError } from './authentication';
import { clientAddress } from './client-address';
import { knownTokens } from './known-tokens';
import { activityIds } from '../logs/activity-ids';
import { note } from '../logs/log-ids';
import { readJson } from './read-json';

export interface DoorOptions {
  readonly adapter: TeamsAdapter;
  readonly bot: SeurantaBot;
  readonly log: Logger;
  /** Refused requests a minute from one address before it is shut out for the rest of the minute; 300 by default. */
  readonly refusalsAMinute?: number;
}

export interface Door {
  /** Authenticates the caller before the body is read. @returns false when the request was refused and answered. */
  readonly enter: (request: restify.Request, response: restify.Response) => Promise<boolean>;
  /** Runs the activity in the body and answers the request. */
  readonly take: (request: restify.Request, response: restify.Response) => Promise<void>;
}

/** Largest body in bytes; a card submit with the longest texts is well below it. */
const largestBody = 512 * 1024;

/** Reads the body; answers 413 when it is too large. */
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

/** Refuses anything but an activity: the framework would answer much of it with 500. */
function activityIn(request: restify.Request): Activity | undefined {
  const { body } = request as { body?: unknown };
  // JSON only: a form may be posted by any web page.
  if (typeof body !== 'string' || !/^application\/(?:[\w.+-]+\+)?json$/.test(request.getContentType()))
    return undefined;
  const read = readJson(body);
  if (!safeParse(activitySchema, read)) return undefined;
  return withoutUnwritableIn(read) as Activity;
}

async function run(
  { adapter, bot }: DoorOptions,
  caller: Authenticated,
  activity: Activity,
  response: restify.Response,
): Promise<void> {
  const { status, body } = await adapter.take(caller, activity, (context) => {
    note(activityIds(context.activity));
    return bot.forActivity().run(context);
  });
  if (status >= 500) response.send(503, { status: 'try again later' });
  else if (body === undefined) response.send(status);
  else response.send(status, body);
}

/** An error's text is not sent: it may hold what somebody typed, or reveal how the bot is built. */
function answerFailure(response: restify.Response, error: unknown, log: Logger): void {
  if (error instanceof UnavailableError) log.warn({ err: error }, 'token keys are unavailable');
  else log.error({ err: error }, 'an activity was not taken');
  response.send(503, { status: 'try again later' });
}
