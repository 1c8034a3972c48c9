/** Upgrade and rollback by the lines of deploy/upgrading.md, with a next program that has one more migration. */
import { copyFileSync, chownSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { knownVersion } from '../../src/storage/migrations/schema-version';
import { firstSchemaFile } from '../helpers/first-schema-store';
import { markdownFiles } from '../helpers/markdown';
import { type Drill, dockerLines, image, inImage, nextTag, startDrill, startLine } from './drill';

const page = 'deploy/upgrading.md';
let drill: Drill;
beforeEach(() => void (drill = startDrill()));
afterEach(() => drill.end());

const grants = async () => (await drill.run('docker exec seuranta seuranta grants --json')).out;
const grant = (person: string) =>
  drill.run(`docker exec seuranta seuranta grant --person ${person} --role reader --programme county-survey`);

it('upgraded, rolled back, and upgraded again: what was in the copy is there each time', async () => {
  await drill.run(inImage('load-seeds'));
  await drill.run(startLine);
  await grant('finance@example.org');
  const before = await grants();
  for (const line of dockerLines(page, 'Upgrade')) await drill.run(line);
  expect(drill.docker.log('seuranta').join('\n')).toContain(`"to":${knownVersion + 1},"what":"the drill"`);
  expect(await grants()).toBe(before);
  await grant('director@example.org');
  const [stop, remove, restore, ...rest] = dockerLines(page, 'Roll back');
  for (const line of [stop!, remove!]) await drill.run(line);
  // The earlier program alone is refused, and changes nothing.
  expect((await drill.run(startLine, 69)).err).toContain('run the newer program, or restore the backup');
  await drill.run('docker rm seuranta');
  expect((await drill.run(restore!)).out).toMatch(/the store has, and the backup lacks:\n/);
  for (const line of rest) await drill.run(line);
  expect(await grants()).toBe(before);
  // Forward again, without a copy to take.
  for (const line of dockerLines(page, 'Upgrade').slice(1)) await drill.run(line);
  expect(await grants()).toBe(before);
});

it("the first version's store is upgraded by a command that only reads, and then by nobody", async () => {
  const volume = drill.docker.place('seuranta');
  mkdirSync(volume, { recursive: true });
  copyFileSync(firstSchemaFile, path.join(volume, 'seuranta.db'));
  if (process.getuid?.() === 0) chownSync(path.join(volume, 'seuranta.db'), 1000, 1000);
  expect((await drill.run(inImage('programmes'))).err).toContain(`to ${knownVersion} `);
  expect((await drill.run(inImage('programmes'))).err).toBe('');
});

it('a bot that runs while a newer program upgrades its store is not ready, and doctor says so', async () => {
  await drill.run(inImage('load-seeds'));
  await drill.run(startLine);
  await drill.run(inImage('programmes', nextTag));
  const { out } = await drill.run('docker exec seuranta seuranta doctor', 1);
  expect(out).toMatch(/^BROKEN +store +The store has schema version/m);
  expect(out).toMatch(/^BROKEN +running bot +it answers on port \d+, but is not ready/m);
});

it('the notes begin with this version and its schema', () => {
  const [row] = upgradeNotes();
  expect(row).toEqual([image.version, String(knownVersion)]);
});

function upgradeNotes(): string[][] {
  const { text } = markdownFiles('deploy').find(({ file }) => file === page)!;
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
  return rows.map((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return [cells[1]!, cells[2]!];
  });
}
