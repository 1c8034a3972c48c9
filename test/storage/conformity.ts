import fc from 'fast-check';
import { ConflictError, LimitError, StorageError } from '../../src/errors';
import { changeBytes, entityBytes, MAX_COMMIT_BYTES, MAX_ENTITY_BYTES } from '../../src/storage/limits';
import {
  withPrefix,
  type Change,
  type Entity,
  type EntityStore,
  type Json,
  type JsonObject,
  type KeyRange,
} from '../../src/storage/store';

export interface OpenedStore {
  readonly store: EntityStore;
  /** Another connection to what `store` holds; the caller closes it. */
  readonly reopen?: () => Promise<EntityStore>;
  /** Closes `store` and removes what it holds. */
  readonly dispose: () => Promise<void>;
}

/** What every adapter of the port must do. Each test has partitions of its own in one store. */
export function describeStore(name: string, open: () => Promise<OpenedStore>, prefix = 'partition|'): void {
  describe(`${name} as entity store`, () => {
    let opened: OpenedStore;
    let partitions = 0;
    const context: Context = {
      store: () => opened.store,
      reopened: () => opened.reopen?.() ?? Promise.resolve(undefined),
      partition: () => `${prefix}${(partitions += 1)}`,
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.dispose());

    describeConditions(context);
    describeLimits(context);
    describeRanges(context);
    describeValues(context);
    describeConcurrency(context);
    describeModel(context);
    describeClosing(open);
  });
}

interface Context {
  readonly store: () => EntityStore;
  readonly reopened: () => Promise<EntityStore | undefined>;
  readonly partition: () => string;
}

const insert = (key: string, value: JsonObject = {}): Change => ({ type: 'insert', key, value });
const replace = ({ key, etag }: Entity, value: JsonObject): Change => ({ type: 'replace', key, etag, value });
const remove = ({ key, etag }: Entity): Change => ({ type: 'delete', key, etag });

