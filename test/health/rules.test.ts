import { type Finding } from '../../src/health/finding';
import { type Observed, type RoundsObserved } from '../../src/health/observed';
import { findingsIn, gapBetween, healthLimits } from '../../src/health/rules';

const now = new Date('2026-10-12T09:00:00.000Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const minute = 60_000;
const day = 24 * 60 * minute;
const well: RoundsObserved = {
  overdue: [],
  cutOff: [],
  asked: 100,
  unreached: 0,
  waiting: { count: 0, attempts: 0 },
};

const found = (observed: Partial<Observed>) => findingsIn({ now, ...observed });
const inRounds = (rounds: Partial<RoundsObserved>) => found({ rounds: { ...well, ...rounds } });
const briefly = (findings: readonly Finding[]) => findings.map(({ id, severity }) => `${id} ${severity}`);

it('nothing is found where all is well, and nothing of what was not looked at', () => {
  const secretExpires = new Date(now.getTime() + 31 * day);
  const store = { readMs: 3, writeMs: 250 };
  expect(findingsIn({ now })).toEqual([]);
  expect(
    found({
      lastTick: ago(minute),
      rounds: well,
      store,
      secretExpires,
      diskFreeBytes: 2 ** 40,
      clockAheadMs: 900,
    }),
  ).toEqual([]);
});

it('a tick is late after five minutes; a store on which nothing ever ticked is not late', () => {
  expect(found({ lastTick: ago(5 * minute) })).toEqual([]);
  expect(found({ lastTick: ago(5 * minute + 1) })).toEqual([
    {
      id: 'tick-late',
      severity: 'broken',
      figures: { from: '2026-10-12T08:54:59.999Z', to: now.toISOString(), minutes: 5 },
    },
  ]);
  expect(gapBetween(ago(4 * minute), now)).toBeUndefined();
});

it.each([
  ['send', 1],
  ['work', 5],
  ['watch', 5],
  ['people', 15],
])('"%s" stands still after %i minutes without a sign of life', (part, most) => {
  expect(found({ parts: [{ part, stillMs: most * minute - 1 }] })).toEqual([]);
  const parts = [
    { part: 'another', stillMs: day },
    { part, stillMs: most * minute },
  ];
  const figures = { part, minutes: most };
  expect(found({ parts })).toEqual([{ id: 'stands-still', severity: 'broken', figures }]);
});

it('overdue digests are one finding, since the first of them', () => {
  const name = { programmeId: 'prog', period: '2026-Q3' };
  const overdue = [
    { ...name, since: '2026-10-12T06:00:00.000Z', why: 'failed' as const },
    { ...name, period: '2026-Q2', since: '2026-10-12T05:00:00.000Z', why: 'not-made' as const },
  ];
  expect(inRounds({ overdue })).toEqual([
    {
      id: 'digest-overdue',
      severity: 'broken',
      figures: { count: 2, since: '2026-10-12T05:00:00.000Z' },
      rounds: [name, { ...name, period: '2026-Q2' }],
    },
  ]);
});

it.each([
  [100, 5, false],
  [100, 6, true],
  [10, 1, false],
  [10, 2, true],
  [0, 0, false],
])('of %s persons %s unreached: told is %s', (asked, unreached, told) => {
  expect(briefly(inRounds({ asked, unreached }))).toEqual(told ? ['undeliverable warning'] : []);
});

it('the share of persons is a setting', () => {
  const limits = { ...healthLimits, unreachedShare: 0.2 };
  const rounds = { ...well, unreached: 20 };
  expect(findingsIn({ now, rounds }, limits)).toEqual([]);
  expect(findingsIn({ now, rounds: { ...rounds, unreached: 21 } }, limits)).toHaveLength(1);
});

it('messages wait too long after half an hour, or after ten attempts', () => {
  const waiting = (count: number, ms: number, attempts: number) =>
    briefly(inRounds({ waiting: { count, attempts, oldest: ago(ms).toISOString() } }));
  expect(waiting(10_000, 30 * minute, 9)).toEqual([]);
  expect(waiting(1, 31 * minute, 0)).toEqual(['messages-waiting broken']);
  expect(briefly(inRounds({ waiting: { count: 1, attempts: 10 } }))).toEqual(['messages-waiting broken']);
});

it('an opening that was cut off is named', () => {
  const cutOff = [{ programmeId: 'prog', period: '2026-Q3' }];
  expect(inRounds({ cutOff })).toMatchObject([
    { id: 'opening-cut-off', figures: { count: 1 }, rounds: cutOff },
  ]);
});

it('groups that could not be read are told of together, with the reason if they have one', () => {
  const group = (name: string, why: 'gone' | 'large') => ({ name, why, since: '2026-10-11' });
  expect(found({ unreadGroups: [] })).toEqual([]);
  expect(found({ unreadGroups: [group('Board', 'gone')] })).toEqual([
    {
      ...{ id: 'group-unread', severity: 'warning' },
      figures: { count: 1, groups: 'Board', why: 'gone', since: '2026-10-11' },
    },
  ]);
  expect(found({ unreadGroups: [group('Board', 'gone'), group('Staff', 'large')] })).toMatchObject([
    { figures: { count: 2, groups: 'Board, Staff', why: 'several' } },
  ]);
});

it('a secret is told of thirty days before its end, and one that ended is broken', () => {
  const ending = (ms: number) => found({ secretExpires: new Date(now.getTime() + ms) });
  expect(ending(30 * day + 1)).toEqual([]);
  expect(ending(30 * day)).toMatchObject([{ severity: 'warning', figures: { days: 30 } }]);
  expect(ending(1)).toMatchObject([{ severity: 'warning', figures: { days: 0 } }]);
  expect(ending(0)).toMatchObject([{ severity: 'broken', figures: { days: 0 } }]);
  expect(ending(-40 * day)).toMatchObject([{ severity: 'broken', figures: { days: 0 } }]);
});

it('a slow read and a slow write are a slow store', () => {
  expect(found({ store: { readMs: 250, writeMs: 250 } })).toEqual([]);
  expect(found({ store: { readMs: 250.6, writeMs: 1 } })).toMatchObject([
    { figures: { readMs: 251, writeMs: 1 } },
  ]);
  expect(briefly(found({ store: { readMs: 1, writeMs: 251 } }))).toEqual(['store-slow warning']);
});

it('a disk is told of below a gibibyte, and is broken below a hundred mebibytes', () => {
  const free = (mebibytes: number) => briefly(found({ diskFreeBytes: mebibytes * 1024 * 1024 }));
  expect([free(1024), free(1023), free(99)]).toEqual([[], ['disk-full warning'], ['disk-full broken']]);
});

describe('the clock', () => {
  it('is compared with that of the store, fast or slow', () => {
    const ahead = (ms: number) => found({ clockAheadMs: ms });
    expect([ahead(60_000), ahead(-60_000)]).toEqual([[], []]);
    expect(ahead(61_000)).toMatchObject([{ severity: 'warning', figures: { aheadSeconds: 61 } }]);
    expect(ahead(-301_000)).toMatchObject([{ severity: 'broken', figures: { aheadSeconds: -301 } }]);
  });

  it('is wrong where the latest tick lies in the future', () => {
    expect(briefly(found({ lastTick: ago(-2 * minute) }))).toEqual(['clock-wrong warning']);
    expect(briefly(found({ lastTick: ago(-2 * minute), clockAheadMs: 0 }))).toEqual(['clock-wrong warning']);
  });
});
