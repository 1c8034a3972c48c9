/**
 * What the SDK does not do for a transaction on its way: a delete in it carries no etag ("*", data-tables 13.3),
 * and nothing tells whether the transaction was sent once or again after an answer that was lost.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { TableServiceClientOptions } from '@azure/data-tables';

type PolicyConfig = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];
type Policy = PolicyConfig['policy'];
type PipelineRequest = Parameters<Policy['sendRequest']>[0];
type PipelineResponse = Awaited<ReturnType<Policy['sendRequest']>>;

export interface Sending {
  /** Etags of the deletes of a transaction, in their order. */
  readonly deleteEtags: readonly string[];
  /** How often the request went out; above 1 an earlier one may have been applied. */
  attempts: number;
}

/** Follows each commit through the client's pipeline by its asynchronous context: requests name no caller. */
export class CommitSending {
  private readonly current = new AsyncLocalStorage<Sending>();

  run(sending: Sending, send: () => Promise<unknown>): Promise<unknown> {
    return this.current.run(sending, send);
  }

  /** `answerMs`: how long one attempt waits for its answer. The SDK alone would wait for ever. */
  policies(answerMs: number): PolicyConfig[] {
    const conditions: Policy = {
      name: 'conditionalDeletes',
      sendRequest: (request, next) => {
        const etags = this.current.getStore()?.deleteEtags ?? [];
        if (etags.length > 0) setDeleteEtags(request, etags);
        return next(request);
      },
    };
    const attempts: Policy = {
      name: 'countedAttempts',
      sendRequest: (request, next) => {
        const sending = this.current.getStore();
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

/** Not `request.timeout`: its timer goes on after a failure, and keeps the process from ending. */
async function withinTime(
  answerMs: number,
  request: PipelineRequest,
  next: Parameters<Policy['sendRequest']>[1],
): Promise<PipelineResponse> {
  request.abortSignal = AbortSignal.timeout(answerMs);
  try {
    return await next(request);
  } finally {
    // The wait before the next attempt is not part of this one.
    delete request.abortSignal;
  }
}

/** Head of a delete in a transaction; JSON bodies hold no line breaks, so no value can look like one. */
const DELETE_HEAD = /(^DELETE (?:[^\r\n]+\r?\n)+?if-match: )\*(?=\r?$)/gim;

function setDeleteEtags(request: PipelineRequest, etags: readonly string[]): void {
  if (typeof request.body !== 'string') throw new Error('A transaction is expected to be text');
  let set = 0;
  request.body = request.body.replace(DELETE_HEAD, (_, head: string) => `${head}${etags[set++] ?? ''}`);
  // Another version of the SDK may write another text: better no delete than one without its condition.
  if (set !== etags.length) throw new Error(`Set ${set} of ${etags.length} etags in a transaction`);
}
