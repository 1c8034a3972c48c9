/** Connections that break the rules are refused or cut off, while real requests are answered. */
import { gzipSync } from 'node:zlib';
import { eventually } from '../helpers/eventually';
import { keepAliveTo } from '../load/keep-alive';
import { type FuzzedBot, startFuzzedBot } from './fuzzed-bot';
import { exchange, open, post, statusesOf } from './raw-socket';

let bot: FuzzedBot;
beforeAll(async () => {
  bot = await startFuzzedBot();
});
afterAll(() => bot.stop());
afterEach(() => {
  expect(bot.process.ended()).toBeUndefined();
  expect(bot.process.complaints).toEqual([]);
});

const startLine = 'POST /api/messages HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n';
const json = 'content-type: application/json\r\n';
const activity = '{"type":"typing"}';
const chunked = (chunks: string) => `${startLine}${json}transfer-encoding: chunked\r\n\r\n${chunks}`;
const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024));

describe('a request is refused', () => {
  it.each<readonly [string, string | Buffer, readonly number[]]>([
    ['with a body that is too large', post('x'.repeat(600_000)), [413]],
    [
      'with chunks that are too large together',
      chunked(`${'20000\r\n'}${'x'.repeat(0x20000)}\r\n`.repeat(20) + '0\r\n\r\n'),
      [413],
    ],
    ['with a body that unpacks to 300 MB', post(bomb, { 'content-encoding': 'gzip' }), [415]],
    ['with a package that is none', post('no gzip', { 'content-encoding': 'gzip' }), [415]],
    [
      'with a package that is cut off',
      post(gzipSync(activity).subarray(0, 20), { 'content-encoding': 'gzip' }),
      [415],
    ],
    ['with an encoding that nobody knows', post(activity, { 'content-encoding': 'br, gzip' }), [415]],
    ['with chunks that have no length', chunked('zz\r\nabc\r\n0\r\n\r\n'), [400]],
    ['with chunks that have another length', chunked(`3\r\n${activity}\r\n0\r\n\r\n`), [400]],
    ['with a length of no number', `${startLine}${json}content-length: many\r\n\r\n${activity}`, [400]],
    ['with a negative length', `${startLine}${json}content-length: -5\r\n\r\n${activity}`, [400]],
    [
      'with two lengths',
      `${startLine}${json}content-length: 5\r\ncontent-length: 17\r\n\r\n${activity}`,
      [400],
    ],
    [
      'with a length and chunks, to smuggle another',
      `${startLine}${json}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
      [400],
    ],
    ['that is no HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', [400]],
    ['of another version', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    ['without a host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n', [400]],
    ['of an unknown method', 'BREW /api/messages HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n', [400]],
    ['with a line break in a header', `${startLine}x: a\rb\r\ncontent-length: 0\r\n\r\n`, [400]],
    [
      'with an address that leads elsewhere',
      'GET /reports/../../etc/passwd HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n',
      [404],
    ],
    [
      'with an address that cannot be read',
      'GET /%zz%00 HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n',
      [404],
    ],
    ['with a body that is no UTF-8', post(Buffer.from([0x7b, 0xff, 0xfe, 0x22, 0xc0, 0xaf, 0x7d])), [400]],
    [
      'with a body in UTF-16',
      post(Buffer.from(activity, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
      [400],
    ],
    ['with half a body of JSON', post(activity.slice(0, 9)), [400]],
    [
      'with a body of another kind',
      post('type=message', { 'content-type': 'application/x-www-form-urlencoded' }),
      [400],
    ],
    [
      'with a body of parts',
      post('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
      [400],
    ],
    ['with a body of bytes', post(activity, { 'content-type': 'application/octet-stream' }), [400]],
    ['with a body of no kind', post(activity, { 'content-type': '' }), [400]],
    ['with a body of a kind that is none', post(activity, { 'content-type': ';;;=\u00ff' }), [400]],
    ['without a body', post(''), [400]],
  ])('%s', async (_what, request, statuses) => {
    const answered = await exchange(bot.process.endpoint, request);
    expect(statusesOf(answered)).toEqual(statuses);
  });

  it('and leaves nothing in memory, also where it unpacks to 300 MB', async () => {
    const send = () => exchange(bot.process.endpoint, post(bomb, { 'content-encoding': 'gzip' }));
    await send();
    const before = await bot.process.ask('figures');
    for (let count = 0; count < 20; count++) await send();
    const after = await bot.process.ask('figures');
    expect(after.peakMegabytes - before.peakMegabytes).toBeLessThan(30);
  });
});

it('requests that come in one piece are answered each, in their order', async () => {
  const one = `POST /api/messages HTTP/1.1\r\nhost: bot\r\n${json}content-length: 2\r\n\r\n{}`;
  const other = 'GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n';
  const last = 'GET /nothing HTTP/1.1\r\nhost: bot\r\nconnection: close\r\n\r\n';
  const answered = await exchange(bot.process.endpoint, `${one}${other}`.repeat(50) + last);
  expect(statusesOf(answered)).toEqual([...Array.from({ length: 50 }, () => [400, 200]).flat(), 404]);
});

it('what is left of a body that is longer than its length is no request', async () => {
  const request = `POST /api/messages HTTP/1.1\r\nhost: bot\r\n${json}content-length: 2\r\n\r\n{}${activity}`;
  expect(new Set(statusesOf(await exchange(bot.process.endpoint, request)))).toEqual(new Set([400]));
});

/** Connections of each kind: their header, body or next request comes a byte at a time, or not at all. */
const slowOnes = 200;
/** Longest time until Node notices connections that have become too slow. */
const cutOffMs = 75_000;

it(`${3 * slowOnes} connections that hardly say anything are cut off, and hold up nobody meanwhile`, async () => {
  const { handles: before } = await bot.process.ask('figures');
  const beginnings = [
    'POST /api/messages HTTP/1.1\r\nhost: bot\r\nx: ',
    `POST /api/messages HTTP/1.1\r\nhost: bot\r\n${json}content-length: 400000\r\n\r\n{"text":"`,
    'P',
  ];
  let open = 0;
  const sockets = beginnings.flatMap((beginning) => Array.from({ length: slowOnes }, () => slow(beginning)));
  open = sockets.length;
  for (const socket of sockets) socket.once('close', () => open--);
  const dripping = setInterval(
    () => sockets.forEach((socket) => void (!socket.destroyed && socket.write('a'))),
    1_000,
  );
  const client = keepAliveTo(bot.process.endpoint, 4);
  try {
    const longest = await longestAnswer(client, 15_000);
    process.stdout.write(
      `answers beside ${sockets.length} slow connections took at most ${longest.toFixed(0)} ms\n`,
    );
    expect(longest).toBeLessThan(1_000);
    await eventually('the slow connections are cut off', () => open === 0, cutOffMs);
  } finally {
    clearInterval(dripping);
    client.close();
    for (const socket of sockets) socket.destroy();
  }
  await eventually(
    'their handles are gone',
    async () => (await bot.process.ask('figures')).handles <= before + 5,
  );
});

function slow(beginning: string) {
  const socket = open(bot.process.endpoint);
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  socket.write(beginning);
  return socket;
}

async function longestAnswer(client: ReturnType<typeof keepAliveTo>, forMs: number): Promise<number> {
  const body = JSON.stringify({
    ...{
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: bot.targets.serviceUrl,
    },
    ...{ id: 'f:1', from: { id: '29:x', aadObjectId: bot.bystanders[0] }, recipient: { id: '28:bot' } },
    conversation: { id: 'a:chat', conversationType: 'personal' },
    value: { action: { type: 'Action.Execute', verb: 'start', data: bot.targets.rounds[0] } },
  });
  const end = performance.now() + forMs;
  let longest = 0;
  while (performance.now() < end) {
    const started = performance.now();
    const { status } = await client.post(body);
    expect(status).toBe(200);
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}
