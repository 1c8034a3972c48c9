import { randomBytes } from 'node:crypto';
import { forgetFile, keepFile, readKeptFile } from '../../src/import/kept-file';
import { dyingAtCommit } from '../helpers/failing-store';
import { during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const anna = 'anna@example.org';
const bo = 'bo@example.org';
const file = { fileName: 'Tavoitteet 2026.xlsx', bytes: randomBytes(5 * 1024 * 1024) };
const tomorrow = new Date(during.getTime() + 24 * 60 * 60 * 1_000);
const read = (id: string, personId = anna, now = during) => readKeptFile(stored.store, personId, id, now);

it('comes back as it was, larger than a commit too, for the person who brought it', async () => {
  const id = await keepFile(stored.store, anna, file, during);
  const kept = (await read(id))!;
  expect(kept.fileName).toBe(file.fileName);
  expect(Buffer.compare(Buffer.from(kept.bytes), file.bytes)).toBe(0);
  expect(await read(id, bo)).toBeUndefined();
  await forgetFile(stored.store, id);
  expect(await read(id)).toBeUndefined();
  expect(stored.now.dump()).toEqual([]);
});

it('goes when the person brings another one, or when it is a day old', async () => {
  const first = await keepFile(stored.store, anna, file, during);
  const second = await keepFile(stored.store, anna, { ...file, bytes: Buffer.from('a') }, during);
  expect(await read(first)).toBeUndefined();
  expect(await read(second)).toMatchObject({ fileName: file.fileName });
  expect(await read(second, anna, tomorrow)).toBeUndefined();
  await keepFile(stored.store, bo, { ...file, bytes: Buffer.from('b') }, tomorrow);
  expect(stored.now.dump()).toHaveLength(2);
});

it('is not there where keeping it was cut off', async () => {
  await expect(keepFile(dyingAtCommit(stored.store, 3), anna, file, during)).rejects.toThrow('power cut');
  expect(stored.now.dump().filter(({ key }) => key.startsWith('head|'))).toEqual([]);
});