function describeConditions({ store, partition }: Context): void {
  describe('conditions', () => {
    it('inserts an entity once', async () => {
      const p = partition();
      await store().commit(p, [insert('a', { n: 1 })]);
      await expect(store().commit(p, [insert('a', { n: 2 })])).rejects.toThrow(ConflictError);
      expect((await read(store(), p, 'a')).value).toEqual({ n: 1 });
    });

    it('finds nothing where nothing was written', async () => {
      expect(await store().get(partition(), 'a')).toBeUndefined();
      expect(await all(store(), partition())).toEqual([]);
    });

    it('replaces with the current etag and gives a new one', async () => {
      const p = partition();
      const before = await inserted(store(), p, 'a', { n: 1 });
      await store().commit(p, [replace(before, { n: 2 })]);
      const after = await read(store(), p, 'a');
      expect(after.value).toEqual({ n: 2 });
      expect(after.etag).not.toBe(before.etag);
    });

    it('gives a new etag when the value stays the same', async () => {
      const p = partition();
      const before = await inserted(store(), p, 'a', { n: 1 });
      await store().commit(p, [replace(before, { n: 1 })]);
      await expect(store().commit(p, [replace(before, { n: 1 })])).rejects.toThrow(ConflictError);
    });

    it('replaces the whole value, not its properties', async () => {
      const p = partition();
      const before = await inserted(store(), p, 'a', { old: 'x'.repeat(100_000), n: 1 });
      await store().commit(p, [replace(before, { n: 2 })]);
      expect((await read(store(), p, 'a')).value).toEqual({ n: 2 });
    });

    it('refuses to replace or delete with a stale etag', async () => {
      const p = partition();
      const stale = await inserted(store(), p, 'a', { n: 1 });
      await store().commit(p, [replace(stale, { n: 2 })]);
      await expect(store().commit(p, [replace(stale, { n: 3 })])).rejects.toThrow(ConflictError);
      await expect(store().commit(p, [remove(stale)])).rejects.toThrow(ConflictError);
      expect((await read(store(), p, 'a')).value).toEqual({ n: 2 });
    });

    it('deletes with the current etag', async () => {
      const p = partition();
      await store().commit(p, [remove(await inserted(store(), p, 'a'))]);
      expect(await store().get(p, 'a')).toBeUndefined();
      expect(await all(store(), p)).toEqual([]);
    });

    it('refuses to replace or delete what is gone', async () => {
      const p = partition();
      const gone = await inserted(store(), p, 'a');
      await store().commit(p, [remove(gone)]);
      await expect(store().commit(p, [replace(gone, { n: 1 })])).rejects.toThrow(ConflictError);
      await expect(store().commit(p, [remove(gone)])).rejects.toThrow(ConflictError);
    });

    it('never gives an etag again, so that what was deleted and inserted anew is another entity', async () => {
      const p = partition();
      const first = await inserted(store(), p, 'a', { n: 1 });
      await store().commit(p, [remove(first)]);
      const second = await inserted(store(), p, 'a', { n: 1 });
      expect(second.etag).not.toBe(first.etag);
      await expect(store().commit(p, [replace(first, { n: 2 })])).rejects.toThrow(ConflictError);
    });

    it('keeps the entities of two partitions apart', async () => {
      const p = partition();
      const longer = `${p}|a`;
      await store().commit(p, [insert('a', { in: 'p' })]);
      await store().commit(longer, [insert('a', { in: 'longer' })]);
      const entity = await read(store(), p, 'a');
      await expect(store().commit(longer, [remove(entity)])).rejects.toThrow(ConflictError);
      await store().commit(p, [remove(entity)]);
      expect(await all(store(), p)).toEqual([]);
      expect((await all(store(), longer)).map(({ value }) => value)).toEqual([{ in: 'longer' }]);
    });
  });

  describe('commits', () => {
    it('inserts, replaces and deletes together', async () => {
      const p = partition();
      await store().commit(p, [insert('a', { n: 1 }), insert('b', { n: 1 })]);
      const [a, b] = await all(store(), p);
      await store().commit(p, [replace(a!, { n: 2 }), remove(b!), insert('c', { n: 3 })]);
      expect((await all(store(), p)).map(({ key, value }) => [key, value])).toEqual([
        ['a', { n: 2 }],
        ['c', { n: 3 }],
      ]);
    });

    it('writes none of 99 changes when the last conflicts', async () => {
      const p = partition();
      const kept = await inserted(store(), p, 'a', { n: 1 });
      const dropped = await inserted(store(), p, 'b', { n: 1 });
      await store().commit(p, [insert('c', { n: 1 })]);
      const before = await all(store(), p);
      const changes = [replace(kept, { n: 2 }), remove(dropped), ...inserts(0, 96), insert('c', { n: 2 })];
      expect(changes).toHaveLength(99);
      await expect(store().commit(p, changes)).rejects.toThrow(ConflictError);
      expect(await all(store(), p)).toEqual(before);
    });

    it.each(['first', 'last'])('deletes none of three when the etag of the %s is stale', async (which) => {
      const p = partition();
      const stale = await inserted(store(), p, which === 'first' ? 'a' : 'c');
      await store().commit(p, [replace(stale, { n: 2 }), ...['m', 'n'].map((key) => insert(key))]);
      const before = await all(store(), p);
      const current = before.filter(({ key }) => key !== stale.key);
      const changes = [stale, ...current].sort((a, b) => (a.key < b.key ? -1 : 1)).map(remove);
      await expect(store().commit(p, changes)).rejects.toThrow(ConflictError);
      expect(await all(store(), p)).toEqual(before);
      await store().commit(p, before.map(remove));
      expect(await all(store(), p)).toEqual([]);
    });

    it.each(['*', '', 'x', '"x"', 'W/"x"\r\nx: y'])('takes "%s" for no etag', async (etag) => {
      const p = partition();
      const [a] = [await inserted(store(), p, 'a', { n: 1 })];
      for (const change of [replace({ ...a, etag }, { n: 2 }), remove({ ...a, etag })]) {
        await expect(store().commit(p, [change])).rejects.toThrow(ConflictError);
        await expect(store().commit(p, [insert('b'), change])).rejects.toThrow(ConflictError);
      }
      expect(await all(store(), p)).toEqual([a]);
    });

    it('takes commits again after a conflict', async () => {
      const p = partition();
      await store().commit(p, [insert('a')]);
      await expect(store().commit(p, [insert('b'), insert('a')])).rejects.toThrow(ConflictError);
      await store().commit(p, [insert('b')]);
      expect((await all(store(), p)).map(({ key }) => key)).toEqual(['a', 'b']);
    });
  });
}

