/** Logs one line for each answered request, and adds the request's id to every line logged during it. */
import { randomUUID } from 'node:crypto';
import { type Logger } from 'pino';
import { type Request, type Response, type Route, type Server } from 'restify';
import { type LogIds, noting } from './log-ids';

export interface RequestLog {
  /** Lines that are logged while this is done have the request's ids. */
  within<T>(request: Request, work: () => T): T;
}

/** Requested every few seconds by monitoring. */
const probes = ['/healthz', '/readyz', '/metrics'];

/** The path is not logged: with that of a download anybody can get the report. */
export function logRequests(server: Server, log: Logger): RequestLog {
  const known = new WeakMap<Request, LogIds>();
  server.pre((request, response, next) => {
    const requestId = idGiven(request) ?? randomUUID();
    known.set(request, { requestId });
    response.setHeader('x-request-id', requestId);
    next();
  });
  server.on('after', (request: Request, response: Response, route?: Route) => {
    const path = route?.path?.toString() ?? 'none';
    const ms = Math.max(0, Date.now() - request.time());
    const line = {
      ...known.get(request),
      route: path,
      method: request.method,
      status: response.statusCode,
      ms,
    };
    if (probes.includes(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  });
  return { within: (request, work) => noting(known.get(request) ?? {}, work) };
}

/** Accepts only what can only be an id: hexadecimal digits in the form of a UUID or a trace id. */
function idGiven(request: Request): string | undefined {
  const own = /^[0-9a-f-]{16,64}$/i.exec(request.header('x-request-id') ?? '')?.[0];
  return own ?? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(request.header('traceparent') ?? '')?.[1];
}
