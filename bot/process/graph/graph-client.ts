/**
 * Requests to Microsoft Graph. We have our own client: the maintained library brings a generated model of all of Graph
 * for the three requests made here, and the older one is unmaintained.
 */
import { z } from 'zod';
import { callMs, withinDeadline } from '../../../src/deadline';
import { DirectoryError } from '../../../src/people/directory-source';
import { retryAfterMs } from '../../../src/retry-after';
import { textWithin } from '../../calls/answer-within';

export interface GraphOptions {
  /** With the version, such as https://graph.microsoft.com/v1.0; no slash at the end. */
  readonly url: string;
  /** A token for this Graph; `undefined` if none is needed, as for a test's Graph on loopback. */
  readonly token: () => Promise<string | undefined>;
  /** Between two tries; milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random?: () => number;
  /** Tries of one request, the first included. */
  readonly tries?: number;
  /** Time limit of one try, until the whole answer has arrived, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number;
}

export interface GraphClient {
  /** @throws GraphError */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** The rows of a list, page by page. @throws GraphError, also if the list breaks off. */
  list(path: string, options?: ListOptions): Promise<unknown[]>;
  /** Only for idempotent requests: they are repeated if the answer was lost. @throws GraphError */
  post(path: string, body: object): Promise<void>;
}

export interface ListOptions {
  /** No further page is read once there are more rows than this. */
  readonly most?: number;
  /** For a query of directory objects that Graph answers only from its index, with `$count=true`. */
  readonly isAdvanced?: boolean;
}

/** `status` is 0 if no answer came, or one that is not from Graph. */
export class GraphError extends DirectoryError {
  constructor(
    readonly status: number,
    /** Graph's code, such as `Authorization_RequestDenied`. */
    readonly code: string,
    detail: string,
  ) {
    super(`Graph: ${[status || '', code, detail].filter(Boolean).join(' ').slice(0, 300)}`);
  }
}

/** Graph asks clients to wait for seconds, sometimes minutes; a request that must wait longer fails, to be retried. */
const longestWaitMs = 120_000;
const mostPages = 100;
/** A page of a thousand accounts has half a megabyte. */
const mostBytes = 16 * 1024 * 1024;
/** 429 and 503 come with the time to wait; 502 and 504 come from gateways in between. */
const repeatable = new Set([429, 502, 503, 504]);

const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });
const errorSchema = z.object({
  error: z.object({ code: z.string().default(''), message: z.string().default('') }),
});

export function createGraphClient(options: GraphOptions): GraphClient {
  const ask = (url: string, request?: Request) => asked(options, url, request);
  return {
    get: (path, headers) => ask(options.url + path, { headers }),
    list: async (path, { most = Infinity, isAdvanced = false } = {}) => {
      const headers = isAdvanced ? { ConsistencyLevel: 'eventual' } : undefined;
      const rows: unknown[] = [];
      let next: string | undefined = options.url + path;
      for (let page = 0; next !== undefined; page++) {
        if (page >= mostPages) throw new GraphError(0, 'too-many-pages', 'a list does not end');
        const parsed = pageSchema.safeParse(await ask(next, { headers }));
        if (!parsed.success) throw new GraphError(0, 'no-list', 'the answer is no list');
        rows.push(...parsed.data.value);
        next = rows.length > most ? undefined : parsed.data['@odata.nextLink'];
        if (next !== undefined) requireSameOrigin(next, options.url);
      }
      return rows;
    },
    post: async (path, body) => void (await ask(options.url + path, { body })),
  };
}

/** Refuses links to other hosts, which would receive the token. */
function requireSameOrigin(link: string, url: string): void {
  const origin = URL.canParse(link) ? new URL(link).origin : '';
  if (origin !== new URL(url).origin) throw new GraphError(0, 'foreign-link', 'the next page is elsewhere');
}

interface Request {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

async function asked(options: GraphOptions, url: string, request: Request = {}): Promise<unknown> {
  const { tries = 5, wait } = options;
  for (let tried = 1; ; tried++) {
    const answer = await tryOnce(options, url, request);
    if ('body' in answer) return answer.body;
    const ms = answer.afterMs ?? backoffMs(tried, options.random ?? Math.random);
    if (!answer.mayRepeat || tried >= tries || ms > longestWaitMs) throw answer.error;
    await wait(ms);
  }
}

/** Exponential from 1 s, half of it random. */
function backoffMs(tried: number, random: () => number): number {
  const full = 1_000 * 2 ** (tried - 1);
  return full / 2 + random() * (full / 2);
}

type Answer =
  | { readonly body: unknown }
  | { readonly error: GraphError; readonly mayRepeat: boolean; readonly afterMs?: number };

async function tryOnce(
  { token, timeoutMs = callMs }: GraphOptions,
  url: string,
  { body, headers }: Request,
): Promise<Answer> {
  const bearer = await tokenOf(token, timeoutMs);
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'error',
      headers: {
        accept: 'application/json',
        ...headers,
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await textWithin(response, mostBytes);
    return response.ok ? parsedAnswer(response.status, text) : refusal(response, text);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { error: new GraphError(0, cause?.code ?? name, 'no answer'), mayRepeat: true };
  }
}

/** Why there is no token: the identity library's own words, which hold no secret. */
async function tokenOf(token: GraphOptions['token'], ms: number): Promise<string | undefined> {
  try {
    return await withinDeadline(token, ms);
  } catch (error) {
    throw new GraphError(0, 'no-token', (error as Error).message.split('\n')[0]!);
  }
}

/** A broken answer counts as a broken connection; all that can be done is to ask again. */
function parsedAnswer(status: number, text: string): Answer {
  try {
    return { body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    return { error: new GraphError(0, 'no-json', `the answer ${status} is no JSON`), mayRepeat: true };
  }
}

function refusal({ status, headers }: Response, text: string): Answer {
  const { code, message } = errorIn(text);
  // A date in the header is in real time, whatever clock the work uses.
  const afterMs = retryAfterMs(headers.get('retry-after'), new Date());
  return {
    error: new GraphError(status, code, message),
    mayRepeat: repeatable.has(status),
    ...(afterMs !== undefined && { afterMs }),
  };
}

function errorIn(text: string): { readonly code: string; readonly message: string } {
  try {
    const parsed = errorSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.error : { code: '', message: '' };
  } catch {
    return { code: '', message: '' };
  }
}
