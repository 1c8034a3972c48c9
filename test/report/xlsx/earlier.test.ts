/** A second round: earlier values beside the new ones, tasks by their states, and the report of a year. */
import readXlsxFile from 'read-excel-file/node';
import { type DigestSource } from '../../../src/digest/digest';
import { type Layout, type Programme } from '../../../src/goals/schema';
import { workbookOf } from '../../../src/report/xlsx/workbook';
import { type Raws, sourceOf } from '../../digest/fixtures';
import { goalWith, programmeWith, text } from '../../helpers/fixtures';
import { options } from '../seed-sources';

type Cell = string | number | Date | null;
const states: Programme['workStates'] = [
  { id: 'as-planned', label: { fi: 'Etenee' }, light: 'green' },
  { id: 'needs-support', label: { fi: 'Ei etene' }, light: 'red' },
];
const target = [{ raw: '900', value: 900, comparator: 'at-most' as const }];
const queue = {
  id: 'queue',
  kind: 'number',
  label: { fi: 'Jonossa' },
  role: 'measure',
  targets: target,
} as const;
const task = { group: 'task', label: { fi: 'Tilanne' } } as const;
const goal = goalWith('a', {
  groups: [{ id: 'task', kind: 'task', label: { fi: 'Remontti' } }],
  fields: [
    queue,
    { ...task, id: 'progress', kind: 'percent', role: 'progress' },
    { ...task, id: 'state', kind: 'work-state', role: 'state' },
    { ...text('story'), role: 'narrative' },
  ],
});

/** Of 2026-Q3, after 2026-Q2. */
function round(
  layout: Layout,
  now: Raws[string],
  then: Raws[string],
  more: Partial<Programme> = {},
): DigestSource {
  const programme = programmeWith({ layout, workStates: states, ...more });
  const goals = [goal];
  return sourceOf({ goals, raws: { a: now }, programme, previous: { goals, raws: { a: then } } });
}

async function sheetsOf(source: DigestSource, changes: Partial<typeof options> = {}) {
  const shown = { ...options, edition: 'published' as const, ...changes };
  const sheets = await readXlsxFile(await workbookOf(source, shown));
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as Cell[][]]));
}

const [now, then] = [
  { queue: '860', progress: '80', state: 'needs-support', story: 'Nyt.' },
  { queue: '950', progress: '60', state: 'as-planned', story: 'Silloin.' },
];
const inYear = (layout: Layout) => {
  const source = round(layout, then, {});
  return {
    earlier: [{ period: '2026-Q2', source: { ...source, round: { ...source.round, period: '2026-Q2' } } }],
  };
};

it('of key results has the previous value, and whether the new one is better', async () => {
  const [head, row] = (await sheetsOf(round('key-results', now, then))).get('Tavoitteet')!;
  expect(head!.slice(3)).toEqual([
    'Tavoitearvo',
    'Edellinen Q2/2026',
    'Muutos',
    'Liikennevalo',
    'Tavoitearvo täyttyy',
    'Tukea pyytää',
  ]);
  expect(row!.slice(2, 6)).toEqual([860, 900, 950, '↓ parempi']);
});

it('has the same period a year ago beside it', async () => {
  const source = round('key-results', now, then);
  const { form, replies } = round('key-results', { queue: '800' }, then);
  const sheets = await sheetsOf(source, { lastYear: { period: '2025-Q3', form, replies } });
  const [head, row] = sheets.get('Tavoitteet')!;
  expect(head!.slice(4, 8)).toEqual([
    ...['Edellinen Q2/2026', 'Muutos'],
    'Vuosi sitten Q3/2025',
    'Muutos vuodessa',
  ]);
  expect(row!.slice(2, 8)).toEqual([860, 900, 950, '↓ parempi', 800, '↑ huonompi']);
});

it('without an earlier answer has no column for one', async () => {
  const [head] = (await sheetsOf(round('key-results', now, {}))).get('Tavoitteet')!;
  expect(head).not.toContain('Muutos');
});

it('of strategic goals has each quarter, its lights, and the states of the tasks', async () => {
  const source = round('strategic-goals', now, then);
  const sheets = await sheetsOf(source, inYear('strategic-goals'));
  const [head, light, measure] = sheets.get('Mittarit')!;
  expect(head!.slice(4)).toEqual(['Q1/2026', 'Q2/2026', 'Q3/2026', 'Q4/2026', 'Muutos']);
  expect(light!.slice(1)).toEqual(['Liikennevalo', null, null, null, 'vihreä', 'vihreä', null, null]);
  expect(measure!.slice(4)).toEqual([null, 950, 860, null, '↓ parempi']);
  expect(sheets.get('Päätehtävät')!.map((row) => row.slice(-2))).toEqual([
    ['Tilanne', 'Työn tilanne'],
    [0.8, 'Ei etene'],
  ]);
  expect(sheets.get('Päätehtävät jaksoittain')![1]!.slice(1)).toEqual([
    ...['Remontti', null, 'Etenee (60\u00a0%)', 'Ei etene (80\u00a0%)', null],
  ]);
});

it('of a productivity programme has the previous state by its words', async () => {
  const source = round('productivity-programme', now, then, { publishes: 'states' });
  const [head, row] = (await sheetsOf(source)).get('Tavoitteet')!;
  expect(head!.slice(-3)).toEqual(['Projektin tila', 'Sanallinen kuvaus', 'Edellinen Q2/2026']);
  expect([row!.at(-3), row!.at(-1)]).toEqual(['Ei etene', 'Etenee']);
});

it('of a half-year follow-up has the previous value in the text of the measures and beside the figures', async () => {
  const sheets = await sheetsOf(round('half-year', now, then));
  expect(sheets.get('Unit fi')![1]![1]).toContain('Toteuma 860, Edellinen 950 ↓ parempi');
  expect(sheets.get('Mittarit')![1]!.slice(4)).toEqual([860, 950, '↓ parempi']);
});

describe('the report of a year', () => {
  it.each(['key-results', 'productivity-programme', 'plain'] as const)(
    'of %s has the values of its periods',
    async (layout) => {
      const source = round(layout, now, then);
      const sheets = await sheetsOf(source, { ...inYear(layout), period: '2026' });
      const rows = sheets.get('Arvot jaksoittain')!;
      expect(rows[0]!.slice(4)).toEqual(['Q1/2026', 'Q2/2026', 'Q3/2026', 'Q4/2026', 'Muutos']);
      expect(rows.find((row) => row[1] === 'Jonossa')!.slice(4)).toEqual([null, 950, 860, null, '↓ parempi']);
    },
  );

  it('of a half-year follow-up has what was told in each period', async () => {
    const source = round('half-year', now, then);
    const sheets = await sheetsOf(source, { ...inYear('half-year'), period: '2026' });
    const [head, row] = sheets.get('Unit fi')!;
    expect(head!.slice(3, 5)).toEqual(['Seuranta Q2/2026', 'Seuranta Q3/2026']);
    expect(row!.slice(3, 5)).toEqual(['Silloin.', 'Nyt.']);
    expect(sheets.get('Mittarit')![0]!.slice(4, 8)).toEqual(['Q1/2026', 'Q2/2026', 'Q3/2026', 'Q4/2026']);
  });
});
