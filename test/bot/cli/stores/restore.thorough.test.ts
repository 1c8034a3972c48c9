/** `seuranta restore` in a separate process, since it checks whether another process has the store open. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { openStore } from '../../../../bot/process/store/open-store';
import { newerStoreExitCode, sqliteIn } from '../../../../bot/config/config';
import { readAudit } from '../../../../src/audit/audit';
import { peoplePartition } from '../../../../src/people/directory';
import { recordReply } from '../../../../src/replies/record-reply';
import { loadReplies } from '../../../../src/replies/reply-store';
import { leaseMs, takeLease } from '../../../../src/schedule/lease';
import { replace } from '../../../../src/storage/rows';
import { knownVersion } from '../../../../src/storage/migrations/schema-version';
import { backupSqliteStore } from '../../../../src/storage/sqlite/backup';
import { copyBackup } from '../../../../src/storage/sqlite/restore';
import { findDamage } from '../../../../src/storage/sqlite/find-damage';
import { type EntityStore } from '../../../../src/storage/store';
import { collectGarbage } from '../../../helpers/collect-garbage';
import { firstSchemaFile } from '../../../helpers/first-schema-store';
import { during, name, saveOpenRound, smallSetting } from '../../../helpers/fixtures';

const root = path.join(__dirname, '../../../..');
const main = path.join(root, 'bot/cli/main.ts');
let folder: string;
let backup: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'seuranta-restore-'));
  backup = path.join(folder, 'backups', 'monday.db');
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.signalCode === null) await kill(child);
  rmSync(folder, { recursive: true });
});

const data = () => path.join(folder, 'var');
const file = () => path.join(data(), 'seuranta.db');

function seuranta(...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', main, ...args, '--data', data()], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

async function inStore(work: (store: EntityStore) => Promise<unknown>): Promise<void> {
  const store = await openStore(sqliteIn(data()));
  await work(store);
  await store.close();
  await collectGarbage();
}

const reply = (store: EntityStore, goalId: string, value: string) =>
  recordReply(
    store,
    { ...name, goalId, by: 'anna@example.org', typed: { value }, locale: 'fi', seenVersion: 0 },
    during,
  );
const answered = async () => {
  let goals: string[] = [];
  await inStore(async (store) => (goals = [...(await loadReplies(store, name)).keys()]));
  return goals;
};

/** A round, an answer, a backup, and another answer that the backup lacks. */
async function lifeWithBackup(): Promise<void> {
  await inStore(async (store) => {
    await saveOpenRound(store, smallSetting());
    await reply(store, 'a', '80');
  });
  await backupSqliteStore(file(), backup);
  await inStore((store) => reply(store, 'both', '60'));
}

