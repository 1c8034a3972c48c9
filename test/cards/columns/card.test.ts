/** The card that asks what columns hold is valid in Teams, whatever the table is like, and shows every column once. */
import { columnsCardData, type ColumnsCardSource, pageOfColumn } from '../../../cards/columns/data';
import { render } from '../../../cards/render';
import { wordingFor } from '../../../bot/views/wording';
import { locales } from '../../../src/goals/schema';
import { columnLetters } from '../../../src/import/file/sheet';
import { columnMeanings, type MappedColumn } from '../../../src/import/table/imported';
import { neverRefused, wrongWith } from '../../helpers/card-faults';
import { faultsIn, writtenElsewhere } from '../../helpers/faults-in-cards';
import { buttonsOf, valuesOf } from '../../helpers/pressing';

const marker = '**[click](https://evil.example)** ${title} <at>all</at>';
const long = `${marker} ${'å'.repeat(2_000)}`;
const tableOf = (count: number, text = long): MappedColumn[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ column: columnLetters(index), key: `k${index}`, text, examples: [text, marker, '1 %'] },
    meaning: columnMeanings[index % columnMeanings.length]!,
  }));
const sourceOf = (columns: readonly MappedColumn[], more: Partial<ColumnsCardSource> = {}) => ({
  ...{ file: '0b1c8a3e-6f44-4c1e-9a55-0e1f6c3a7b21', fileName: long, columns, page: 0, ...more },
  meanings: Object.fromEntries(columns.map(({ column, meaning }) => [column, meaning!])),
  twice: columns.map(({ column }) => column),
});
const banner = { text: long, style: 'attention' } as const;
const sources: Record<string, ColumnsCardSource> = {
  'with everything wrong': sourceOf(tableOf(12), { banner }),
  'of a wide table': sourceOf(tableOf(200), { banner, page: 3 }),
  'of a page that there is not': sourceOf(tableOf(30), { page: 1_000 }),
  'without cells': sourceOf(tableOf(3).map((column) => ({ ...column, examples: [] }))),
};

it.each(locales)('keeps the rules for cards in %s', (locale) => {
  const wording = wordingFor(locale);
  const drawn = Object.entries(sources).map(
    ([name, source]) => [name, render('columns', columnsCardData(source, wording))] as const,
  );
  // The heading of a column is the label of its input.
  const isLabel = (place: string) => place.endsWith('.label');
  const faults = faultsIn(drawn, (card) => [
    ...wrongWith(card, neverRefused).filter((wrong) => !wrong.includes('evil.example')),
    ...writtenElsewhere(card, isLabel),
  ]);
  expect(faults).toEqual([]);
});

it('shows every column once over its pages, with what is selected', () => {
  const wording = wordingFor('fi');
  const columns = tableOf(60, 'Sitova tavoite 2026');
  const seen: [string, string][] = [];
  for (let page = 0; ; page += 1) {
    const card = render('columns', columnsCardData(sourceOf(columns, { page }), wording));
    const inputs = Object.entries(valuesOf(card));
    expect(inputs.length).toBeLessThanOrEqual(12);
    for (const [id] of inputs) expect(pageOfColumn(columns, id.split(':')[1]!, wording)).toBe(page);
    seen.push(...inputs);
    if (!buttonsOf(card).some(({ data }) => data['to'] === page + 1)) break;
  }
  expect(seen).toEqual(columns.map(({ column, meaning }) => [`column:${column}`, meaning]));
});
