/** Requests on connections that a real server closes while they are idle. */
import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IdleConnections } from '../../../bot/calls/idle-connections';
import { eventually } from '../../helpers/eventually';

let server: http.Server;
let sockets: Socket[];
let received: string[];
/** What the server does with a request. */
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
let connections: IdleConnections;

beforeEach(async () => {
  [sockets, received] = [[], []];
  answer = (_request, response) => response.end('{}');
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push(body);
      answer(request, response);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => void sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  connections = new IdleConnections(60_000);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/** @returns how often the request was made */
async function post(body: string): Promise<number> {
  let made = 0;
  const send = () => {
    made += 1;
    return new Promise<void>((resolve, reject) => {
      const request = http.request(
        url(),
        { method: 'POST', agent: connections.agentFor(url()) },
        (response) => {
          response.resume().on('end', resolve).on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  };
  await connections.sendOnce(send, new AbortController().signal);
  return made;
}

/** The connection is idle again once the answer was read. */
async function idleAfter(body: string): Promise<void> {
  await post(body);
  const free = () => Object.values(connections.agentFor(url()).freeSockets).flat().length;
  await eventually('the connection is kept', () => Promise.resolve(free() === 1), 5_000);
}

describe('a request after an idle connection', () => {
  it('that is still open uses it', async () => {
    await idleAfter('first');
    expect(await post('second')).toBe(1);
    expect([sockets.length, received]).toEqual([1, ['first', 'second']]);
  });

  it.each([
    ['closed', (socket: Socket) => void socket.destroy()],
    ['ended', (socket: Socket) => void socket.end()],
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
  ])('that the server %s arrives exactly once, however soon it comes', async (_how, close) => {
    for (let round = 0; round < 20; round += 1) {
      await idleAfter(`before ${round}`);
      close(sockets.at(-1)!);
      expect(await post(`after ${round}`)).toBeLessThanOrEqual(2);
    }
    expect(received.filter((body) => body.startsWith('after'))).toHaveLength(20);
  });

  it('on which writing fails is sent once more, and arrives once', async () => {
    await idleAfter('first');
    const [own] = Object.values(connections.agentFor(url()).freeSockets).flat();
    // The kernel refuses the write, as after a reset that was not read yet.
    const refused = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' });
    own!.write = () => {
      own!.destroy(refused);
      return false;
    };
    expect(await post('second')).toBe(2);
    expect(received).toEqual(['first', 'second']);
  });
});

describe('a request that may have been received is not sent again', () => {
  const failing = async (): Promise<number> => {
    const before = received.length;
    await expect(post('once')).rejects.toMatchObject({ code: 'ECONNRESET' });
    return received.length - before;
  };

  it.each([
    ['closes', (socket: Socket) => void socket.destroy()],
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
  ])('when the server reads it and %s the connection', async (_how, close) => {
    await idleAfter('first');
    answer = ({ socket }) => close(socket);
    expect(await failing()).toBe(1);
  });

  it('when the connection is a new one', async () => {
    answer = ({ socket }) => void socket.destroy();
    expect(await failing()).toBe(1);
  });

  it('when the answer has begun', async () => {
    await idleAfter('first');
    answer = ({ socket }, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      response.flushHeaders();
      setImmediate(() => socket.destroy());
    };
    expect(await failing()).toBe(1);
  });

  it('a second time, when the new connection fails too', async () => {
    await idleAfter('first');
    const [own] = Object.values(connections.agentFor(url()).freeSockets).flat();
    own!.write = () => {
      own!.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }));
      return false;
    };
    answer = ({ socket }) => void socket.destroy();
    expect(await failing()).toBe(1);
  });
});