/** Another process that has the store open and wrote rows to its log, but does nothing, as if stopped by SIGSTOP. */
async function openElsewhere(): Promise<ChildProcess> {
  const script = `
    const { openSqliteStore } = require('./src/storage/sqlite/sqlite-store');
    const store = openSqliteStore(${JSON.stringify(file())});
    const rows = Array.from({ length: 50 }, (_, n) => store.commit('p', [{ type: 'insert', key: 'k' + n, value: {} }]));
    Promise.all(rows).then(() => console.log('open'));
    setInterval(() => store, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(createInterface(child.stdout), 'line');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

const filesBeside = () => readdirSync(data()).filter((each) => !/^seuranta\.db(-wal|-shm)?$/.test(each));

describe('restore', () => {
  it('says what would be lost and changes nothing, without --yes', async () => {
    await lifeWithBackup();
    const { status, out, err } = seuranta('restore', backup);
    expect(status).toBe(1);
    expect(out).toMatch(/^the backup is sound: \d+ entities, schema version \d+$/m);
    expect(out).toMatch(/^ {2}1 answers, the latest of Mon 12\.10\.2026 12:00$/m);
    expect(err).toBe('nothing was changed; stop the bot, and run it again with --yes\n');
    expect(await answered()).toEqual(['a', 'both']);
    expect(filesBeside()).toEqual([]);
  });

  it('puts the backup in place, keeps what was there, and leaves an entry in the audit', async () => {
    await lifeWithBackup();
    const { status, out, err } = seuranta('restore', backup, '--yes', '--json');
    expect([status, err]).toEqual([0, '']);
    const { kept, newer } = JSON.parse(out) as { kept: string; newer: { kind: string; rows: number }[] };
    expect(newer).toContainEqual(expect.objectContaining({ kind: 'history', rows: 1 }));
    expect(await answered()).toEqual(['a']);
    await inStore(async (store) => {
      const [entry, ...more] = await readAudit(store, [peoplePartition], { what: 'store-restored' });
      expect(entry).toMatchObject({ way: 'cli', from: 'monday.db' });
      expect(more).toEqual([]);
    });
    expect(filesBeside()).toEqual([path.basename(kept)]);
    // The previous store is kept complete.
    copyFileSync(kept, path.join(folder, 'kept.db'));
    expect(findDamage(path.join(folder, 'kept.db'))).toBeUndefined();
    rmSync(data(), { recursive: true });
    expect(seuranta('restore', path.join(folder, 'kept.db'), '--yes').status).toBe(0);
    expect(await answered()).toEqual(['a', 'both']);
  });

  it('takes a raw copy too, with what its log holds', async () => {
    await lifeWithBackup();
    const bot = await openElsewhere();
    for (const end of ['', '-wal']) copyFileSync(`${file()}${end}`, path.join(folder, `raw.db${end}`));
    await kill(bot);
    rmSync(data(), { recursive: true });
    expect(seuranta('restore', path.join(folder, 'raw.db'), '--yes')).toMatchObject({ status: 0, err: '' });
    expect(await answered()).toEqual(['a', 'both']);
    await inStore(async (store) => expect(await store.get('p', 'k49')).toBeDefined());
  });

  it('takes a backup of an older schema, and says that it is migrated', () => {
    const { status, out } = seuranta('restore', firstSchemaFile, '--yes');
    expect(status).toBe(0);
    expect(out).toContain(`schema version 1, which is migrated to ${knownVersion} when it is opened`);
    expect(JSON.parse(seuranta('programmes', '--json').out)).toHaveLength(5);
  });

  it('warns of messages that would be sent again, and of persons to be erased again', async () => {
    await lifeWithBackup();
    const db = new Database(file());
    db.exec(
      `UPDATE entities SET key = 'done|' || substr(key, 9), etag = 'x' WHERE key LIKE 'pending|%prompt'`,
    );
    db.exec(`INSERT INTO entities VALUES ('people', 'audit|2026|x', 'x', '{"what":"person-erased"}')`);
    db.close();
    const { out } = seuranta('restore', backup);
    expect(out).toMatch(/^2 messages that were sent since will be sent again, while their rounds are open$/m);
    expect(out).toMatch(/^1 persons were erased since: erase them again$/m);
  });
});

describe('restore is refused, and nothing is changed,', () => {
  it('while a bot has the lease', async () => {
    await lifeWithBackup();
    await inStore((store) => takeLease(store, 'replica-1', new Date()));
    expect(seuranta('restore', backup, '--yes')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^error: replica-1 has the lease until .*: stop the bot/),
    });
    expect(await answered()).toEqual(['a', 'both']);
    expect(filesBeside()).toEqual([]);
  });

  it('but not for a lease of a clock that was wrong', async () => {
    await lifeWithBackup();
    await inStore((store) => takeLease(store, 'replica-1', new Date(Date.now() + 10 * leaseMs)));
    expect(seuranta('restore', backup, '--yes').status).toBe(0);
  });

  it('while another process has the store open, also one that sleeps', async () => {
    await lifeWithBackup();
    await openElsewhere();
    expect(seuranta('restore', backup, '--yes')).toMatchObject({
      status: 2,
      err: expect.stringContaining('another process'),
    });
    expect(await answered()).toEqual(['a', 'both']);
  });

  it.each([
    ['that is not there', () => undefined, /there is no such file/],
    ['that is the store itself', () => void (backup = file()), /it is the store itself/],
    ['that is no store', () => writeFileSync(backup, 'x'.repeat(5_000)), /no SQLite database/],
    [
      'that is damaged',
      () => {
        const bytes = readFileSync(backup);
        for (let at = 4096 * 3; at < bytes.length; at += 4096 * 2) bytes.fill(0x5a, at, at + 4096);
        writeFileSync(backup, bytes);
      },
      /damaged/,
    ],
    ['that was cut off', () => writeFileSync(backup, readFileSync(backup).subarray(0, -4096)), /damaged/],
  ])('for a backup %s', async (what, spoil, says) => {
    await lifeWithBackup();
    if (what === 'that is not there') rmSync(backup);
    spoil();
    const before = readFileSync(file());
    await expect(copyBackup(backup, file())).rejects.toThrow(says);
    expect(readFileSync(file()).equals(before)).toBe(true);
    expect(filesBeside()).toEqual([]);
  });

  it('for a backup of a newer program', async () => {
    await lifeWithBackup();
    await inStore(async (store) => {
      const row = (await store.get('schema', 'version'))!;
      await store.commit('schema', [replace(row, { version: knownVersion + 1 })]);
    });
    const newer = path.join(folder, 'newer.db');
    copyFileSync(file(), newer);
    expect(seuranta('restore', newer, '--yes').status).toBe(newerStoreExitCode);
  });
});

describe('a store that cannot be read is replaced', () => {
  it('where it was damaged, and is kept as it was', async () => {
    await lifeWithBackup();
    const bytes = readFileSync(file());
    for (let at = 4096 * 3; at < bytes.length; at += 4096 * 2) bytes.fill(0x5a, at, at + 4096);
    writeFileSync(file(), bytes);
    const { status, out } = seuranta('restore', backup, '--yes');
    expect(status).toBe(0);
    expect(out).toMatch(/cannot be read \(.*damaged.*\), so it is not known what is newer in it/);
    expect(await answered()).toEqual(['a']);
    const [kept] = filesBeside();
    expect(readFileSync(path.join(data(), kept!)).equals(bytes)).toBe(true);
  });

  it('where somebody copied a backup over it, with its own log still beside it', async () => {
    await lifeWithBackup();
    await kill(await openElsewhere());
    copyFileSync(backup, file());
    const log = readFileSync(`${file()}-wal`);
    const { status, out } = seuranta('restore', backup, '--yes');
    expect([status, out]).toEqual([0, expect.stringContaining('belongs to another file')]);
    expect(await answered()).toEqual(['a']);
    const kept = filesBeside().find((each) => each.endsWith('-wal'));
    expect(readFileSync(path.join(data(), kept!)).equals(log)).toBe(true);
  });

  it('where only its log is left', async () => {
    await lifeWithBackup();
    rmSync(file());
    writeFileSync(`${file()}-wal`, 'x'.repeat(100));
    expect(seuranta('restore', backup, '--yes').out).toContain('only its log is left');
    expect(await answered()).toEqual(['a']);
  });
});
