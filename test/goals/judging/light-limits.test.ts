/** The figures at which a light changes, checked against the light that the figures themselves get. */
import fc from 'fast-check';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Field, fieldSchema } from '../../../src/goals/schema';
import { measureAttainment } from '../../../src/goals/judging/attainment';
import { lightOf } from '../../../src/goals/judging/light';
import { lightLimits } from '../../../src/goals/judging/light-limits';
import { estimate } from '../../helpers/fixtures';

const thresholds = { green: 90, yellow: 50 };
const measure = (target: object | undefined, more: object = {}): Field =>
  fieldSchema.parse(
    estimate('m', {
      ...{ kind: 'number', role: 'measure', ...more },
      ...(target && { targets: [{ raw: 'x', ...target }] }),
    }),
  );

it.each([
  ['at least 60', measure({ value: 60, comparator: 'at-least' }), { better: 'up', green: 54, yellow: 30 }],
  [
    'at most 6.75',
    measure({ value: 6.75, comparator: 'at-most' }),
    { better: 'down', green: 7.5, yellow: 13.5 },
  ],
  [
    'from 40 up to 100',
    measure({ value: 100 }, { baseline: { raw: '40', value: 40 } }),
    { better: 'up', green: 94, yellow: 70 },
  ],
  [
    'from 20 down to 10',
    measure({ value: 10 }, { baseline: { raw: '20', value: 20 } }),
    { better: 'down', green: 11, yellow: 15 },
  ],
  [
    'a limit that the baseline keeps already',
    measure({ value: 9, comparator: 'at-most' }, { baseline: { raw: '5', value: 5 } }),
    { better: 'down', green: 10, yellow: 18 },
  ],
  ['at least −9', measure({ value: -9, comparator: 'at-least' }), { better: 'up', green: -10, yellow: -18 }],
  [
    'a task’s progress',
    measure(undefined, { kind: 'percent', role: 'progress' }),
    { better: 'up', green: 90, yellow: 50 },
  ],
  ['a scale', measure(undefined, { kind: 'scale', min: 0, max: 2 }), { better: 'up', green: 1.8, yellow: 1 }],
])('of %s', (_, field, limits) => {
  expect(lightLimits(field, thresholds)).toEqual(limits);
});

it('of a measure that adds up are those of the elapsed share of the year', () => {
  const births = measure({ value: 400, comparator: 'at-least' }, { accumulates: true });
  expect(lightLimits(births, thresholds, 0.25)).toEqual({ better: 'up', green: 90, yellow: 50 });
});

it.each([
  ['no target', measure(undefined)],
  ['a target without a side', measure({ value: 20 })],
  ['a range', measure({ low: 98, high: 100, comparator: 'range' })],
  ['exactly', measure({ value: 5, comparator: 'exactly' })],
  ['a figure to keep', measure({ value: 5 }, { direction: 'keep' })],
  ['a target of 0', measure({ value: 0, comparator: 'at-most' })],
])('there are none of %s', (_, field) => {
  expect(lightLimits(field, thresholds)).toBeUndefined();
});

it('every figure on either side of them has the light that they say', () => {
  const figure = fc.integer({ min: -200, max: 200 }).filter((value) => value !== 0);
  const target = fc.record(
    { value: figure, comparator: fc.constantFrom('at-least', 'at-most', 'above', 'below') },
    { requiredKeys: ['value', 'comparator'] },
  );
  const more = fc.record(
    { baseline: figure.map((value) => ({ raw: 'x', value })), accumulates: fc.constant(true as const) },
    { requiredKeys: [] },
  );
  const property = fc.property(
    target,
    more,
    figure,
    fc.constantFrom(0.25, 0.5, 1),
    (to, rest, value, elapsed) => {
      const field = measure(to, rest);
      const limits = lightLimits(field, thresholds, elapsed);
      const attainment = measureAttainment(field, { raw: 'x', value }, elapsed);
      if (!limits || !attainment.assessable) return;
      expect(lightOf(attainment.percent, thresholds)).toBe(lightBy(limits, value));
    },
  );
  fc.assert(property, { numRuns: 2000 });
});

it('of the seeds’ measures, those with one figure and a side have them', () => {
  const fields = seedFolders().flatMap((folder) => readSeed(folder).goals.flatMap((goal) => goal.fields));
  const having = fields
    .filter(({ role }) => role === 'measure')
    .filter((field) => lightLimits(field, thresholds));
  expect(having.length).toBeGreaterThan(40);
});

function lightBy({ better, green, yellow }: NonNullable<ReturnType<typeof lightLimits>>, value: number) {
  const sign = better === 'up' ? 1 : -1;
  const near = 1e-9 * Math.max(1, Math.abs(value));
  if (sign * (value - green) > near) return 'green';
  return sign * (value - yellow) > -near ? 'yellow' : 'red';
}
