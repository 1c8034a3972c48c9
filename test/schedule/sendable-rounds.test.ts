import { closeRound } from '../../src/rounds/close-round';
import { reopenRound } from '../../src/reminders/reopen-round';
import { roundKey, roundPartition } from '../../src/rounds/round-store';
import { schedule } from '../../src/audit/audit';
import { sendableRounds } from '../../src/schedule/sendable-rounds';
import { type EntityStore } from '../../src/storage/store';
import { deadline, eachWithStore, name, opens, saveOpenRound, smallSetting } from '../helpers/fixtures';

const stored = eachWithStore();
const day = 24 * 3600 * 1000;
const daysAfter = (days: number) => new Date(deadline.getTime() + days * day);
const periodsOf = async (now: Date, quiet: Set<string>, store: EntityStore = stored.store) =>
  (await sendableRounds(store, now, quiet)).map(({ period }) => period);

/** How often the round itself was read. */
function countingReads(store: EntityStore) {
  const counted = { reads: 0 };
  const counting: EntityStore = {
    get: (partition, key) => {
      if (partition === roundPartition(name) && key === roundKey) counted.reads++;
      return store.get(partition, key);
    },
    range: (partition, range) => store.range(partition, range),
    commit: (partition, changes) => store.commit(partition, changes),
    close: () => store.close(),
  };
  return { counted, counting };
}

describe('rounds in which messages may wait', () => {
  beforeEach(() => saveOpenRound(stored.store, smallSetting()));

  it('are the open one, the same when it was closed just now, and not when a fortnight has passed', async () => {
    expect(await periodsOf(opens, new Set())).toEqual([name.period]);
    await closeRound(stored.store, { ...name, ...schedule }, deadline);
    expect(await periodsOf(daysAfter(14), new Set())).toEqual([name.period]);
    expect(await periodsOf(daysAfter(15), new Set())).toEqual([]);
  });

  it('are read every time, but one that is closed for long only once', async () => {
    const { counted, counting } = countingReads(stored.store);
    const quiet = new Set<string>();
    await periodsOf(opens, quiet, counting);
    await periodsOf(opens, quiet, counting);
    expect(counted.reads).toBe(2);
    await closeRound(stored.store, { ...name, ...schedule }, deadline);
    await periodsOf(daysAfter(15), quiet, counting);
    await periodsOf(daysAfter(15), quiet, counting);
    expect(counted.reads).toBe(3);
  });

  it('hold a round that was reopened as soon as what is known is forgotten', async () => {
    await closeRound(stored.store, { ...name, ...schedule }, deadline);
    const quiet = new Set<string>();
    await periodsOf(daysAfter(15), quiet);
    const reopened = { reason: 'Mittari korjattu', deadline: daysAfter(30) };
    await reopenRound(stored.store, { ...name, ...schedule, ...reopened }, daysAfter(15));
    quiet.clear();
    expect(await periodsOf(daysAfter(15), quiet)).toEqual([name.period]);
  });
});
