/** One step forward of the rows' form. Steps are kept as they were released: they read rows as plain JSON. */
import { type ListedStore } from '../listed-store';

export interface Migration {
  /** What becomes of which rows, for the log. */
  readonly what: string;
  /**
   * May be broken off and run again, may run twice at once, and may meet rows that have the new form already: it
   * changes only what has the old one, each time on the condition that nobody else did.
   * @param onRows called with how many rows were written since the last call
   */
  run(store: ListedStore, onRows: (rows: number) => void): Promise<void>;
}

export async function* partitionsWith(store: ListedStore, prefix: string): AsyncIterable<string> {
  for await (const partition of store.partitions()) if (partition.startsWith(prefix)) yield partition;
}
