/** Small builders of programmes, goals and persons, and the store that tests of the domain write to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { type z } from 'zod';
import { schedule } from '../../src/audit/audit';
import { saveRegister } from '../../src/goals/register';
import {
  type fieldSchema,
  type Goal,
  goalSchema,
  type Programme,
  programmeSchema,
  type Register,
} from '../../src/goals/schema';
import { pendingMessages } from '../../src/outbox/message';
import { savePeople } from '../../src/people/directory';
import { type People, peopleSchema } from '../../src/people/schema';
import { openRound } from '../../src/rounds/open-round';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type ListedStore } from '../../src/storage/listed-store';
import { type EntityStore } from '../../src/storage/store';
import { copySeededFile } from './seeded-file';

export interface StoredRow {
  readonly partition: string;
  readonly key: string;
  readonly etag: string;
  readonly value: unknown;
}

export interface TempStore {
  readonly store: ListedStore;
  /**
   * Every row of the file (or of one partition), including etags: if two dumps are equal, nothing was written in
   * between.
   */
  readonly dump: (partition?: string) => StoredRow[];
  /** The rows without etags and the random part of audit keys: equal for stores with the same content. */
  readonly content: () => Omit<StoredRow, 'etag'>[];
  /** Closes the store and removes its file. */
  readonly remove: () => Promise<void>;
}

/** Opens a store that is empty, or holds the five programmes. */
export async function openTempStore({ seeded = false } = {}): Promise<TempStore> {
  const folder = await mkdtemp(join(tmpdir(), 'seuranta-domain-'));
  const file = join(folder, 'store.db');
  if (seeded) await copySeededFile(file);
  const store = openSqliteStore(file);
  const dump = (partition?: string) => {
    const db = new Database(file);
    try {
      const wanted = partition === undefined ? '' : 'WHERE partition = ?';
      const rows = db
        .prepare(`SELECT * FROM entities ${wanted} ORDER BY partition, key`)
        .all(...(partition === undefined ? [] : [partition])) as StoredRow[];
      return rows.map((row) => ({ ...row, value: JSON.parse(row.value as string) as unknown }));
    } finally {
      db.close();
    }
  };
  return {
    store,
    dump,
    content: () => contentOf(dump()),
    remove: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

function contentOf(rows: readonly StoredRow[]): Omit<StoredRow, 'etag'>[] {
  const content = rows.map(({ partition, key, value }) => ({
    partition,
    key: key.startsWith('audit|') ? key.slice(0, key.lastIndexOf('|')) : key,
    value,
  }));
  const sorted = content.map((row) => [JSON.stringify(row), row] as const);
  return sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

/** Opens a store for each test of the block; `now` is the current one. */
export function eachWithStore(): { readonly now: TempStore; readonly store: EntityStore } {
  let current: TempStore | undefined;
  beforeEach(async () => {
    current = await openTempStore();
  });
  afterEach(() => current?.remove());
  return {
    get now() {
      return current!;
    },
    get store() {
      return current!.store;
    },
  };
}

export const name: RoundName = { programmeId: 'prog', period: '2026-Q3' };
export const opens = new Date('2026-10-07T05:00:00.000Z');
export const deadline = new Date('2026-11-04T14:00:00.000Z');
/** A moment while the round is open. */
export const during = new Date('2026-10-12T09:00:00.000Z');
export const afterDeadline = new Date('2026-11-04T14:00:30.000Z');
export const channel = '19:board@thread.tacv2';
export const anna = 'anna@example.org';
export const bo = 'bo@example.org';
export const cia = 'cia@example.org';

type Input<T extends z.ZodType> = Partial<z.input<T>>;

/** A quarterly programme; for 2026-Q3 its calendar gives `opens` and `deadline`. */
export function programmeWith(changes: Input<typeof programmeSchema> = {}): Programme {
  return programmeSchema.parse({
    id: 'prog',
    name: { fi: 'Ohjelma' },
    languages: ['fi'],
    rhythm: 'quarter',
    calendar: {
      opens: { workingDaysAfter: 5, at: '08:00' },
      deadline: { workingDaysAfter: 25, at: '16:00' },
      digest: { weekday: 1, at: '08:00' },
    },
    headings: [{ fi: 'Toimiala' }],
    coordinator: 'coordinator@example.org',
    channels: [{ channel, language: 'fi' }],
    ...changes,
  });
}

export type FieldInput = z.input<typeof fieldSchema>;

export function estimate(id: string, changes: Input<typeof fieldSchema> = {}): FieldInput {
  return { id, kind: 'percent', label: { fi: id }, role: 'confidence', ...changes };
}

export function text(id: string, changes: Input<typeof fieldSchema> = {}): FieldInput {
  return { id, kind: 'text', label: { fi: id }, required: false, role: 'narrative', ...changes };
}

/** One goal in "Unit", owned by Anna, with one required percentage. */
export function goalWith(id: string, changes: Input<typeof goalSchema> = {}): Goal {
  return goalSchema.parse({
    id,
    code: id.toUpperCase(),
    title: { fi: `Tavoite ${id}` },
    headings: [{ fi: 'Unit' }],
    owners: ['anna@example.org'],
    fields: [estimate('value')],
    ...changes,
  });
}

/** Persons named after their addresses. */
export function peopleOf(ids: readonly string[], roles: Record<string, readonly string[]> = {}): People {
  return peopleSchema.parse({
    persons: ids.map((id) => ({ id, name: id.split('@')[0] })),
    roles: Object.entries(roles).map(([id, members]) => ({ id, label: { fi: id }, members })),
  });
}

export function manyPersons(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${String(index).padStart(4, '0')}@example.org`);
}

export interface Setting {
  readonly register: Register;
  readonly people: People;
}

/** Anna and Bo each own a goal alone, and share another. */
export function smallSetting(changes: Input<typeof programmeSchema> = {}): Setting {
  return {
    register: {
      programme: programmeWith(changes),
      goals: [
        goalWith('a'),
        goalWith('b', { owners: ['bo@example.org'] }),
        goalWith('both', { owners: ['anna@example.org', 'bo@example.org'] }),
      ],
    },
    people: peopleOf(['anna@example.org', 'bo@example.org']),
  };
}

export async function saveSetting(store: EntityStore, { register, people }: Setting): Promise<void> {
  await savePeople(store, people);
  await saveRegister(store, register);
}

export async function saveOpenRound(store: EntityStore, setting: Setting): Promise<void> {
  await saveSetting(store, setting);
  const programmeId = setting.register.programme.id;
  await openRound(store, { ...name, programmeId, opens, deadline, ...schedule }, opens);
}

export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of stream) all.push(each);
  return all;
}

/** For `rejects.toEqual`: the refusal with this code, and with these details if given. */
export function refusal(code: string, details?: Readonly<Record<string, string>>): unknown {
  return expect.objectContaining({ name: 'RefusedError', code, ...(details && { details }) });
}

/** Expects `work` to fail with `error` and to leave every row of the store unchanged. */
export async function expectNothingWritten(
  { dump }: TempStore,
  work: () => Promise<unknown>,
  error: unknown,
): Promise<void> {
  const before = dump();
  await expect(work()).rejects.toEqual(error);
  expect(dump()).toEqual(before);
}

/** Keys of the round's digests that are waiting in the outbox. */
export async function waitingDigests(store: EntityStore): Promise<string[]> {
  const rows = await collect(pendingMessages(store, roundPartition(name)));
  return rows.filter(({ value }) => value.kind === 'digest').map(({ value }) => value.key);
}
