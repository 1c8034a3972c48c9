import { closeRound } from '../../../src/rounds/close-round';
import { loadForm, readRound, roundPartition } from '../../../src/rounds/round-store';
import { type Snapshot, snapshotIds, writeSnapshot } from '../../../src/rounds/snapshot';
import { type ListedStore } from '../../../src/storage/listed-store';
import { leftSnapshots } from '../../../src/storage/migrations/left-snapshots';
import { replace } from '../../../src/storage/rows';
import { dyingAtCommit, interrupted } from '../../helpers/failing-store';
import { afterDeadline, eachWithStore, name, saveOpenRound, smallSetting } from '../../helpers/fixtures';

const stored = eachWithStore();
const act = { ...name, by: 'admin@example.org', way: 'card' as const };
const close = () => closeRound(stored.store, act, afterDeadline);
const run = async (store: ListedStore = stored.now.store) => {
  let rows = 0;
  await leftSnapshots.run(store, (more) => (rows += more));
  return rows;
};

async function leave(...ids: string[]): Promise<Snapshot> {
  const round = (await readRound(stored.store, name))!.value;
  const kept: Snapshot = { ...(await loadForm(stored.store, round))!, requests: [], handovers: [] };
  for (const id of ids) await writeSnapshot(stored.store, name, id, kept);
  return kept;
}

const listed = (store: object) =>
  Object.assign(store, { partitions: () => stored.now.store.partitions() }) as ListedStore;

it('removes what no closing names, and leaves the rest as it was', async () => {
  await saveOpenRound(stored.store, smallSetting());
  const { snapshot } = await close();
  const before = stored.now.content();
  await leave('left-1', 'left-2');
  // Three goals and a head each.
  expect(await run()).toBe(8);
  expect(await snapshotIds(stored.store, name)).toEqual([snapshot]);
  expect(stored.now.content()).toEqual(before);
  const dump = stored.now.dump();
  expect(await run()).toBe(0);
  expect(stored.now.dump()).toEqual(dump);
});

it('leaves the snapshot of a closing under way', async () => {
  await saveOpenRound(stored.store, smallSetting());
  await closeRound(dyingAtCommit(stored.store, 4), act, afterDeadline).catch(() => undefined);
  const { closing } = (await readRound(stored.store, name))!.value;
  await run();
  expect(await snapshotIds(stored.store, name)).toEqual([closing!.snapshot]);
});

it('makes an earlier program that is closing the round begin again', async () => {
  await saveOpenRound(stored.store, smallSetting());
  // It has read the round and written its snapshot; its last commit is still to come.
  const seen = (await readRound(stored.store, name))!;
  await leave('of-the-earlier-program');
  await run();
  const closed = { ...seen.value, status: 'closed', snapshot: 'of-the-earlier-program' };
  const commit = stored.store.commit(roundPartition(name), [replace(seen, closed)]);
  await expect(commit).rejects.toMatchObject({ name: 'ConflictError' });
});

it('leaves it where that program was first', async () => {
  await saveOpenRound(stored.store, smallSetting());
  await leave('of-the-earlier-program');
  const seen = (await readRound(stored.store, name))!;
  const closed = { ...seen.value, status: 'closed', snapshot: 'of-the-earlier-program' };
  let done = false;
  const busy = interrupted(stored.store, {
    beforeCommit: async () => {
      if (done) return;
      done = true;
      await stored.store.commit(roundPartition(name), [replace(seen, closed)]);
    },
  });
  expect(await run(listed(busy))).toBe(0);
  expect(await snapshotIds(stored.store, name)).toEqual(['of-the-earlier-program']);
});
