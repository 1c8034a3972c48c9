import { goalInPeriod } from '../../src/goals/in-period';
import { goalSchema } from '../../src/goals/schema';
import { goalWith, text } from '../helpers/fixtures';

const told = (description: string, period: string) =>
  goalInPeriod(goalWith('a', { description: { fi: description } }), period).description?.fi;

test.each([
  ['Vuonna {year}', '2026', 'Vuonna 2026'],
  ['Vuosina {year}–{year+4}', '2026-Q3', 'Vuosina 2026–2030'],
  ['31.12.{year-1}', '2026-H1', '31.12.2025'],
  ['{year} ja {year}', '2026-M12', '2026 ja 2026'],
  [
    'Aina {years}, {year+}, {year+10}, { year } ja {muu}',
    '2026',
    'Aina {years}, {year+}, {year+10}, { year } ja {muu}',
  ],
  ['Ilman vuotta', '2026', 'Ilman vuotta'],
])('"%s" reads in %s "%s"', (description, period, expected) => {
  expect(told(description, period)).toBe(expected);
});

test('years are filled in wherever the goal has a text, in every language', () => {
  const label = { fi: 'Tilanne {year}', sv: 'Läget {year}', en: 'Status {year}' };
  const filled = { fi: 'Tilanne 2026', sv: 'Läget 2026', en: 'Status 2026' };
  const goal = goalSchema.parse({
    ...goalWith('a'),
    ...{ title: label, description: label, headings: [label], unit: label, actions: [label] },
    groups: [
      {
        ...{ id: 'table', kind: 'table', label, description: label },
        ...{ rows: [{ id: 'r', label }], columns: [{ id: 'c', label }] },
      },
    ],
    fields: [
      { ...text('one'), label, hint: label },
      { id: 'two', kind: 'single-choice', label, options: ['x', 'y'].map((id) => ({ id, label })) },
    ],
  });
  const inPeriod = goalInPeriod(goal, '2026');
  expect(JSON.stringify(inPeriod)).toBe(JSON.stringify(goal).replaceAll('{year}', '2026'));
  expect(inPeriod.title).toEqual(filled);
});

test('a goal without years is the same one, and a goal with years stays as it was', () => {
  const [without, having] = [goalWith('a'), goalWith('b', { description: { fi: '{year}' } })];
  expect(goalInPeriod(without, '2026')).toBe(without);
  goalInPeriod(having, '2026');
  expect(having.description).toEqual({ fi: '{year}' });
});
