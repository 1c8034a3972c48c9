/** One schema step. Steps stay as they were released, so they read rows as plain JSON, not with today's types. */
import { type ListedStore } from '../listed-store';

export interface Migration {
  /** Which rows are changed and how, for the log. */
  readonly what: string;
  /**
   * May be interrupted and run again, may run twice at once, and may meet rows that already have the new form: it
   * changes only rows of the old form, each conditionally.
   * @param onRows called with the number of rows written since the last call
   */
  run(store: ListedStore, onRows: (rows: number) => void): Promise<void>;
}

export async function* partitionsWith(store: ListedStore, prefix: string): AsyncIterable<string> {
  for await (const partition of store.partitions()) if (partition.startsWith(prefix)) yield partition;
}
