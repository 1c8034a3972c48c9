import { randomBytes } from 'node:crypto';
import { forgetFile, keepFile, readKeptFile, removeOldFiles } from '../../src/import/kept-file';
import { insert } from '../../src/storage/rows';
import { dyingAtCommit } from '../helpers/failing-store';
import { anna, bo, during, eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
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

it('what a crash left of it goes after a day, and what is being kept meanwhile stays', async () => {
  const { store } = stored;
  await expect(keepFile(dyingAtCommit(store, 3), anna, file, during)).rejects.toThrow('power cut');
  const forgotten = await keepFile(store, bo, file, during);
  await expect(forgetFile(dyingAtCommit(store, 2), forgotten)).rejects.toThrow('power cut');
  const left = stored.now.dump().length;
  expect(left).toBeGreaterThan(0);
  await removeOldFiles(store, during);
  expect(stored.now.dump()).toHaveLength(left);
  const kept = await keepFile(store, anna, { ...file, bytes: Buffer.from('a') }, tomorrow);
  await removeOldFiles(store, tomorrow);
  expect(stored.now.dump()).toHaveLength(2);
  expect(await read(kept, anna, tomorrow)).toMatchObject({ fileName: file.fileName });
});

it('rows of an earlier version without their head go at once', async () => {
  await stored.store.commit('import-files', [insert('chunk|0a|0000', { text: 'eA==' })]);
  await removeOldFiles(stored.store, during);
  expect(stored.now.dump()).toEqual([]);
});
