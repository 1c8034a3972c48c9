/** The embedded store's file is removed, replaced or damaged while people answer, then repaired by the runbook. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, openSync, closeSync, writeSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { sqliteIn } from '../../bot/config/config';
import { type ListedStore } from '../../src/storage/listed-store';
import { type BotProcess, startBotProcess } from '../helpers/bot-process';
import { collectGarbage } from '../helpers/collect-garbage';
import { eventually } from '../helpers/eventually';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId } from '../helpers/tenant';
import { AnsweringLoad, type Answerer } from './answering-load';
import { openRounds } from './rounds-to-answer';

const root = path.join(__dirname, '../..');
const personCount = 40;

let folder: string;
let connector: TeamsConnector;
let bot: BotProcess | undefined;
let load: AnsweringLoad;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-chaos-'));
  connector = await new TeamsConnector().start();
});
afterEach(async () => {
  await load.stop();
  await bot?.kill();
  await connector.stop();
  await rm(folder, { recursive: true, force: true });
});

const data = () => path.join(folder, 'var');
const file = () => path.join(data(), 'seuranta.db');
const backup = () => path.join(folder, 'backup.db');

/** The command line, as a person types it. */
function seuranta(...args: string[]) {
  const main = path.join(root, 'bot/cli/main.ts');
  const run = spawnSync(process.execPath, ['--import', 'tsx', main, ...args, '--data', data()], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: run.status, said: run.stdout + run.stderr };
}

const startBot = async () =>
  void (bot = await startBotProcess({
    ...{ SERVICE_URL: connector.url, SEURANTA_DATA: data(), BOT_ID: botId, REPLICA_ID: 'chaos' },
  }));

async function inStore<T>(work: (store: ListedStore) => Promise<T>): Promise<T> {
  const store = await openStore(sqliteIn(data()));
  try {
    return await work(store);
  } finally {
    await store.close();
    await collectGarbage();
  }
}

async function ready(): Promise<{ code: number; status: string }> {
  const response = await fetch(bot!.endpoint.replace('/api/messages', '/readyz'));
  return { code: response.status, ...((await response.json()) as { status: string }) };
}

/** A bot in a separate process, so that nothing here has the file open, with a round that people answer. */
async function startLoad(): Promise<void> {
  const answerers: Answerer[] = await inStore((store) => openRounds(store, personCount));
  await startBot();
  load = new AnsweringLoad(answerers, connector.url, () => bot!.endpoint);
  load.start(8);
  await load.moreSaved(60);
}

/** From now on nobody reads that anything was saved, and the monitoring reports it. */
async function expectRefused(): Promise<void> {
  await eventually('/readyz says so', async () => (await ready()).code === 503, 15_000);
  expect((await ready()).status).toMatch(/removed, replaced or damaged: nothing is saved/);
  const { saved, refused } = load.counts;
  await eventually('people are refused', () => load.counts.refused > refused + 20);
  expect(load.counts.saved).toBe(saved);
}

/** The lease of a killed bot expires by itself. */
async function restore(from: string): Promise<string> {
  let last = { status: null as number | null, said: '' };
  await eventually(
    'the lease is over',
    () => (last = seuranta('restore', from, '--yes')).status === 0,
    70_000,
  );
  return last.said;
}

async function serveAgain(): Promise<void> {
  await startBot();
  expect((await ready()).code).toBe(200);
  await load.moreSaved(40);
  await load.stop();
}

function figures(what: string): void {
  const { saved, refused, unanswered } = load.counts;
  process.stdout.write(`${what}: ${saved} said to be saved, ${refused} refused, ${unanswered} cut off\n`);
}

it('deleted: nothing is said to be saved, and the file is rescued from the bot that has it open', async () => {
  await startLoad();
  await rm(data(), { recursive: true });
  await expectRefused();
  // The runbook's steps while the process is running.
  const open = `/proc/${bot!.pid}/fd`;
  for (const descriptor of await readdir(open)) {
    const target = await readlink(path.join(open, descriptor)).catch(() => '');
    const [, end] = /seuranta\.db(|-wal) \(deleted\)$/.exec(target) ?? [];
    if (end !== undefined) copyFileSync(path.join(open, descriptor), path.join(folder, `rescued.db${end}`));
  }
  await bot!.kill();
  await load.stop();
  expect(await restore(path.join(folder, 'rescued.db'))).toContain('the backup is sound');
  expect(await inStore((store) => load.wronglyTold(store, true))).toEqual([]);
  await startBot();
  expect((await ready()).code).toBe(200);
  figures('deleted');
});

