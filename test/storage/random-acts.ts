/** Reads and writes for the properties of stores that keep what they have read. */
import fc from 'fast-check';
import { type Change, type Entity, type KeyRange } from '../../src/storage/store';

interface Choices {
  /** Which of the stores acts. */
  readonly who: fc.Arbitrary<number>;
  readonly partition: fc.Arbitrary<string>;
  /** Few, so that what was read is written and read again. */
  readonly keys: readonly string[];
  /** Few as well, so that pages are read again. */
  readonly ranges: readonly KeyRange[];
}

export function randomActs({ who, partition, keys, ranges }: Choices) {
  const key = fc.constantFrom(...keys);
  const change = fc.record({ key, remove: fc.boolean(), n: fc.nat() });
  return {
    get: fc.record({ act: fc.constant('get' as const), who, partition, key }),
    range: fc.record({
      act: fc.constant('range' as const),
      who,
      partition,
      range: fc.constantFrom(...ranges),
    }),
    write: fc.record({
      act: fc.constant('write' as const),
      who,
      partition,
      stale: fc.boolean(),
      changes: fc.uniqueArray(change, { selector: (each) => each.key, minLength: 1, maxLength: 3 }),
    }),
  };
}

/** @param row as it is now; undefined if there is none */
export function changeTo(
  row: Entity | undefined,
  { key, remove, n }: { readonly key: string; readonly remove: boolean; readonly n: number },
): Change {
  if (!row) return { type: 'insert', key, value: { n } };
  if (remove) return { type: 'delete', key, etag: row.etag };
  return { type: 'replace', key, etag: row.etag, value: { n } };
}
