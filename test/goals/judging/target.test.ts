import fc from 'fast-check';
import { type Baseline, type Target, targetSchema } from '../../../src/goals/schema';
import { type Figure, targetAttainment } from '../../../src/goals/judging/target';

type Comparator = NonNullable<Target['comparator']>;
const target = (value: number, comparator?: Comparator): Target => ({ raw: `${value}`, value, comparator });
const range = (low: number, high: number): Target =>
  targetSchema.parse({ raw: 'r', low, high, comparator: 'range' });
const baseline = (value: number): Baseline => ({ raw: `${value}`, value });
const judge = (
  from: number | undefined,
  to: Target,
  figure: number | Figure,
  direction?: 'up' | 'down' | 'keep',
) =>
  targetAttainment(
    { baseline: from === undefined ? undefined : baseline(from), direction },
    to,
    typeof figure === 'number' ? { value: figure } : figure,
  );
const at = (percent: number, more: object = {}) => ({
  assessable: true,
  percent,
  unclipped: percent,
  ...more,
});
const not = (reason: string) => ({ assessable: false, reason });

describe('from a baseline to a target', () => {
  const cases: [string, number, Target, number, object][] = [
    ['halfway up', 0, target(100), 50, at(50, { kept: false })],
    ['halfway down', 50, target(30), 40, at(50, { kept: false })],
    ['down to zero', 15, target(0), 3, at(80, { kept: false })],
    ['from a negative figure', -10, target(10), 0, at(50, { kept: false })],
    ['reached', 40, target(100), 100, at(100, { kept: true })],
    ['beyond', 40, target(100), 130, at(100, { unclipped: 150, kept: true })],
    ['beyond, lower is better', 5, target(4.8), 3.7, at(100, { unclipped: 650, kept: true })],
    ['the wrong way', 5, target(30), 0, at(0, { unclipped: -20, kept: false })],
    ['45 of 50 is exactly 90', 0, target(50), 45, at(90, { kept: false })],
    ['binary fractions do not show', 0, target(0.3), 0.1 + 0.2, at(100, { kept: true })],
    ['strictly below: equal is there, but not kept', 10, target(3, 'below'), 3, at(100, { kept: false })],
    ['strictly above: equal is there, but not kept', 0, target(60, 'above'), 60, at(100, { kept: false })],
    ['exactly: beyond is not kept', 0, target(10, 'exactly'), 12, at(100, { unclipped: 120, kept: false })],
    ['limit with slack: kept', 3, target(5, 'at-most'), 4, at(100, { kept: true })],
    ['limit with slack: exceeded', 3, target(5, 'at-most'), 10, at(50, { kept: false })],
    ['floor with slack: undercut', 10, target(5, 'at-least'), 4, at(80, { kept: false })],
  ];
  test.each(cases)('%s', (_what, from, to, value, expected) => {
    expect(judge(from, to, value)).toEqual(expected);
  });
});

describe('without a baseline', () => {
  const cases: [string, Target, number, object][] = [
    ['nobody guesses the side', target(80), 60, not('no-side')],
    ['at least', target(80, 'at-least'), 60, at(75, { kept: false })],
    ['at least, beyond', target(6, 'at-least'), 6.76, at(100, { unclipped: 112.666666667, kept: true })],
    ['at least, negative figure', target(10, 'at-least'), -51, at(0, { unclipped: -510, kept: false })],
    ['at most, kept', target(95, 'at-most'), 95, at(100, { kept: true })],
    ['at most, exceeded', target(95, 'at-most'), 190, at(50, { kept: false })],
    ['at most, far below', target(95, 'at-most'), -3, at(100, { kept: true })],
    ['below, kept', target(1.6, 'below'), 1.4, at(100, { kept: true })],
    ['below, equal', target(190, 'below'), 190, at(100, { kept: false })],
    ['above, equal', target(90, 'above'), 90, at(100, { kept: false })],
    ['above, kept', target(90, 'above'), 97.1, at(100, { unclipped: 107.888888889, kept: true })],
    ['exactly', target(10, 'exactly'), 10, at(100, { kept: true })],
    ['exactly, above', target(10, 'exactly'), 20, at(50, { kept: false })],
    ['exactly, below', target(10, 'exactly'), 5, at(50, { kept: false })],
    ['negative target, at least, kept', target(-10, 'at-least'), -5, at(100, { kept: true })],
    ['negative target, at least, missed', target(-10, 'at-least'), -20, at(50, { kept: false })],
    ['negative target, at most, kept', target(-10, 'at-most'), -15, at(100, { unclipped: 150, kept: true })],
    ['negative target, at most, missed', target(-10, 'at-most'), -5, at(50, { kept: false })],
    ['zero target, kept', target(0, 'at-most'), 0, at(100, { kept: true })],
    ['zero target, not kept', target(0, 'at-most'), 2, at(0, { kept: false })],
    ['missing target', { raw: 'määritellään' }, 5, not('no-target')],
  ];
  test.each(cases)('%s', (_what, to, value, expected) => {
    expect(judge(undefined, to, value)).toEqual(expected);
  });
  test('the direction stands in for a missing comparator', () => {
    expect(judge(undefined, target(10), 20, 'up')).toEqual(at(100, { unclipped: 200, kept: true }));
    expect(judge(undefined, target(10), 20, 'down')).toEqual(at(50, { kept: false }));
    expect(judge(undefined, target(10), 20, 'keep')).toEqual(at(0, { kept: false }));
  });
});

