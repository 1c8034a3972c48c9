/**
 * Connections that are kept for the next request. The other side may close one at any moment: a request on it is then
 * lost, although nothing of it was received. Such a request is sent once more; one that may have been received never is,
 * since it may be a card that a person would get twice.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { type Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** What is known about one attempt to send. */
interface Attempt {
  /** The connection, if it had been used before, and what had been written to it until then. */
  reused?: { readonly socket: Writing; readonly written: number };
}
type Writing = Duplex & { readonly bytesWritten?: number };

/** One for the process, since up to Node 22 each of them makes every promise slower. */
const current = new AsyncLocalStorage<Attempt>();

export class IdleConnections {
  private readonly agents: { readonly 'http:': http.Agent; readonly 'https:': https.Agent };

  /** @param idleMs how long an unused connection is kept, in milliseconds */
  constructor(idleMs: number) {
    const options = { keepAlive: true, timeout: idleMs };
    this.agents = {
      'http:': this.watched(new http.Agent(options)),
      'https:': this.watched(new https.Agent(options)),
    };
  }

  agentFor(url: string): http.Agent | https.Agent {
    return new URL(url).protocol === 'http:' ? this.agents['http:'] : this.agents['https:'];
  }

  /**
   * First lets the event loop see which connections the other side has closed, so that none of those is used. If one
   * turns out to be closed only when the request is written, nothing was sent and the request is made once more.
   */
  async sendOnce<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let turn = 0; turn < turnsOfLoop; turn += 1) await setImmediate();
    const attempt: Attempt = {};
    try {
      return await current.run(attempt, send);
    } catch (error) {
      if (signal.aborted || !wasUnsent(error, attempt)) throw error;
      return current.run({}, send);
    }
  }

  /** Notes for each request whether its connection was used before. */
  private watched<A extends http.Agent>(agent: A): A {
    const reuse = agent.reuseSocket.bind(agent);
    agent.reuseSocket = (socket, request) => {
      const attempt = current.getStore();
      if (attempt) attempt.reused = { socket, written: (socket as Writing).bytesWritten ?? 0 };
      reuse(socket, request);
    };
    return agent;
  }
}

/** One turn to notice that the other side closed the connection, one to close this side. */
const turnsOfLoop = 2;

/**
 * True only if it is certain: the connection had been idle, and nothing was written to it, or writing to it failed. A
 * connection that was closed after the request was written may have been closed by a server that had read it.
 */
function wasUnsent(error: unknown, { reused }: Attempt): boolean {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  if (!reused || !lost.includes(code)) return false;
  // The connector's client keeps only the code and the message of the network's error.
  return code === 'EPIPE' || /^write /.test(message) || (reused.socket.bytesWritten ?? 0) === reused.written;
}

const lost = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_WRITE_AFTER_END'];
