/** Automatic replies of a directory in a file, for development. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repliesInFile } from '../../../../bot/process/graph/directory-file';
import { anna, bo, cia } from '../../../helpers/fixtures';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'seuranta-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (id: string, automaticReplies?: unknown) => {
  const file = path.join(folder, 'people.json');
  const persons = [anna, bo, cia].map((each) => ({ id: each, name: each }));
  writeFileSync(file, JSON.stringify({ persons, automaticReplies }));
  return repliesInFile(file).read({ id });
};

it('are on for whole days in Finland, or without an end', async () => {
  const days = { from: '2026-10-24', to: '2026-10-25' };
  const replies = [{ person: anna, days }, { person: bo }];
  expect(await read(anna, replies)).toEqual({
    type: 'scheduled',
    start: new Date('2026-10-23T21:00:00Z'),
    end: new Date('2026-10-25T22:00:00Z'),
  });
  expect(await read(bo, replies)).toEqual({ type: 'on' });
  expect(await read(cia, replies)).toEqual({ type: 'none' });
  expect(await read(anna)).toEqual({ type: 'none' });
  expect(await read('nobody@example.org', replies)).toEqual({ type: 'none' });
});

it('are an error where a day is none', async () => {
  const days = { from: '24.10.', to: '2026-10-25' };
  await expect(read(anna, [{ person: anna, days }])).rejects.toThrow('cannot be read as a directory');
});
