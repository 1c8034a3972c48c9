/**
 * Two stores that keep rows of one table, several at a time in each, behind a network on which each request and each
 * answer takes a while of its own. Whoever begins to read after a count was acknowledged sees at least that count.
 */
import { setTimeout } from 'node:timers/promises';
import { openAzureTablesStore } from '../../../src/storage/azure-tables/azure-tables-store';
import { insert } from '../../../src/storage/rows';
import { type EntityStore, freshStore } from '../../../src/storage/store';
import { type Azurite, type Front, startAzurite, startFront } from '../../helpers/azurite';
import { seededRandom } from '../../helpers/seeded-random';
import { all } from '../conformity';

const busyMs = 8_000;
/** A loaded machine goes on until each has read so often. */
const leastReads = 40;
const keys = ['reply|a', 'reply|b', 'draft|a'];

let azurite: Azurite;
let front: Front;
let random: () => number;
beforeAll(async () => {
  azurite = await startAzurite();
  const few = () => Math.floor(random() * 6);
  front = await startFront(azurite, async () => {
    await setTimeout(few());
    return { answerAfter: setTimeout(few()) };
  });
});
afterAll(async () => {
  await front.stop();
  await azurite.stop();
});

interface Counting {
  readonly partition: string;
  /** The highest that was acknowledged, by key. */
  readonly counted: Map<string, number>;
  readonly until: number;
}

/** Reads rows, alone, together and on pages, and counts some of them up. @returns how many it read */
async function count(store: EntityStore, { partition, counted, until }: Counting): Promise<number> {
  let reads = 0;
  for (; performance.now() < until || reads < leastReads; reads++) {
    const [key, atLeast] = [...counted][Math.floor(random() * counted.size)]!;
    const row = await anyOf([alone, together, onPage])(freshStore(store), partition, key);
    const n = row.value['n'] as number;
    expect(n).toBeGreaterThanOrEqual(atLeast);
    if (random() < 0.5) continue;
    const change = { type: 'replace', key, etag: row.etag, value: { n: n + 1 } } as const;
    const isWritten = await store.commit(partition, [change]).then(
      () => true,
      () => false,
    );
    if (isWritten) counted.set(key, Math.max(n + 1, counted.get(key)!));
  }
  return reads;
}

function anyOf<T>(all: readonly T[]): T {
  return all[Math.floor(random() * all.length)]!;
}

async function alone(store: EntityStore, partition: string, key: string) {
  return (await store.get(partition, key))!;
}

/** With rows that there are not; enough of them that those which follow are read too. */
async function together(store: EntityStore, partition: string, key: string) {
  const rows = await Promise.all([...keys, 'reply|c', 'reply|d'].map((each) => store.get(partition, each)));
  return rows.find((row) => row?.key === key)!;
}

async function onPage(store: EntityStore, partition: string, key: string) {
  const rows = await all(store, partition, { from: key.slice(0, 6) });
  return rows.find((row) => row.key === key)!;
}

it.each(['round|busy', 'goals|busy'])(
  'nothing older is shown, in %s',
  async (partition) => {
    random = seededRandom(partition.length);
    const { connectionString } = front;
    const stores = [
      await openAzureTablesStore({ connectionString }),
      await openAzureTablesStore({ connectionString }),
    ];
    await stores[0]!.commit(
      partition,
      keys.map((key) => insert(key, { n: 0 })),
    );
    const counting = {
      partition,
      counted: new Map(keys.map((key) => [key, 0])),
      until: performance.now() + busyMs,
    };
    const works = stores.flatMap((store) => [1, 2, 3].map(() => count(store, counting)));
    await Promise.allSettled(works);
    for (const store of stores) await store.close();
    const reads = await Promise.all(works);
    expect(Math.min(...reads)).toBeGreaterThanOrEqual(leastReads);
    expect([...counting.counted.values()].every((n) => n > 10)).toBe(true);
  },
  300_000,
);