function describeLimits({ store, partition }: Context): void {
  describe('limits', () => {
    it('takes 99 changes and refuses the 100th, and none at all', async () => {
      const p = partition();
      await expect(store().commit(p, [])).rejects.toThrow(LimitError);
      await expect(store().commit(p, inserts(0, 100))).rejects.toThrow(/1 to 99 changes, not 100/);
      expect(await all(store(), p)).toEqual([]);
      await store().commit(p, inserts(0, 99));
      expect(await all(store(), p)).toHaveLength(99);
    });

    it('refuses two changes of one key', async () => {
      const p = partition();
      await expect(store().commit(p, [insert('a'), insert('b'), insert('a')])).rejects.toMatchObject({
        name: 'LimitError',
        message: expect.stringContaining('"a"') as string,
      });
      expect(await all(store(), p)).toEqual([]);
    });

    it('takes an entity of 1 MiB and refuses a larger one', async () => {
      const p = partition();
      await store().commit(p, [sized(p, 'fits', MAX_ENTITY_BYTES)]);
      const tooLarge = sized(p, 'too-large', MAX_ENTITY_BYTES + 2);
      await expect(store().commit(p, [tooLarge])).rejects.toMatchObject({
        name: 'LimitError',
        message: expect.stringContaining('"too-large"') as string,
      });
      const before = await read(store(), p, 'fits');
      const grown = sized(p, 'fits', MAX_ENTITY_BYTES + 2) as Change & { value: JsonObject };
      await expect(store().commit(p, [replace(before, grown.value)])).rejects.toThrow(LimitError);
      expect((await all(store(), p)).map(({ key }) => key)).toEqual(['fits']);
    });

    it('takes a commit of exactly 4 MiB and returns it unchanged', async () => {
      const p = partition();
      const changes = ['a', 'b', 'c', 'd'].map((key) => sized(p, key, MAX_COMMIT_BYTES / 4));
      expect(changes.reduce((sum, change) => sum + changeBytes(p, change), 0)).toBe(MAX_COMMIT_BYTES);
      await store().commit(p, changes);
      const texts = (await all(store(), p)).map(({ value }) => value);
      expect(texts).toEqual(changes.map((change) => (change.type === 'insert' ? change.value : undefined)));
    });

    it('refuses a commit over 4 MiB', async () => {
      const p = partition();
      const changes = ['a', 'b', 'c', 'd'].map((key) => sized(p, key, MAX_COMMIT_BYTES / 4));
      await expect(store().commit(p, [...changes, insert('e')])).rejects.toThrow(LimitError);
      expect(await all(store(), p)).toEqual([]);
    });

    it('counts what a commit weighs on its way, where the euro sign has three bytes', async () => {
      const p = partition();
      const changes = ['a', 'b', 'c'].map((key) => insert(key, { text: '€'.repeat(500_000) }));
      await expect(store().commit(p, changes)).rejects.toThrow(LimitError);
      expect(await all(store(), p)).toEqual([]);
    });

    it.each([
      ['512 letters', 'k'.repeat(512)],
      ['85 Finnish letters', 'ä'.repeat(85)],
      ['170 characters that Azure Tables refuses', '/'.repeat(170)],
    ])('takes a key of %s, and not one more', async (_, longest) => {
      const p = partition();
      const tooLong = longest + longest.charAt(0);
      await store().commit(p, [insert(longest)]);
      expect(await keys(store(), p)).toEqual([longest]);
      expect(await store().get(p, longest)).toBeDefined();
      await expect(store().commit(p, [insert(tooLong)])).rejects.toThrow(/more than 512/);
      expect(await store().get(p, tooLong)).toBeUndefined();
    });

    it('takes a partition of 512 letters, and not one more', async () => {
      const longest = partition().padEnd(512, 'k');
      await store().commit(longest, [insert('a')]);
      expect(await keys(store(), longest)).toEqual(['a']);
      await expect(store().commit(`${longest}k`, [insert('a')])).rejects.toThrow(/more than 512/);
      expect(await all(store(), `${longest}k`)).toEqual([]);
    });

    it.each([
      ['an empty key', '', /is empty/],
      ['half a surrogate pair', 'a\ud83d', /half a surrogate pair/],
    ])('refuses %s', async (_, key, message) => {
      const p = partition();
      await expect(store().commit(p, [insert(key)])).rejects.toThrow(message);
      await expect(store().commit(key, [insert('a')])).rejects.toThrow(LimitError);
      expect(await store().get(p, key)).toBeUndefined();
      expect(await store().get(key, 'a')).toBeUndefined();
    });
  });
}