it('replaced by an older backup: what was said after it is in the file that was kept', async () => {
  await startLoad();
  expect(seuranta('backup', backup()).status).toBe(0);
  await load.moreSaved(60);
  // Somebody moves the backup in by hand, and only then reads the runbook.
  await rename(file(), path.join(folder, 'aside.db'));
  await rename(backup(), file());
  await expectRefused();
  await bot!.kill();
  await load.stop();
  // The previous file's log is beside it, so a bot refuses to start.
  await expect(startBot()).rejects.toThrow(/belongs to another file/);
  expect(seuranta('doctor').said).toMatch(/^BROKEN +store .*belongs to another file/m);
  await rename(file(), backup());
  await rename(path.join(folder, 'aside.db'), file());
  await startBot();
  expect(await inStore((store) => load.wronglyTold(store, true))).toEqual([]);
  figures('replaced by an older backup, which was taken back');
});

it('written over by an older backup: restored, and people go on', async () => {
  await startLoad();
  expect(seuranta('backup', backup()).status).toBe(0);
  await load.moreSaved(60);
  copyFileSync(backup(), file());
  await expectRefused();
  await bot!.kill();
  expect(seuranta('doctor').status).toBe(1);
  const said = await restore(backup());
  expect(said).toMatch(/cannot be read .*belongs to another file/);
  const { saved } = load.counts;
  await serveAgain();
  expect(load.counts.saved).toBeGreaterThanOrEqual(saved + 40);
  expect(seuranta('doctor').said).not.toMatch(/^BROKEN +store/m);
  figures('written over by an older backup, restored');
});

it('damaged: found at the next start and by doctor, which goes on', async () => {
  await startLoad();
  expect(seuranta('backup', backup()).status).toBe(0);
  expect(await bot!.terminate()).toMatchObject({ code: 0 });
  const descriptor = openSync(file(), 'r+');
  for (let at = 4096 * 3; at < statSync(file()).size; at += 4096 * 5)
    writeSync(descriptor, Buffer.alloc(4096, 0x5a), 0, 4096, at);
  closeSync(descriptor);
  await expect(startBot()).rejects.toThrow(/is damaged/);
  const { status, said } = seuranta('doctor');
  expect(status).toBe(1);
  expect(said).toMatch(/^BROKEN +store .*is damaged/m);
  expect(said).toMatch(/^ok +disk/m);
  await restore(backup());
  await serveAgain();
  figures('damaged, restored');
});

it('a restore that is killed leaves the store as it was or as it is to be, at whatever step', async () => {
  await startLoad();
  expect(seuranta('backup', backup()).status).toBe(0);
  await load.moreSaved(60);
  await load.stop();
  await bot!.terminate();
  copyFileSync(file(), path.join(folder, 'before.db'));
  const entities = () => inStore(countEntities);
  const before = await entities();
  const seen = new Set<number>();
  for (let step = 1, done = false; !done; step++) {
    for (const each of await readdir(data())) await rm(path.join(data(), each));
    copyFileSync(path.join(folder, 'before.db'), file());
    done = restoreUntil(step) === null;
    seen.add(await entities());
  }
  // Only two outcomes: the store as it was, or the backup's rows with the audit entry of the restore.
  expect([...seen].sort((a, b) => b - a)[0]).toBe(before);
  expect(seen.size).toBe(2);
});

/** Dies before its `step`-th change to the folder. @returns the signal; `null` if it finished */
function restoreUntil(step: number): NodeJS.Signals | null {
  const script = `
    const files = require('node:fs/promises');
    let steps = 0;
    for (const name of ['copyFile', 'link', 'rename', 'rm']) {
      const real = files[name];
      files[name] = (...given) => (++steps === ${step} ? process.kill(process.pid, 'SIGKILL') : real(...given));
    }
    const { runCli } = require('./bot/cli/run');
    runCli(${JSON.stringify(['restore', backup(), '--yes', '--data', data()])}, {
      clock: { now: () => new Date() }, print: () => undefined,
    }).catch((error) => { console.error(error); process.exit(1); });`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { cwd: root, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return run.signal;
}

async function countEntities(store: ListedStore): Promise<number> {
  let count = 0;
  for await (const partition of store.partitions())
    for await (const row of store.range(partition)) count += row.key === '' ? 0 : 1;
  return count;
}
