/** The HTTP client for Azure's identity library: the library's own, with a deadline on every request. */
import { type HttpClient } from '@azure/core-rest-pipeline';
import { withinDeadline } from '../../src/deadline';

/**
 * A policy in the library's pipeline would not work: managed identities replace the policies that they are given. The
 * dependencies are loaded with the first token.
 */
export async function boundedHttpClient(ms: number): Promise<HttpClient> {
  const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
  const client = createDefaultHttpClient();
  return {
    sendRequest: (request) =>
      withinDeadline((signal) => {
        request.abortSignal = request.abortSignal ? either(signal, request.abortSignal) : signal;
        return client.sendRequest(request);
      }, ms),
  };
}

type Signal = NonNullable<Parameters<HttpClient['sendRequest']>[0]['abortSignal']>;

function either(signal: AbortSignal, given: Signal): AbortSignal {
  const ending = new AbortController();
  const end = () => ending.abort();
  if (given.aborted) end();
  given.addEventListener('abort', end);
  signal.addEventListener('abort', end);
  return ending.signal;
}