/** Ascending by code point; sorted by UTF-16 code unit U+FFFD would come last. */
const ORDERED_KEYS = [
  ...[
    '\u0000',
    '\u0000\u0000',
    '\t',
    ' ',
    '!',
    '#',
    '#a',
    '%',
    "'",
    '-',
    '.',
    '..',
    '/',
    '/a',
    '0',
    '01',
    '?',
  ],
  ...[
    'A',
    'Z',
    '[',
    '\\',
    '\\\\',
    ']',
    '_',
    'a',
    'a\u0000',
    'a\u0000b',
    'a\t',
    'a ',
    'a#',
    'a/',
    'a/b',
    'a0',
  ],
  ...[
    'a?',
    'aa',
    'a|',
    'aå',
    'aö',
    'z',
    'zz',
    '{',
    '|',
    '~',
    '\u007f',
    '\u009f',
    'Ä',
    'Å',
    'Ö',
    'ä',
    'ää',
    'å',
  ],
  ...['ö', '€', '\ud7ff', '\ue000', '\ufffd', '\uffff', '😀', '😀a', '😀😀', '\u{10ffff}'],
];

function describeRanges({ store, partition }: Context): void {
  describe('ranges', () => {
    it('returns keys with any character, in the order of code points', async () => {
      const p = `${partition()}/\\#?%å😀\u0000`;
      await store().commit(
        p,
        [...ORDERED_KEYS].reverse().map((key) => insert(key, { key })),
      );
      const entities = await all(store(), p);
      expect(entities.map(({ key }) => key)).toEqual(ORDERED_KEYS);
      for (const entity of entities) {
        expect(entity.value).toEqual({ key: entity.key });
        expect(await store().get(p, entity.key)).toEqual(entity);
      }
    });

    it('includes `from` and leaves out `to`, whether they are keys or not', async () => {
      const p = partition();
      await store().commit(
        p,
        ORDERED_KEYS.map((key) => insert(key)),
      );
      for (const range of [
        { from: 'a' },
        { to: 'a' },
        { from: 'a', to: '😀' },
        { from: 'a/', to: 'a?' },
        { from: 'a/a', to: 'a?a' },
        { from: 'ä', to: '\uffff' },
        { from: 'a', to: 'a' },
        { from: 'z', to: 'a' },
        { from: '', to: '\u{10ffff}' },
      ]) {
        expect([range, await keys(store(), p, range)]).toEqual([range, ORDERED_KEYS.filter(within(range))]);
      }
    });

    it.each(['a', 'a/', 'a?', 'ä', '😀', '\\', '#', 'none'])(
      'finds all keys that begin with "%s"',
      async (prefix) => {
        const p = partition();
        await store().commit(
          p,
          ORDERED_KEYS.map((key) => insert(key)),
        );
        const expected = ORDERED_KEYS.filter((key) => key.startsWith(prefix));
        expect(await keys(store(), p, withPrefix(prefix))).toEqual(expected);
      },
    );

    it('finds keys that go on with an astral character after the prefix', async () => {
      const p = partition();
      await store().commit(p, [insert('a|b'), insert('a|😀')]);
      expect(await keys(store(), p, withPrefix('a|'))).toEqual(['a|b', 'a|😀']);
    });

    it('orders any keys by code point', async () => {
      const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 100 }), async (unordered) => {
          const p = partition();
          await store().commit(
            p,
            unordered.map((each) => insert(each)),
          );
          expect(await keys(store(), p)).toEqual([...unordered].sort(byCodePoint));
        }),
        { numRuns: 20 },
      );
    });

    it('returns each of 10,000 entities once while others are written', async () => {
      const p = partition();
      const expected: string[] = [];
      for (let at = 0; at < 10_000; at += 50) {
        const fifty = inserts(at, 50);
        expected.push(...fifty.map(({ key }) => key));
        await store().commit(p, fifty);
      }
      const seen: string[] = [];
      for await (const { key, value } of store().range(p)) {
        if (key.startsWith('late')) continue;
        seen.push(key);
        expect(value).toEqual({ key });
        if (seen.length % 1_000 === 1) await store().commit(p, [insert(`late${seen.length}`)]);
      }
      expect(seen).toEqual(expected);
    }, 120_000);

    it('can be left early and read again', async () => {
      const p = partition();
      await store().commit(p, inserts(0, 99));
      for await (const { key } of store().range(p)) if (key === 'k00003') break;
      await store().commit(p, [insert('a')]);
      expect(await keys(store(), p)).toHaveLength(100);
    });
  });
}

