import { createGraphClient, type GraphOptions } from '../../../../bot/process/graph/graph-client';
import { GraphServer, graphUser, objectIdOf } from '../../../helpers/graph-server';

let graph: GraphServer;
let waits: number[];
beforeEach(async () => {
  graph = await new GraphServer().start();
  waits = [];
});
afterEach(() => graph.stop());

const client = (options: Partial<GraphOptions> = {}) =>
  createGraphClient({
    url: graph.url,
    token: () => Promise.resolve('a-token'),
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    random: () => 0,
    ...options,
  });
const path = '/users?$select=id';
const error = (status: number, code = ''): unknown =>
  expect.objectContaining({ name: 'DirectoryError', status, code });

describe('a list', () => {
  beforeEach(() => {
    for (let number = 0; number < 7; number++)
      graph.add(graphUser(objectIdOf(number), `p${number}@example.org`));
    graph.pageSize = 3;
  });

  it('is read page by page with the token', async () => {
    expect(await client().list(path)).toEqual(
      Array.from({ length: 7 }, (_, number) => ({ id: objectIdOf(number) })),
    );
    expect(graph.requests.map(({ authorization }) => authorization)).toEqual(Array(3).fill('Bearer a-token'));
  });

  it.each(['https://graph.example.com/v1.0/users?$skiptoken=3', 'http://127.0.0.1:1/v1.0/users', 'users'])(
    'is not followed elsewhere: %s',
    async (elsewhere) => {
      graph.nextPageAt = elsewhere;
      await expect(client().list(path)).rejects.toEqual(error(0, 'foreign-link'));
      expect(graph.requests).toHaveLength(1);
    },
  );

  it('that breaks off is no list', async () => {
    graph.fault = ({ path: asked }) =>
      asked.includes('skiptoken=6') ? { status: 500, code: 'x' } : undefined;
    await expect(client().list(path)).rejects.toEqual(error(500, 'x'));
  });

  it('that does not end is given up', async () => {
    graph.nextPageAt = `${graph.url}/users?$select=id`;
    await expect(client().list(path)).rejects.toEqual(error(0, 'too-many-pages'));
  });

  it('is one by its form', async () => {
    graph.fault = () => ({ status: 200, text: '{"value":{}}' });
    await expect(client().list(path)).rejects.toEqual(error(0, 'no-list'));
  });

  it('is not read at an address that Graph sends on to', async () => {
    graph.fault = () => ({ status: 302, headers: { location: `${graph.url}/users` } });
    await expect(client({ tries: 1 }).list(path)).rejects.toEqual(expect.objectContaining({ status: 0 }));
    expect(graph.requests).toHaveLength(1);
  });
});

describe('a request that Graph cannot take now', () => {
  it.each([429, 503])('after %i is repeated after the time that it says', async (status) => {
    graph.fault = (_request, number) =>
      number < 3 ? { status, headers: { 'retry-after': '17' } } : undefined;
    expect(await client().get(path)).toEqual({ value: [] });
    expect(waits).toEqual([17_000, 17_000]);
  });

  it('without a time is repeated after ever longer ones', async () => {
    graph.fault = (_request, number) => (number < 4 ? { status: 504 } : undefined);
    await client().get(path);
    expect(waits).toEqual([500, 1_000, 2_000]);
  });

  it('is given up after five tries', async () => {
    graph.fault = () => ({ status: 429, headers: { 'retry-after': '1' }, code: 'TooManyRequests' });
    await expect(client().get(path)).rejects.toEqual(error(429, 'TooManyRequests'));
    expect(graph.requests).toHaveLength(5);
    expect(waits).toHaveLength(4);
  });

  it('is not waited for longer than two minutes', async () => {
    graph.fault = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await expect(client().get(path)).rejects.toEqual(error(429));
    expect(waits).toEqual([]);
  });

  it.each([400, 401, 403, 404, 409, 500])('after %i is not repeated', async (status) => {
    graph.fault = () => ({ status });
    await expect(client().get(path)).rejects.toEqual(error(status));
    expect(graph.requests).toHaveLength(1);
  });

  it.each(['broken', { status: 200, text: '<html>' }] as const)(
    'and whose answer is lost is repeated: %j',
    async (fault) => {
      graph.fault = (_request, number) => (number < 2 ? fault : undefined);
      expect(await client().get(path)).toEqual({ value: [] });
    },
  );

  it('and is never answered ends', async () => {
    graph.fault = () => 'silent';
    await expect(client({ timeoutMs: 50, tries: 2 }).get(path)).rejects.toEqual(error(0, 'TimeoutError'));
    expect(graph.requests).toHaveLength(2);
  });

  it.each(['Infinity', '-1', 'soon', '1e400'])('waits by its own rules when told "%s"', async (header) => {
    graph.fault = (_request, number) =>
      number < 2 ? { status: 429, headers: { 'retry-after': header } } : undefined;
    expect(await client().get(path)).toEqual({ value: [] });
    expect(waits).toEqual([500]);
  });

  it('and whose answer is too long is not read to its end', async () => {
    graph.fault = () => ({ status: 200, text: ' '.repeat(17 * 1024 * 1024) });
    await expect(client({ tries: 1 }).get(path)).rejects.toMatchObject({ status: 0 });
  });

  it('does not wait longer for a token than for an answer', async () => {
    const token = () => new Promise<undefined>(() => undefined);
    await expect(client({ token, timeoutMs: 50 }).get(path)).rejects.toEqual(error(0, 'no-token'));
  });

  it('is not made without a token, and says why there is none', async () => {
    const token = () => Promise.reject(new Error('AADSTS7000222: the secret is expired\nTrace ID: x'));
    const failure = client({ token }).get(path);
    await expect(failure).rejects.toEqual(error(0, 'no-token'));
    await expect(failure).rejects.toThrow(/^Graph: no-token AADSTS7000222: the secret is expired$/);
    expect(graph.requests).toEqual([]);
  });
});
