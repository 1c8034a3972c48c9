/** Counts how many calls to a store wait for one another: on Azure Tables each costs a round trip. */
import { setImmediate } from 'node:timers/promises';
import { type EntityStore } from '../../src/storage/store';

export class Waves {
  /** Calls since the last reset. */
  calls = 0;
  /** The longest chain of calls in which each began after the previous one had ended. */
  deepest = 0;
  /** The calls, with their positions in the chain. */
  readonly log: string[] = [];

  reset(): void {
    [this.calls, this.deepest, this.log.length] = [0, 0, 0];
  }

  over(store: EntityStore): EntityStore {
    return {
      get: (partition, key) => this.call(`get ${partition} ${key}`, () => store.get(partition, key)),
      range: (partition, range) => this.pages(partition, store.range(partition, range), range?.from ?? ''),
      commit: (partition, changes) =>
        this.call(`commit ${partition}`, () => store.commit(partition, changes)),
      close: () => store.close(),
    };
  }

  private async *pages<T>(partition: string, rows: AsyncIterable<T>, from: string): AsyncIterable<T> {
    const first = await this.call(`range ${partition} ${from}`, async () => {
      const iterator = rows[Symbol.asyncIterator]();
      return { iterator, result: await iterator.next() };
    });
    for (let { result } = first; !result.done; result = await first.iterator.next()) yield result.value;
  }

  private async call<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const place = this.deepest + 1;
    this.log.push(`${place} ${what}`);
    // Calls made within one turn of the event loop count as made together.
    await setImmediate();
    try {
      return await work();
    } finally {
      this.deepest = Math.max(this.deepest, place);
    }
  }
}
