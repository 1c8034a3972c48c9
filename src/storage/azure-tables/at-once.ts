/** A read or commit of this process that has no result yet. */
export interface UnderWay {
  readonly partition: string;
  readonly isOf: (key: string) => boolean;
  isSpoiled: boolean;
}

/** Reads of rows with one prefix, from which on those that follow are read too: one request instead of many. */
export const manyAtOnce = 4;

/** Counts what is under way at the same time, by name. */
export class AtOnce {
  private readonly counts = new Map<string, number>();

  /** @param work is told how many with this name are under way, itself included */
  async during<T>(name: string, work: (count: () => number) => Promise<T>): Promise<T> {
    const count = () => this.counts.get(name) ?? 0;
    this.counts.set(name, count() + 1);
    try {
      return await work(count);
    } finally {
      if (count() > 1) this.counts.set(name, count() - 1);
      else this.counts.delete(name);
    }
  }
}
