import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import Database from 'libsql';
import { type Card } from '../../cards/render';
import { text } from '../../cards/parts/strings';
import { actionData, inputsOf, type TeamsUser } from '../../deploy/local/scripted-user';
import { readReply } from '../../src/replies/reply-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { botId, tenantId } from '../helpers/tenant';
import { name } from '../helpers/fixtures';
import { openLargeRound } from '../helpers/large-round';
import { postInvoke, shownBy } from '../helpers/raw-activity';
import { bannerOf } from '../helpers/read-card';
import { TeamsConnector } from '../helpers/teams-connector';
import { type Serving } from './serve-bot';

const run = promisify(execFile);

/** One way in which writing becomes impossible. */
interface Spoilt {
  readonly what: string;
  /** Called with the folder before the store is created. @returns why this is impossible here, if it is */
  readonly prepare?: (folder: string) => Promise<string | undefined>;
  readonly spoil: (folder: string, bot: ChildProcess) => Promise<void>;
  readonly repair: (folder: string, bot: ChildProcess) => Promise<void>;
  readonly cleanUp?: (folder: string) => Promise<void>;
  /** A file that was opened read-only stays read-only until it is reopened. */
  readonly restarts?: true;
}

const noSpace: Spoilt = {
  what: 'a disk without space',
  prepare: (folder) =>
    run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).then(
      () => undefined,
      () => 'only root can mount a small disk',
    ),
  spoil: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    await writeFile(join(folder, 'filler'), Buffer.alloc(bavail * bsize));
  },
  repair: (folder) => rm(join(folder, 'filler')),
  cleanUp: async (folder) => void (await run('umount', ['--lazy', folder])),
};

const noLargerFiles: Spoilt = {
  what: 'a limit on the size of files',
  prepare: () =>
    run('prlimit', ['--version']).then(
      () => undefined,
      () => 'there is no prlimit',
    ),
  spoil: async (_, { pid }) => void (await run('prlimit', ['--pid', String(pid), '--fsize=0:'])),
  repair: async (_, { pid }) => void (await run('prlimit', ['--pid', String(pid), '--fsize=unlimited:'])),
};

async function allow(folder: string, files: number, itself: number): Promise<void> {
  for (const file of await readdir(folder)) await chmod(join(folder, file), files);
  await chmod(folder, itself);
}
const readOnly: Spoilt = {
  what: 'a store that is read-only',
  spoil: (folder) => allow(folder, 0o444, 0o555),
  repair: (folder) => allow(folder, 0o666, 0o777),
  restarts: true,
};

let folder: string;
let connector: TeamsConnector;
let store: EntityStore | undefined;
let bot: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seuranta-full-'));
  connector = await new TeamsConnector().start();
});
afterEach(async () => {
  await stopBot();
  await connector.stop();
  await store?.close();
  store = undefined;
  await chmod(folder, 0o777);
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'store.db');

async function serve(asNobody: boolean): Promise<number> {
  const serving: Serving = { file: file(), serviceUrl: connector.url, asNobody };
  const script = ['--import', 'tsx', join(__dirname, 'serve-bot.ts'), JSON.stringify(serving)];
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, script, { cwd: join(__dirname, '../..'), stdio: [...stdio] });
  bot = child;
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return Number(port);
}

async function stopBot(): Promise<void> {
  if (!bot || bot.exitCode !== null) return;
  bot.stdin!.end();
  await once(bot, 'exit');
}

function withFile<T>(work: (db: Database.Database) => T): T {
  const db = new Database(file());
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const dump = () =>
  withFile((db) => JSON.stringify(db.prepare('SELECT * FROM entities ORDER BY partition, key').all()));
/** Space already in the log could be overwritten without using more of the disk. */
const emptyLog = () => withFile((db) => void db.exec('PRAGMA wal_checkpoint(TRUNCATE)'));

async function act(user: TeamsUser, verb: string, data: unknown): Promise<Card> {
  const answer = await postInvoke(user, { action: { type: 'Action.Execute', verb, data } });
  const { card } = shownBy(answer);
  if (!card) throw new Error(`no card: ${JSON.stringify(answer.body)}`);
  return card;
}

describe.each([noSpace, noLargerFiles, readOnly])('on $what', (disk) => {
  it('a reply comes back as typed and not saved, nothing is half-written, and later it is saved', async () => {
    const impossible = await disk.prepare?.(folder);
    if (impossible) return void process.stdout.write(`skipped on ${disk.what}: ${impossible}\n`);
    try {
      await expectKeptThrough(disk);
    } finally {
      await disk.cleanUp?.(folder);
    }
  });
});

async function expectKeptThrough(disk: Spoilt): Promise<void> {
  store = openSqliteStore(file());
  const [person] = await openLargeRound(store, 1);
  emptyLog();
  const user = (port: number): TeamsUser => ({
    name: person!.personId,
    aadObjectId: person!.aadObjectId,
    tenantId,
    botId,
    receipt: { conversationId: 'a:1', activityId: '', serviceUrl: connector.url },
    endpoint: `http://127.0.0.1:${port}/api/messages`,
  });
  if (disk.restarts) await disk.spoil(folder, bot!);
  let anna = user(await serve(disk.restarts ?? false));
  const goal = await act(anna, 'goal', { ...name, goalId: 'g0' });
  const [input] = inputsOf(goal);
  const submit = { ...actionData(goal, 'save'), [input!.id]: '67,5' };
  if (!disk.restarts) await disk.spoil(folder, bot!);
  const before = dump();

  for (let attempt = 0; attempt < 2; attempt++) {
    const back = await act(anna, 'save', submit);
    expect(bannerOf(back)).toEqual({ style: 'attention', text: text('fi', 'refused.not-saved') });
    expect(inputsOf(back)[0]!.value).toBe('67,5');
    expect(dump()).toBe(before);
  }

  await disk.repair(folder, bot!);
  if (disk.restarts) {
    await stopBot();
    anna = user(await serve(false));
  }
  expect(bannerOf(await act(anna, 'save', submit))?.style).toBe('good');
  expect((await readReply(store, name, 'g0'))?.value).toMatchObject({ version: 1, by: person!.personId });
  expect(withFile((db) => db.prepare('PRAGMA integrity_check').all())).toEqual([{ integrity_check: 'ok' }]);
  await stopBot();
  await store.close();
  store = undefined;
}
