import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBotProcess } from '../../helpers/bot-process';

/** Each test starts a process. */
jest.setTimeout(60_000);

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

const root = path.join(__dirname, '../../..');

/** What a program writes, each line parsed. @throws SyntaxError if a line is not JSON. */
async function linesOf(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, ...environment };
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (err += String(text)));
  const [code] = (await once(child, 'close')) as [number | null];
  const parsed = err
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  return { code, out, err, lines: parsed };
}

const script = path.join(__dirname, 'writes-everywhere.ts');

it('what libraries and Node write is lines of the log, without their words, and a fault ends the process', async () => {
  const { code, out, err, lines } = await linesOf([script, 'info']);
  expect([code, out]).toEqual([1, '']);
  expect(err).not.toContain('secret');
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    [40, 'a library wrote to the console'],
    [40, 'a library wrote to the console'],
    [40, 'a warning of Node'],
    [60, 'a fault that nobody caught'],
  ]);
  expect(lines[0]!['err']).toMatchObject({ type: 'TypeError' });
  expect(lines[2]!['err']).toMatchObject({ code: 'DEP9999' });
});

it('at the level of debug their words are there', async () => {
  const { lines } = await linesOf([script, 'debug']);
  expect(lines.map(({ said }) => said)).toContain('secret words and more\nof them');
});

it('a configuration with faults is one line with all of them', async () => {
  const { code, out, lines } = await linesOf(['bot/main.ts'], { PORT: 'x', SEND_RATE: '0' });
  expect([code, out]).toEqual([78, '']);
  expect(lines).toMatchObject([{ level: 60, msg: 'the configuration cannot be used' }]);
  expect(lines[0]!['faults']).toEqual([
    expect.stringMatching(/^PORT: /),
    expect.stringMatching(/^SEND_RATE: /),
  ]);
});

it('the bot writes lines of the log alone, whatever it is sent', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-output-'));
  const appId = '5e0a7a00-0000-4000-8000-0000000000bb';
  const bot = await startBotProcess({
    ...{
      SEURANTA_DATA: folder,
      HOST: '127.0.0.1',
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_PASSWORD: 'secret words',
    },
    ...{ MICROSOFT_APP_TENANT_ID: appId },
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'https://api.botframework.com',
    aud: appId,
    exp: 4e9,
    serviceurl: 'https://smba.example.org/',
  };
  const forged = `Bearer ${part({ typ: 'JWT', alg: 'RS256', kid: 'x' })}.${part(claims)}.AAAA`;
  const statuses = [];
  for (const authorization of ['', 'Bearer x', `Bearer ${part({})}.${part({})}.x`, forged]) {
    const headers = { 'content-type': 'application/json', authorization };
    const response = await fetch(bot.endpoint, { method: 'POST', headers, body: '{' });
    statuses.push(response.status);
    expect(await response.text()).toMatch(/^\{"status":"(not authenticated|try again later)"\}$/);
  }
  // Without a network the Bot Framework's keys cannot be fetched.
  expect(statuses.slice(0, 3)).toEqual([401, 401, 401]);
  expect([401, 503]).toContain(statuses[3]);
  await bot.terminate();
  for (const line of bot.lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) as number });
  expect(bot.lines.join('')).not.toContain('secret words');
  await rm(folder, { recursive: true });
});
