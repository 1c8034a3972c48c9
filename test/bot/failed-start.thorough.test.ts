/** A bot that does not start says why in its log and by its exit code, and posts it to ALERT_URL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configExitCode, newerStoreExitCode, sqliteIn } from '../../bot/config/config';
import { openStore } from '../../bot/process/store/open-store';
import { knownVersion } from '../../src/storage/migrations/schema-version';
import { replace } from '../../src/storage/rows';

const root = path.join(__dirname, '../..');
let data: string;
let server: Server;
let posted: { alerts: { finding: string; figures: Record<string, unknown> }[] }[];

beforeEach(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'seuranta-start-'));
  posted = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      posted.push(JSON.parse(body) as (typeof posted)[number]);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  rmSync(data, { recursive: true });
});

const port = () => (server.address() as AddressInfo).port;

async function start(environment: Readonly<Record<string, string>>) {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    cwd: root,
    env: {
      ...{ PATH, HOME, TMPDIR, SEURANTA_DATA: data, PORT: '0' },
      ...{ ALERT_URL: `http://127.0.0.1:${port()}/alerts` },
      ...environment,
    },
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

it.each([
  {
    what: 'a faulty variable',
    prepare: () => Promise.resolve({ LOG_LEVEL: 'loud', SEND_RATE: 'fast' }),
    code: configExitCode,
    why: 'ConfigError',
  },
  {
    what: 'a store of a newer program',
    prepare: async () => {
      const store = await openStore(sqliteIn(data));
      const row = (await store.get('schema', 'version'))!;
      await store.commit('schema', [replace(row, { version: knownVersion + 1 })]);
      await store.close();
      return {};
    },
    code: newerStoreExitCode,
    why: 'NewerStoreError',
  },
  {
    what: 'a damaged store',
    prepare: () => {
      writeFileSync(path.join(data, 'seuranta.db'), 'no database'.repeat(1_000));
      return Promise.resolve({});
    },
    code: 1,
    why: 'StorageError',
  },
  {
    what: 'a port that is taken',
    prepare: () => Promise.resolve({ PORT: String(port()) }),
    code: 1,
    why: 'Error',
  },
])(
  '$what',
  async ({ prepare, code, why }) => {
    const ended = await start(await prepare());
    expect([ended.code, ended.said]).toEqual([code, expect.stringMatching(/"level":60/)]);
    expect(posted.map(({ alerts }) => alerts)).toEqual([
      [{ finding: 'start-failed', severity: 'broken', figures: { exitCode: code, why } }],
    ]);
  },
  60_000,
);

it('without an address nothing is posted', async () => {
  const { code } = await start({ LOG_LEVEL: 'loud', ALERT_URL: '' });
  expect([code, posted]).toEqual([configExitCode, []]);
}, 60_000);
