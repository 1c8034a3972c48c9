import { type Movement, movementOf } from '../../../src/goals/judging/movement';
import { type Field, fieldSchema, type Target } from '../../../src/goals/schema';

const field = (changes: Partial<Field> = {}): Field =>
  fieldSchema.parse({ id: 'f', kind: 'number', label: { fi: 'Mittari' }, role: 'measure', ...changes });
const target = (changes: Partial<Target>): Field['targets'] => [{ raw: 'x', ...changes }];

const cases: readonly (readonly [string, Field, number, number, Movement | undefined])[] = [
  ['more of at least 10', field({ targets: target({ value: 10, comparator: 'at-least' }) }), 5, 6, 'better'],
  ['more of at most 10', field({ targets: target({ value: 10, comparator: 'at-most' }) }), 5, 6, 'worse'],
  ['less of "alle 10"', field({ targets: target({ raw: 'alle 10', value: 10 }) }), 12, 11, 'better'],
  [
    'less towards a target below the baseline',
    field({ baseline: { raw: '50', value: 50 }, targets: target({ value: 30 }) }),
    ...([45, 43] as const),
    'better',
  ],
  ['more of what says no side', field({ targets: target({ value: 10 }) }), 5, 6, undefined],
  ['more without a target', field(), 5, 6, undefined],
  ['less where less is wanted', field({ direction: 'down' }), 5, 4, 'better'],
  [
    'nearer to what should be kept',
    field({ direction: 'keep', targets: target({ value: 100 }) }),
    110,
    99,
    'better',
  ],
  [
    'away from what should be kept',
    field({ targets: target({ value: 6, comparator: 'exactly' }) }),
    6,
    7,
    'worse',
  ],
  ['into a range', field({ targets: target({ comparator: 'range', low: 98, high: 100 }) }), 97, 99, 'better'],
  [
    'within a range',
    field({ targets: target({ comparator: 'range', low: 98, high: 100 }) }),
    98,
    99,
    undefined,
  ],
  [
    'to what two targets disagree about',
    field({
      targets: [
        { raw: 'yli 3', value: 3 },
        { raw: 'alle 9', value: 9 },
      ],
    }),
    ...([5, 6] as const),
    undefined,
  ],
  [
    'a higher estimate, whatever its target',
    field({ role: 'confidence', targets: target({ raw: 'alle 9', value: 9 }) }),
    5,
    6,
    'better',
  ],
  ['less progress', field({ role: 'progress' }), 90, 80, 'worse'],
  ['from no to yes', field({ kind: 'yes-no' }), 0, 1, 'better'],
  ['to the same figure', field({ direction: 'up' }), 5, 5, undefined],
];

it.each(cases)('%s', (_, asked, from, to, movement) => {
  expect(movementOf(asked, from, to)).toBe(movement);
});