function describeValues({ store, partition }: Context): void {
  describe('values', () => {
    it('returns texts of 60,000 characters with astral characters exactly', async () => {
      const p = partition();
      // An odd start puts surrogate pairs across every even boundary.
      const texts = [
        '😀'.repeat(30_000),
        `x${'😀'.repeat(30_000)}`,
        'Hyvinvointi€ä\\"\n\u0000\u2028'.repeat(3_334),
      ];
      await store().commit(p, [insert('a', { texts })]);
      const entity = await read(store(), p, 'a');
      expect(entity.value['texts']).toEqual(texts);
      expect((await all(store(), p))[0]).toEqual(entity);
    });

    it('returns nested values deep-equal, null and empty ones too', async () => {
      const p = partition();
      const value: JsonObject = {
        nothing: null,
        empty: { text: '', list: [], object: {} },
        numbers: [0, -51, 0.9, 1e21, 5e-324, Number.MAX_SAFE_INTEGER],
        flags: [true, false],
        'key with / \\ # ? ä 😀': [[[{ deep: [null, 'x'] }]]],
        etag: 'x',
        PartitionKey: 'x',
        rowKey: 'x',
        timestamp: '2026-01-01T00:00:00Z',
        loneSurrogate: '\ud83d',
      };
      await store().commit(p, [insert('a', value), insert('b', {})]);
      expect((await read(store(), p, 'a')).value).toEqual(value);
      expect((await read(store(), p, 'b')).value).toEqual({});
    });

    it('returns any JSON as it was', async () => {
      const p = partition();
      let n = 0;
      await fc.assert(
        fc.asyncProperty(fc.json(), async (text) => {
          const value = { json: JSON.parse(text) as Json };
          const entity = await inserted(store(), p, `k${(n += 1)}`, value);
          expect(JSON.stringify(entity.value)).toBe(JSON.stringify(value));
        }),
        { numRuns: 50 },
      );
    });
  });
}

function describeConcurrency({ store, reopened, partition }: Context): void {
  describe('several writers', () => {
    it('lets exactly one insert a key', async () => {
      const p = partition();
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, writer) => store().commit(p, [insert('a', { writer })])),
      );
      expectOneWinner(results);
    });

    it('lets exactly one win each etag', async () => {
      const p = partition();
      const other = await reopened();
      let entity = await inserted(store(), p, 'a', { round: 0 });
      for (let round = 1; round <= 20; round += 1) {
        const results = await Promise.allSettled(
          Array.from({ length: 10 }, (_, writer) =>
            (writer % 2 && other ? other : store()).commit(p, [replace(entity, { round, writer })]),
          ),
        );
        const winner = expectOneWinner(results);
        entity = await read(store(), p, 'a');
        expect(entity.value).toEqual({ round, writer: winner });
      }
      await other?.close();
    });

    it('loses no step of a counter that many count', async () => {
      const p = partition();
      await store().commit(p, [insert('counter', { n: 0 })]);
      await Promise.all(Array.from({ length: 5 }, () => count(store(), p, 10)));
      expect((await read(store(), p, 'counter')).value).toEqual({ n: 50 });
    });

    it('shows another connection what is committed, and its conflicts', async () => {
      const other = await reopened();
      if (!other) return;
      const p = partition();
      const entity = await inserted(store(), p, 'a', { n: 1 });
      expect(await read(other, p, 'a')).toEqual(entity);
      await other.commit(p, [replace(entity, { n: 2 })]);
      await expect(store().commit(p, [replace(entity, { n: 3 })])).rejects.toThrow(ConflictError);
      await expect(store().commit(p, [insert('a')])).rejects.toThrow(ConflictError);
      expect((await read(store(), p, 'a')).value).toEqual({ n: 2 });
      await other.close();
    });
  });
}

/** A commit of the model: which keys, with what, and whether the etags are the current ones. */
const modelCommit = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'a/b', 'ä', '😀', 'z'),
    type: fc.constantFrom('insert' as const, 'replace' as const, 'delete' as const),
    current: fc.boolean(),
    n: fc.nat(),
  }),
  { selector: ({ key }) => key, minLength: 1, maxLength: 3 },
);

