import { isDeepStrictEqual } from 'node:util';
import { ConflictError, StorageError } from '../errors';
import { changeBytes, MAX_CHANGES, MAX_COMMIT_BYTES } from './limits';
import type { ListedStore } from './listed-store';
import { schemaPartition } from './schema-partition';
import type { PartitionLister } from './partition-lister';
import type { Change, Entity, EntityStore } from './store';

export type { ListedStore };

export interface CopyOptions {
  /**
   * When the target has entities that the source lacks or that differ: `refuse` (the default) stops before anything is
   * written; `mirror` makes the target equal to the source, deletes included.
   */
  readonly differences?: 'refuse' | 'mirror';
  /** Called after each copied partition. */
  readonly onPartition?: (partition: string, copied: CopiedPartition) => void;
}

export interface CopiedPartition {
  /** Entities of the partition. */
  readonly entities: number;
  /** Entities that had to be written; the others were there from an interrupted copy. */
  readonly written: number;
}

export interface CopyResult extends CopiedPartition {
  readonly partitions: number;
}

/**
 * Copies every entity of `from` into `to`, then reads both again and compares every key and value. Etags are the
 * target's own. Nothing may write to either meanwhile: stop the bot first. May be interrupted and run again.
 * @throws ConflictError when `differences` does not allow the target's, before anything is written.
 * @throws StorageError when source and target differ in the end, for instance because somebody wrote meanwhile.
 */
export async function copyStore(
  from: ListedStore,
  to: ListedStore,
  options: CopyOptions = {},
): Promise<CopyResult> {
  const mirror = options.differences === 'mirror';
  if (!mirror) await refuseDifferences(from, to);
  const copied = await copyPartitions(from, to, options);
  await verify(from, to);
  return copied;
}

async function copyPartitions(
  from: ListedStore,
  to: ListedStore,
  { onPartition, without }: Pick<CopyOptions, 'onPartition'> & Partial<Pick<RunningCopyOptions, 'without'>>,
): Promise<CopyResult> {
  let [partitions, entities] = [0, 0];
  // The version first: rows without one would count as those of the first release.
  let { written } = await copyPartition(from, to, schemaPartition);
  for await (const partition of bothPartitions(from, to)) {
    if (without?.has(partition)) continue;
    const copied = await copyPartition(from, to, partition);
    onPartition?.(partition, copied);
    if (copied.entities > 0) partitions += 1;
    entities += copied.entities;
    written += copied.written;
  }
  return { partitions, entities, written };
}

export interface RunningCopyOptions {
  /** Partitions that are not copied. */
  readonly without: ReadonlySet<string>;
  /** Partitions of the program's own marks, which are never at rest; they are copied, but may change meanwhile. */
  readonly restless: ReadonlySet<string>;
  /** After how many passes to give up. */
  readonly passes?: number;
}

/**
 * Copies a store that others write to: again and again, until a pass finds nothing that changed since the previous
 * one. What is copied is then the state between the two.
 * @throws ConflictError when the target holds something else; StorageError when the store is never at rest.
 */
export async function copyRunningStore(
  from: ListedStore,
  to: ListedStore,
  { without, restless, passes = 20 }: RunningCopyOptions,
): Promise<CopyResult> {
  await refuseDifferences(from, to, restless);
  let written = 0;
  for (let pass = 1; pass <= passes; pass++) {
    let isAtRest = true;
    const onPartition = (partition: string, copied: CopiedPartition) => {
      if (copied.written > 0 && !restless.has(partition)) isAtRest = false;
    };
    const copied = await copyPartitions(from, to, { without, onPartition });
    written += copied.written;
    if (isAtRest) return { ...copied, written };
  }
  throw new StorageError(
    `The store kept changing during ${passes} passes: run it again, or while fewer people answer`,
  );
}

async function refuseDifferences(
  from: ListedStore,
  to: ListedStore,
  except: ReadonlySet<string> = new Set(),
): Promise<void> {
  for await (const partition of to.partitions()) {
    if (except.has(partition)) continue;
    for await (const [source, target] of bothEntities(from, to, partition)) {
      if (!target || same(source, target)) continue;
      throw new ConflictError(`The target holds ${where(partition, target)} otherwise than the source`);
    }
  }
}

async function copyPartition(
  from: EntityStore,
  to: EntityStore,
  partition: string,
): Promise<CopiedPartition> {
  let [entities, written] = [0, 0];
  let batch: Change[] = [];
  let bytes = 0;
  for await (const [source, target] of bothEntities(from, to, partition)) {
    if (source) entities += 1;
    if (same(source, target)) continue;
    const change = changeFor(source, target);
    const size = changeBytes(partition, change);
    if (batch.length === MAX_CHANGES || bytes + size > MAX_COMMIT_BYTES) {
      await to.commit(partition, batch);
      [batch, bytes] = [[], 0];
    }
    batch.push(change);
    bytes += size;
    written += 1;
  }
  if (batch.length > 0) await to.commit(partition, batch);
  return { entities, written };
}

function changeFor(source: Entity | undefined, target: Entity | undefined): Change {
  if (!source) return { type: 'delete', key: target!.key, etag: target!.etag };
  const { key, value } = source;
  return target ? { type: 'replace', key, etag: target.etag, value } : { type: 'insert', key, value };
}

async function verify(from: ListedStore, to: ListedStore): Promise<void> {
  for await (const partition of bothPartitions(from, to)) {
    for await (const [source, target] of bothEntities(from, to, partition)) {
      if (same(source, target)) continue;
      throw new StorageError(
        `The copy is not complete: ${where(partition, source ?? target!)} differs; did somebody write meanwhile?`,
      );
    }
  }
}

function same(source: Entity | undefined, target: Entity | undefined): boolean {
  return source !== undefined && target !== undefined && isDeepStrictEqual(source.value, target.value);
}

function where(partition: string, { key }: Entity): string {
  return `${JSON.stringify(key)} in ${JSON.stringify(partition)}`;
}

function bothEntities(from: EntityStore, to: EntityStore, partition: string) {
  return merged(from.range(partition), to.range(partition), ({ key }) => key);
}

/** Each partition of either store once; one that a store lacks reads as empty there. */
async function* bothPartitions(from: PartitionLister, to: PartitionLister): AsyncIterable<string> {
  for await (const [source, target] of merged(from.partitions(), to.partitions(), (name) => name))
    yield (source ?? target)!;
}

/** Walks two ascending sequences side by side, so that neither has to fit in memory. */
async function* merged<T>(
  left: AsyncIterable<T>,
  right: AsyncIterable<T>,
  keyOf: (item: T) => string,
): AsyncIterable<[T | undefined, T | undefined]> {
  const [lefts, rights] = [left[Symbol.asyncIterator](), right[Symbol.asyncIterator]()];
  let [a, b] = [await lefts.next(), await rights.next()];
  while (!a.done || !b.done) {
    const order = a.done
      ? 1
      : b.done
        ? -1
        : Buffer.compare(Buffer.from(keyOf(a.value)), Buffer.from(keyOf(b.value)));
    yield [order <= 0 ? (a.value as T) : undefined, order >= 0 ? (b.value as T) : undefined];
    if (order <= 0) a = await lefts.next();
    if (order >= 0) b = await rights.next();
  }
}
