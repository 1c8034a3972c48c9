import {
  type Actor,
  audit,
  type Audited,
  type AuditedAct,
  auditedActs,
  readAudit,
  ways,
} from '../../src/audit/audit';
import { eachWithStore } from '../helpers/fixtures';

const stored = eachWithStore();
const anna: Actor = { by: 'anna@example.org', way: 'card' };
const bo: Actor = { by: 'bo@example.org', way: 'command' };
const second = (n: number) => new Date(Date.UTC(2026, 9, 12, 9, 0, n));

/** One commit with these actions at these times. */
const did = (partition: string, ...entries: readonly (readonly [Date, AuditedAct, Actor?])[]) =>
  stored.store.commit(
    partition,
    entries.map(([now, what, actor = anna]) => audit({ ...actor, what }, now)),
  );
const acts = async (...args: Parameters<typeof readAudit> extends [unknown, ...infer T] ? T : never) =>
  (await readAudit(stored.store, ...args)).map(({ what }) => what);

describe('entries', () => {
  it('say what they were given and when, and nothing of what does not apply', async () => {
    const full: Audited = {
      ...anna,
      what: 'deadline-moved',
      programmeId: 'prog',
      period: '2026-Q3',
      goalId: 'a',
      personId: bo.by,
      from: { at: ['2026-11-04'], none: null },
      to: '2026-11-11',
      reason: '”Sairaana”\u2028 | #?/',
    };
    await stored.store.commit('p', [audit(full, second(0)), audit({ ...bo, what: 'granted' }, second(1))]);
    expect(await readAudit(stored.store, ['p'])).toEqual([
      { at: '2026-10-12T09:00:00.000Z', ...full },
      { at: '2026-10-12T09:00:01.000Z', ...bo, what: 'granted' },
    ]);
  });

  it('of one moment are all kept, in one commit and from several at once', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () => did('p', [second(0), 'reminded'], [second(0), 'granted'])),
    );
    expect((await acts(['p'])).sort()).toEqual([...Array(5).fill('granted'), ...Array(5).fill('reminded')]);
  });

  it('are read in the order of time, in whatever order they were written and asked for', async () => {
    await did('b', [second(5), 'round-closed'], [second(1), 'round-opened']);
    await did('a', [second(9), 'round-reopened'], [second(2), 'reminded']);
    await did('c', [second(3), 'escalated']);
    const expected = ['round-opened', 'reminded', 'escalated', 'round-closed', 'round-reopened'];
    expect(await acts(['a', 'b', 'c'])).toEqual(expected);
    expect(await acts(new Set(['c', 'b', 'a']))).toEqual(expected);
    expect(await acts(['b'])).toEqual(['round-opened', 'round-closed']);
  });

  it('are not mixed up with what else is in the partition', async () => {
    await did('p', [second(0), 'granted']);
    const neighbours = ['audit', 'audit!', 'audit{', 'audit}x', 'auditor|x', 'atudit|x', 'AUDIT|x'];
    await stored.store.commit(
      'p',
      neighbours.map((key) => ({ type: 'insert', key, value: { at: '2026', what: 'granted' } })),
    );
    expect(await acts(['p'])).toHaveLength(1);
  });

  it('of no partitions, and of one that has none, are none', async () => {
    await did('p', [second(0), 'granted']);
    expect(await acts([])).toEqual([]);
    expect(await acts(['other'])).toEqual([]);
  });
});

describe('a range', () => {
  /** A millisecond before, at, and after nine o'clock. */
  const nine = second(0).getTime();
  beforeEach(() =>
    did(
      'p',
      [new Date(nine - 1), 'round-opened'],
      [new Date(nine), 'reminded'],
      [new Date(nine + 1), 'round-closed'],
    ),
  );
  const iso = (after: number) => new Date(nine + after).toISOString();

  it.each([
    ['from a moment on, that one included', { from: iso(0) }, ['reminded', 'round-closed']],
    ['before a moment, that one left out', { to: iso(0) }, ['round-opened']],
    ['of one millisecond', { from: iso(0), to: iso(1) }, ['reminded']],
    ['that begins and ends at the same moment', { from: iso(0), to: iso(0) }, []],
    ['that ends before it begins', { from: iso(1), to: iso(0) }, []],
    ['around all of them', { from: iso(-1), to: iso(2) }, ['round-opened', 'reminded', 'round-closed']],
    ['before all of them', { to: iso(-1) }, []],
    ['after all of them', { from: iso(2) }, []],
    ['of a day', { from: '2026-10-12', to: '2026-10-13' }, ['round-opened', 'reminded', 'round-closed']],
    ['of the next day', { from: '2026-10-13' }, []],
  ])('%s', async (_, filter, expected) => {
    expect(await acts(['p'], filter)).toEqual(expected);
  });

  it('holds for every partition', async () => {
    await did('q', [new Date(nine), 'granted'], [new Date(nine + 1), 'revoked']);
    expect((await acts(['p', 'q'], { from: iso(0), to: iso(1) })).sort()).toEqual(['granted', 'reminded']);
  });
});

describe('a filter', () => {
  beforeEach(async () => {
    await did('p', [second(0), 'granted'], [second(1), 'revoked', bo], [second(2), 'granted', bo]);
    await did('q', [second(3), 'revoked']);
  });
  const entries = async (filter: Parameters<typeof readAudit>[2]) =>
    (await readAudit(stored.store, ['p', 'q'], filter)).map(({ at }) => new Date(at).getUTCSeconds());

  it.each([
    ['nothing', {}, [0, 1, 2, 3]],
    ['who did it', { by: bo.by }, [1, 2]],
    ['what was done', { what: 'granted' as const }, [0, 2]],
    ['both', { by: bo.by, what: 'granted' as const }, [2]],
    ['both and a range', { by: anna.by, what: 'revoked' as const, from: second(1).toISOString() }, [3]],
    ['nobody who did anything', { by: 'anna@example.or' }, []],
  ])('by %s', async (_, filter, expected) => {
    expect(await entries(filter)).toEqual(expected);
  });
});

describe('the words', () => {
  it('of acts and ways are each there once', () => {
    for (const words of [auditedActs, ways]) expect(new Set(words).size).toBe(words.length);
  });
});