function describeModel({ store, partition }: Context): void {
  it('behaves as a map with conditions, whatever is committed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(modelCommit, { maxLength: 15 }), async (commits) => {
        const p = partition();
        let held = new Map<string, Entity>();
        for (const steps of commits) {
          const changes = steps.map(({ key, type, current, n }): Change => {
            if (type === 'insert') return insert(key, { n });
            const entity = (current ? held.get(key) : undefined) ?? stale(key);
            return type === 'replace' ? replace(entity, { n }) : remove(entity);
          });
          const legal = changes.every((change) =>
            change.type === 'insert' ? !held.has(change.key) : held.get(change.key)?.etag === change.etag,
          );
          const outcome = await store()
            .commit(p, changes)
            .catch((error: unknown) => error);
          if (legal) expect(outcome).toBeUndefined();
          else expect(outcome).toBeInstanceOf(ConflictError);
          const values = new Map([...held].map(([key, { value }]) => [key, value]));
          for (const change of legal ? changes : []) {
            if (change.type === 'delete') values.delete(change.key);
            else values.set(change.key, change.value);
          }
          held = new Map((await all(store(), p)).map((entity) => [entity.key, entity]));
          expect(new Map([...held].map(([key, { value }]) => [key, value]))).toEqual(values);
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);
}

function describeClosing(open: () => Promise<OpenedStore>): void {
  it('closes twice, and refuses to be used after', async () => {
    const { store, dispose } = await open();
    await store.commit('p', [insert('a')]);
    const unread = store.range('p');
    await store.close();
    await store.close();
    await expect(store.get('p', 'a')).rejects.toThrow(StorageError);
    await expect(store.commit('p', [insert('b')])).rejects.toThrow(StorageError);
    await expect(unread[Symbol.asyncIterator]().next()).rejects.toThrow(StorageError);
    await dispose();
  });
}

/** `count` inserts of "k00000" and on, from number `first`; each value names its key. */
export function inserts(first: number, count: number): Change[] {
  return Array.from({ length: count }, (_, at) => {
    const key = `k${String(first + at).padStart(5, '0')}`;
    return insert(key, { key });
  });
}

export async function all(store: EntityStore, partition: string, range?: KeyRange): Promise<Entity[]> {
  const entities: Entity[] = [];
  for await (const entity of store.range(partition, range)) entities.push(entity);
  return entities;
}

/** Adds 1 to the entity "counter" `times` times, reading again at each conflict. */
async function count(store: EntityStore, partition: string, times: number): Promise<void> {
  for (let done = 0; done < times;) {
    const counter = await read(store, partition, 'counter');
    try {
      await store.commit(partition, [replace(counter, { n: Number(counter.value['n']) + 1 })]);
      done += 1;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

async function keys(store: EntityStore, partition: string, range?: KeyRange): Promise<string[]> {
  return (await all(store, partition, range)).map(({ key }) => key);
}

async function read(store: EntityStore, partition: string, key: string): Promise<Entity> {
  const entity = await store.get(partition, key);
  if (!entity) throw new Error(`No entity ${key} in ${partition}`);
  expect(entity.key).toBe(key);
  return entity;
}

async function inserted(
  store: EntityStore,
  partition: string,
  key: string,
  value: JsonObject = {},
): Promise<Entity> {
  await store.commit(partition, [insert(key, value)]);
  return read(store, partition, key);
}

/** An entity that no store holds. The etag has the form that Azure Tables wants. */
function stale(key: string): Entity {
  return { key, etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"', value: {} };
}

/** An insert of ASCII text that counts exactly `bytes` bytes, an even number. */
function sized(partition: string, key: string, bytes: number): Change {
  const room = (bytes - entityBytes(partition, key, { text: '' })) / 2;
  return insert(key, { text: 'x'.repeat(room) });
}

function expectOneWinner(results: readonly PromiseSettledResult<void>[]): number {
  const losers = results.filter((result) => result.status === 'rejected');
  expect(losers).toHaveLength(results.length - 1);
  for (const { reason } of losers) expect(reason).toBeInstanceOf(ConflictError);
  return results.findIndex(({ status }) => status === 'fulfilled');
}

function within({ from = '', to }: KeyRange): (key: string) => boolean {
  return (key) => byCodePoint(key, from) >= 0 && (to === undefined || byCodePoint(key, to) < 0);
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}
