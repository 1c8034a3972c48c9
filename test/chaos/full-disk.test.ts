/** The disk of the embedded store fills up, or becomes read-only, while people answer. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { sqliteIn } from '../../bot/config/config';
import { findDamage } from '../../src/storage/sqlite/find-damage';
import { startBotProcess } from '../helpers/bot-process';
import { collectGarbage } from '../helpers/collect-garbage';
import { eventually } from '../helpers/eventually';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId } from '../helpers/tenant';
import { AnsweringLoad } from './answering-load';
import { openRounds } from './rounds-to-answer';

const run = promisify(execFile);
const root = path.join(__dirname, '../..');

/** The command line on this disk. */
function seuranta(data: string, ...args: string[]) {
  const main = path.join(root, 'bot/cli/main.ts');
  const done = spawnSync(process.execPath, ['--import', 'tsx', main, ...args, '--data', data], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: done.status, said: done.stdout + done.stderr };
}

/** Mounts a small disk, if that is permitted. */
async function onSmallDisk(work: (data: string) => Promise<void>): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), 'seuranta-disk-'));
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', data]).then(
    () => true,
    () => false,
  );
  if (!mounted) process.stdout.write('skipped: only root can mount a small disk\n');
  try {
    if (mounted) await work(data);
  } finally {
    if (mounted) await run('umount', ['--lazy', data]);
    await rm(data, { recursive: true, force: true });
  }
}

async function fill(data: string): Promise<() => Promise<void>> {
  const filler = path.join(data, 'filler');
  const { bavail, bsize } = await statfs(data);
  // The bot keeps writing, so its last write may no longer fit.
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch((error: { code?: string }) =>
    expect(error.code).toBe('ENOSPC'),
  );
  return () => rm(filler);
}

it('full and free again: nothing is lost, nothing else is said to be saved, and doctor says why', async () => {
  await onSmallDisk(async (data) => {
    const store = await openStore(sqliteIn(data));
    const answerers = await openRounds(store, 40);
    const connector = await new TeamsConnector().start();
    const bot = await startBotProcess({ SERVICE_URL: connector.url, SEURANTA_DATA: data, BOT_ID: botId });
    const load = new AnsweringLoad(answerers, connector.url, () => bot.endpoint);
    try {
      load.start(8);
      await load.moreSaved(60);
      const free = await fill(data);
      const { refused } = load.counts;
      await eventually('people are refused', () => load.counts.refused > refused + 20);
      const { status, said } = seuranta(data, 'doctor');
      expect(status).toBe(1);
      expect(said).toMatch(/^BROKEN +store +Cannot write .*: the disk is full$/m);
      expect(said).toMatch(/^(BROKEN|look at it) +disk +0 MB free/m);
      // Everything readable is still checked.
      expect(said).toMatch(/ recipients +40 are asked in open rounds|recipients .* of 40 who are asked/);
      expect(said).toMatch(/ lease /);
      await free();
      const freed = performance.now();
      await load.moreSaved(40);
      const servedMs = Math.round(performance.now() - freed);
      await load.stop();
      expect(await load.wronglyTold(store)).toEqual([]);
      await bot.terminate();
      expect(findDamage(path.join(data, 'seuranta.db'))).toBeUndefined();
      const counts = `${load.counts.saved} said to be saved, ${load.counts.refused} refused`;
      process.stdout.write(
        `full disk: ${counts}, 0 lost; 40 more saved ${servedMs} ms after there was room\n`,
      );
    } finally {
      await load.stop();
      await bot.kill();
      await connector.stop();
      await store.close();
    }
  });
});

it('full before the bot starts: doctor, the bot and the commands name the disk, and leave the store alone', async () => {
  await onSmallDisk(async (data) => {
    const store = await openStore(sqliteIn(data));
    await openRounds(store, 5);
    await store.close();
    await collectGarbage();
    const free = await fill(data);
    const { status, said } = seuranta(data, 'doctor');
    expect([status, said]).toEqual([
      1,
      expect.stringMatching(/^BROKEN +store +Cannot check .*: the disk is full$/m),
    ]);
    expect(said).toMatch(/^BROKEN +disk +0 MB free/m);
    const bot = () => startBotProcess({ SEURANTA_DATA: data, BOT_ID: botId });
    await expect(bot()).rejects.toThrow('the disk is full');
    for (const command of [['programmes'], ['load-seeds'], ['backup', path.join(data, 'copy.db')]])
      expect(seuranta(data, ...command)).toEqual({
        status: 2,
        said: expect.stringMatching(/^Cannot .*: the disk is full\n$/),
      });
    await free();
    expect(seuranta(data, 'doctor').said).toMatch(/^ok +store /m);
    expect((await (await bot()).terminate()).code).toBe(0);
  });
});

it('read-only: the bot does not start on it, doctor says why, and it starts once it can write', async () => {
  await onSmallDisk(async (data) => {
    const store = await openStore(sqliteIn(data));
    await openRounds(store, 5);
    await store.close();
    await collectGarbage();
    const bot = () => startBotProcess({ SEURANTA_DATA: data, BOT_ID: botId });
    await run('mount', ['-o', 'remount,ro', data]);
    await expect(bot()).rejects.toThrow(/read-only|cannot be opened/);
    const { status, said } = seuranta(data, 'doctor');
    expect([status, said]).toEqual([
      1,
      expect.stringMatching(/^BROKEN +store .*(read-only|cannot be opened)/m),
    ]);
    await run('mount', ['-o', 'remount,rw', data]);
    const running = await bot();
    expect((await running.terminate()).code).toBe(0);
  });
});
