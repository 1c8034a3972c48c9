/** Requests to connectors: each needs permission, and its answer is limited in time and size, and must be readable. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type http from 'node:http';
import type https from 'node:https';
import { addAbortSignal, type Readable } from 'node:stream';
import { callMs, withinDeadline } from '../../src/deadline';
import { IdleConnections } from './idle-connections';

/** Teams' answers have a few hundred bytes. */
const mostBytes = 1024 * 1024;

/**
 * How long an unused connection is kept, in milliseconds. Load balancers drop idle connections after minutes, and
 * requests sent on a dropped one are lost; under load a connection is used again at once.
 */
const idleMs = 4_000;

/** Permission was withdrawn while the request waited, so nothing was sent. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/** A success answer that cannot be read. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';

  /** @param isAccepted whether the connector itself said it, so that the request took effect */
  constructor(
    why: string,
    readonly isAccepted: boolean,
  ) {
    super(`unreadable answer: ${why}`);
  }
}

/** What the connector client's pipeline passes to a policy (`@azure/core-rest-pipeline`). */
export interface PipelineRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: { set(name: string, value: string): void };
  agent?: http.Agent | https.Agent;
  abortSignal?: AbortSignal;
  streamResponseStatusCodes?: Set<number>;
}

export interface PipelineResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
  bodyAsText?: string | null;
  readableStreamBody?: NodeJS.ReadableStream;
}

export interface Policy {
  readonly name: string;
  sendRequest(
    request: PipelineRequest,
    next: (request: PipelineRequest) => Promise<PipelineResponse>,
  ): Promise<PipelineResponse>;
}

type Leave = () => boolean;

/** One for the process, as in idle-connections.ts. */
const currentLeave = new AsyncLocalStorage<Leave>();

/** Makes the calls of all connector clients of a bot. */
export class ConnectorCalls {
  private readonly idle = new IdleConnections(idleMs);

  constructor(private readonly longestMs = callMs) {}

  /** Does the work; `leave` is asked again just before each of its requests goes out. */
  allowedWhile<T>(leave: Leave, work: () => Promise<T>): Promise<T> {
    return currentLeave.run(leave, work);
  }

  /** The innermost policy of a client: behind it is only the network. */
  readonly policy: Policy = {
    name: 'boundedCall',
    sendRequest: (request, next) => {
      if (currentLeave.getStore()?.() === false) throw new NotSentError('it may not be sent any more');
      return withinDeadline((signal) => this.call(request, next, signal), this.longestMs);
    },
  };

  private async call(
    request: PipelineRequest,
    next: Parameters<Policy['sendRequest']>[1],
    signal: AbortSignal,
  ): Promise<PipelineResponse> {
    request.abortSignal = signal;
    request.agent ??= this.idle.agentFor(request.url);
    // A compressed answer may unpack to a thousand times the size that is counted.
    request.headers.set('accept-encoding', 'identity');
    request.streamResponseStatusCodes = everyStatus;
    const response = await this.idle.sendOnce(() => next(request), signal);
    delete request.streamResponseStatusCodes;
    const text = await textOf(response, signal);
    delete response.readableStreamBody;
    response.bodyAsText = text;
    if (isSuccess(response)) requireReadable(request, response, text);
    return response;
  }
}

/** Azure's client reads this as "any". */
const everyStatus = new Set([Number.POSITIVE_INFINITY]);

function isSuccess({ status }: PipelineResponse): boolean {
  return status >= 200 && status < 300;
}

/** An answer that is too long is not read to its end. The body of a refusal is not needed to understand it. */
async function textOf(response: PipelineResponse, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of addAbortSignal(signal, response.readableStreamBody as Readable)) {
    size += (part as Buffer).length;
    if (size > mostBytes) {
      if (isSuccess(response)) throw new UnreadableAnswerError('over 1 MB', isOfConnector(response));
      return '';
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}

/** An HTML page is not from Teams: a proxy in between answered instead. */
function isOfConnector({ headers }: PipelineResponse): boolean {
  return /^\s*application\/json\b/i.test(headers.get('content-type') ?? 'application/json');
}

function requireReadable(request: PipelineRequest, response: PipelineResponse, text: string): void {
  const { pathname } = new URL(request.url);
  const isCreate = request.method === 'POST' && pathname.endsWith('/v3/conversations');
  if (text.trim() === '' && !isCreate) return;
  const isAccepted = isOfConnector(response);
  const answer = isAccepted ? parsed(text) : undefined;
  if (typeof answer !== 'object' || answer === null)
    throw new UnreadableAnswerError(`status ${response.status} with no JSON`, isAccepted);
  const id = (answer as { readonly id?: unknown }).id;
  if (isCreate && (typeof id !== 'string' || id === ''))
    throw new UnreadableAnswerError('a conversation without an id', isAccepted);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
