/**
 * Adds to transactions what the SDK lacks: it sends deletes without their etag ("*", data-tables 13.3), and does not
 * tell whether a transaction was sent once or again after a lost response.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableServiceClientOptions } from '@azure/data-tables';
import { withinDeadline } from '../../deadline';
import { retryAfterMs } from '../../retry-after';

type PolicyConfig = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];
type Policy = PolicyConfig['policy'];
type PipelineRequest = Parameters<Policy['sendRequest']>[0];
type PipelineResponse = Awaited<ReturnType<Policy['sendRequest']>>;

export interface Sending {
  /** Etags of the deletes of a transaction, in their order. */
  readonly deleteEtags: readonly string[];
  /** How often the request was sent; above 1, an earlier one may have been applied. */
  attempts: number;
}

/** One for the process, since up to Node 22 each of them makes every promise slower. */
const current = new AsyncLocalStorage<Sending>();

/** Tracks each commit through the client's pipeline by its asynchronous context, since requests name no caller. */
export class CommitSending {
  run<T>(sending: Sending, send: () => Promise<T>): Promise<T> {
    return current.run(sending, send);
  }

  /** `answerMs`: how long one attempt waits for its response. The SDK alone would wait for ever. */
  policies(answerMs: number): PolicyConfig[] {
    const conditions: Policy = {
      name: 'conditionalDeletes',
      sendRequest: (request, next) => {
        const etags = current.getStore()?.deleteEtags ?? [];
        if (etags.length > 0) setDeleteEtags(request, etags);
        return next(request);
      },
    };
    const attempts: Policy = {
      name: 'countedAttempts',
      sendRequest: (request, next) => {
        const sending = current.getStore();
        if (sending) sending.attempts += 1;
        return withinTime(answerMs, request, next);
      },
    };
    // perCall comes before the signing policy, which notes the length of the body.
    return [
      { policy: conditions, position: 'perCall' },
      { policy: attempts, position: 'perRetry' },
    ];
  }
}

/** Does not use `request.timeout`, whose timer goes on after a failure and keeps the process from ending. */
async function withinTime(
  answerMs: number,
  request: PipelineRequest,
  next: Parameters<Policy['sendRequest']>[1],
): Promise<PipelineResponse> {
  try {
    return await withinDeadline(async (signal) => {
      request.abortSignal = signal;
      return boundedWait(await next(request));
    }, answerMs);
  } finally {
    // The wait before the next attempt is not part of this one.
    delete request.abortSignal;
  }
}

/** In milliseconds. Callers see no progress while they wait, so a longer wait is no better than a failure. */
const longestRetryMs = 10_000;

/** Caps these headers, since the SDK waits for as long as they say, even for years. */
function boundedWait(response: PipelineResponse): PipelineResponse {
  const { headers } = response;
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms', 'retry-after']) {
    const said = headers.get(name);
    if (said === undefined) continue;
    const ms = name === 'retry-after' ? retryAfterMs(said, new Date()) : Number(said);
    // Without a usable value the SDK follows its own rules.
    if (ms === undefined || !(ms >= 0)) headers.delete(name);
    else if (ms > longestRetryMs)
      headers.set(name, String(name === 'retry-after' ? longestRetryMs / 1_000 : longestRetryMs));
  }
  return response;
}

/** Head of a delete in a transaction; JSON bodies contain no line breaks, so no value can look like one. */
const DELETE_HEAD = /(^DELETE (?:[^\r\n]+\r?\n)+?if-match: )\*(?=\r?$)/gim;

function setDeleteEtags(request: PipelineRequest, etags: readonly string[]): void {
  if (typeof request.body !== 'string') throw new Error('A transaction is expected to be text');
  let set = 0;
  request.body = request.body.replace(DELETE_HEAD, (_, head: string) => `${head}${etags[set++] ?? ''}`);
  // Another SDK version may write a different text: better no delete than one without its condition.
  if (set !== etags.length) throw new Error(`Set ${set} of ${etags.length} etags in a transaction`);
}