describe('a range', () => {
  const cases: [string, Target, number, object][] = [
    ['inside', range(98, 100), 99, at(100, { kept: true })],
    ['low end', range(98, 100), 98, at(100, { kept: true })],
    ['high end', range(98, 100), 100, at(100, { kept: true })],
    ['below', range(98, 100), 49, at(50, { kept: false })],
    ['above', range(5, 10), 20, at(50, { kept: false })],
    ['below zero', range(-5, 10), -10, at(50, { kept: false })],
    ['below a low end of zero', range(0, 10), -1, at(0, { kept: false })],
  ];
  test.each(cases)('%s', (_what, to, value, expected) => {
    expect(judge(undefined, to, value)).toEqual(expected);
    expect(judge(1, to, value)).toEqual(expected);
  });
});

describe('baseline equal to target', () => {
  const cases: [string, Target, number, object][] = [
    ['kept', target(100, 'at-least'), 100, at(100, { kept: true })],
    ['not kept', target(100, 'at-least'), 99, at(0, { kept: false })],
    ['zero kept', target(0, 'at-most'), 0, at(100, { kept: true })],
    ['strictly', target(3, 'below'), 3, at(0, { kept: false })],
    ['no side', target(100), 100, not('no-side')],
  ];
  test.each(cases)('%s', (_what, to, value, expected) => {
    expect(judge(to.value, to, value)).toEqual(expected);
  });
});

describe('a figure that is only a bound', () => {
  const below3: Figure = { value: 3, comparator: 'below' };
  const atMost3: Figure = { value: 3, comparator: 'at-most' };
  const above90: Figure = { value: 90, comparator: 'above' };
  const kept = at(100, { kept: true });
  const cases: [string, number | undefined, Target, Figure, object][] = [
    ['"<3" keeps "below 3"', 3, target(3, 'below'), below3, kept],
    ['"<3" keeps "at most 3"', undefined, target(3, 'at-most'), below3, kept],
    ['"≤3" keeps "at most 3"', undefined, target(3, 'at-most'), atMost3, kept],
    ['"≤3" may not keep "below 3"', undefined, target(3, 'below'), atMost3, not('bound-undecided')],
    ['"<5" may not keep "below 3"', 10, target(3, 'below'), { ...below3, value: 5 }, not('bound-undecided')],
    ['"<3" reaches 3 from 10', 10, target(3), below3, kept],
    ['">90" keeps "above 90"', undefined, target(90, 'above'), above90, kept],
    ['">90" says nothing of "at most 95"', undefined, target(95, 'at-most'), above90, not('bound-undecided')],
    ['">90" says nothing of 98–100', undefined, range(98, 100), above90, not('bound-undecided')],
    ['">90" says nothing of "exactly 95"', undefined, target(95, 'exactly'), above90, not('bound-undecided')],
    [
      '"<3" surely misses, but not by how much',
      undefined,
      target(12, 'at-least'),
      below3,
      not('bound-undecided'),
    ],
    ['"<3" surely does not keep 12', 12, target(12, 'at-least'), below3, at(0, { kept: false })],
  ];
  test.each(cases)('%s', (_what, from, to, figure, expected) => {
    expect(judge(from, to, figure)).toEqual(expected);
  });
});

const figures = fc.integer({ min: -10_000, max: 10_000 }).map((n) => n / 10);
const comparators = fc.constantFrom<Comparator | undefined>(
  undefined,
  'at-least',
  'at-most',
  'above',
  'below',
  'exactly',
);

test('stays between 0 and 100, and is the clipped figure', () => {
  fc.assert(
    fc.property(
      fc.option(figures, { nil: undefined }),
      figures,
      comparators,
      figures,
      (from, to, comparator, value) => {
        const result = judge(from, target(to, comparator), value);
        if (!result.assessable) return;
        expect(result.percent).toBe(Math.min(100, Math.max(0, result.unclipped)));
      },
    ),
  );
});

test('turning all signs round changes nothing', () => {
  const turned = { 'at-least': 'at-most', 'at-most': 'at-least', above: 'below', below: 'above' } as const;
  const sides = fc.constantFrom(...(Object.keys(turned) as (keyof typeof turned)[]));
  fc.assert(
    fc.property(fc.option(figures, { nil: undefined }), figures, sides, figures, (from, to, side, value) => {
      const there = judge(from, target(to, side), value);
      const back = judge(from === undefined ? undefined : -from, target(-to, turned[side]), -value);
      expect(back).toEqual(there);
    }),
  );
});

test('a figure that keeps its target is at 100, one that is worse is never at more than a better one', () => {
  fc.assert(
    fc.property(fc.option(figures, { nil: undefined }), figures, figures, figures, (from, to, a, b) => {
      const [worse, better] = [
        judge(from, target(to, 'at-least'), Math.min(a, b)),
        judge(from, target(to, 'at-least'), Math.max(a, b)),
      ];
      if (!worse.assessable || !better.assessable) return;
      expect(worse.percent).toBeLessThanOrEqual(better.percent);
      if (worse.kept) expect(worse.percent).toBe(100);
    }),
  );
});
