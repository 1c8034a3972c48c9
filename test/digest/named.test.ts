/** Which goals a digest names, and in which order. */
import { changesAgainst, byId, type PeriodChanges } from '../../src/digest/changes';
import { falls, furthest, namedGoals, redGoals, rises, supportGoals } from '../../src/digest/named';
import { type Standing } from '../../src/digest/standings';
import { type Light } from '../../src/goals/schema';

const standing = (id: string, light: Light, percent?: number, asking?: number): Standing => ({
  ...{ id, code: id, title: { fi: id }, unit: { fi: 'U' }, division: { fi: 'D' }, completeness: 'answered' },
  ...{ light, computed: light },
  ...(percent !== undefined && { percent }),
  ...(asking !== undefined && { support: { asking, of: 3 } }),
});

/** Each goal as [id, light and per cent before, light and per cent now, tasks that do not proceed before and now]. */
function changes(
  ...goals: readonly (readonly [
    id: string,
    light: Light,
    percent?: number | undefined,
    now?: Light,
    percentNow?: number,
    asking?: number | undefined,
    askingNow?: number,
  ])[]
): PeriodChanges {
  const then = goals.map(([id, light, percent, , , asking]) => standing(id, light, percent, asking));
  const now = goals.map(([id, before, , light = before, percent, , asking]) =>
    standing(id, light, percent, asking),
  );
  return changesAgainst(byId(then), now);
}
const ids = (goals: readonly { readonly id: string }[]) => goals.map(({ id }) => id).join(' ');

const digest = changes(
  ['slight', 'green', 92, 'yellow', 89],
  ['deep', 'green', 100, 'yellow', 55],
  ['to-red', 'yellow', 50, 'red', 49],
  ['far', 'red', 20, 'red', 0],
  ['near', 'red', 20, 'red', 45],
  ['unknown', 'red', undefined, 'red'],
  ['up', 'yellow', 60, 'green', 95],
  ['way-up', 'red', 10, 'green', 95],
  ['first', 'not-answered', undefined, 'red', 10],
  ['same', 'green', 95, 'green', 96],
);

it('names falls to red first, then the deepest, and rises from the highest', () => {
  expect(ids(falls(digest))).toBe('to-red deep slight');
  expect(ids(rises(digest))).toBe('way-up up');
});

it('lists every red goal: those that turned red, then the furthest from the target, those without a figure last', () => {
  expect(ids(redGoals(digest))).toBe('to-red far first near unknown');
  expect(ids(furthest(digest.stillRed))).toBe('far near unknown');
});

it('lists new requests for support before old ones', () => {
  const asking = changes(
    ['still', 'green', 95, 'green', 95, 1, 2],
    ['first', 'green', 95, 'green', 95, undefined, 1],
    ['new', 'green', 95, 'green', 95, 0, 1],
    ['no-more', 'green', 95, 'green', 95, 1, 0],
  );
  expect(ids(supportGoals(asking))).toBe('new first still');
});

it('names three of each list at most, however many there are', () => {
  const many = changes(
    ...Array.from({ length: 50 }, (_, index) => [`g${index}`, 'yellow', 50, 'red', index % 50] as const),
  );
  expect(namedGoals(many)).toHaveLength(3);
  expect(namedGoals(digest).includes('same')).toBe(false);
});
