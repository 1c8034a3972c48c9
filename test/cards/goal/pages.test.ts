/** How a person's fields are split into pages; that the pages are small enough is tested in card.test.ts. */
import { describe, expect, it } from '@jest/globals';
import { goalPages } from '../../../cards/goal/pages';
import { readSeed, seedFolders } from '../../../seeds/read';
import { type Field, type Goal, goalSchema } from '../../../src/goals/schema';

const seeds = seedFolders().map(readSeed);
const { programme } = seeds[0]!;
const ids = (pages: readonly (readonly Field[])[]) => pages.map((page) => page.map(({ id }) => id));

const text = (id: string, more: object = {}) => ({ id, kind: 'text', label: { fi: id }, ...more });
const option = (id: string) => ({ id, label: { fi: id } });

function goalWith(fields: readonly object[], groups: readonly object[] = []): Goal {
  const rest = { title: { fi: 'Tavoite' }, headings: [{ fi: 'Toimiala' }], owners: ['a@example.org'] };
  return goalSchema.parse({ id: 'goal', code: '1', ...rest, fields, groups });
}

const pagesOf = (goal: Goal) => ids(goalPages(goal, goal.fields, programme));

describe('the pages of a goal', () => {
  it.each(seeds)('hold every field once and in order: $programme.id', ({ programme, goals }) => {
    for (const goal of goals) {
      const pages = goalPages(goal, goal.fields, programme);
      expect(pages.flat()).toEqual(goal.fields);
      expect(pages.filter((page) => page.length === 0)).toEqual([]);
    }
  });

  it.each(seeds)('keep rows of a table whole: $programme.id', ({ programme, goals }) => {
    for (const goal of goals)
      for (const { id } of goal.groups.filter(({ rows }) => rows)) {
        const pages = goalPages(goal, goal.fields, programme);
        const rowsOn = pages.map(
          (page) => new Set(page.flatMap(({ group, row }) => (group === id && row ? [row] : []))),
        );
        const rows = rowsOn.flatMap((each) => [...each]);
        expect(new Set(rows).size).toBe(rows.length);
      }
  });

  it.each(seeds)(
    'are one for most goals, unless a goal asks for several long texts: $programme.id',
    (seed) => {
      const several = seed.goals.filter((goal) => {
        const letters = goal.fields.reduce(
          (sum, { kind, maxLength }) => sum + (kind === 'text' ? (maxLength ?? 5000) : 0),
          0,
        );
        return letters < 6000 && goalPages(goal, goal.fields, seed.programme).length > 1;
      });
      expect(several.length).toBeLessThan(seed.goals.length / 2);
    },
  );

  it('hold three texts of 5,000 characters each, and more short ones', () => {
    const long = ['a', 'b', 'c', 'd', 'e'];
    expect(pagesOf(goalWith(long.map((id) => text(id))))).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    expect(pagesOf(goalWith(long.map((id) => text(id, { maxLength: 200 }))))).toEqual([long]);
  });

  it('start a new page rather than part a group that fits on one', () => {
    const inGroup = { group: 'task' };
    const fields = [text('first'), text('second'), text('a', inGroup), text('b', inGroup)];
    const group = { id: 'task', kind: 'task', label: { fi: 'Tehtävä' } };
    expect(pagesOf(goalWith(fields, [group]))).toEqual([
      ['first', 'second'],
      ['a', 'b'],
    ]);
  });

  it('part a group that fits on none, and fill the page before it', () => {
    const inGroup = { group: 'section' };
    const fields = [
      text('first', { maxLength: 100 }),
      ...['a', 'b', 'c', 'd', 'e'].map((id) => text(id, inGroup)),
    ];
    const group = { id: 'section', kind: 'section', label: { fi: 'Osio' } };
    expect(pagesOf(goalWith(fields, [group]))).toEqual([
      ['first', 'a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  it('part a large table between its rows', () => {
    const rows = Array.from({ length: 30 }, (_, index) => option(`row${index}`));
    const columns = ['a', 'b', 'c', 'd'].map(option);
    const fields = rows.flatMap((row) =>
      columns.map((column) => ({
        id: `${row.id}-${column.id}`,
        kind: 'number',
        label: { fi: column.id },
        group: 'table',
        row: row.id,
        column: column.id,
      })),
    );
    const pages = pagesOf(
      goalWith(fields, [{ id: 'table', kind: 'table', label: { fi: 'Taulukko' }, rows, columns }]),
    );
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.length % columns.length).toBe(0);
  });

  it('give a page to a single field that is too large for any', () => {
    const options = Array.from({ length: 60 }, (_, index) => ({
      id: `option${index}`,
      label: { fi: `${'Vaihtoehto '.repeat(45)}${index}` },
    }));
    const fields = [
      { id: 'choice', kind: 'single-choice', label: { fi: 'Valinta' }, options },
      text('after', { maxLength: 100 }),
    ];
    expect(pagesOf(goalWith(fields))).toEqual([['choice'], ['after']]);
  });
});
