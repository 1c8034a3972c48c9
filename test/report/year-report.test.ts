import { reportWords } from '../../cards/report/words';
import { RefusedError } from '../../src/errors';
import { type Round, type RoundStatus } from '../../src/rounds/round';
import { makeReport } from '../../src/report/report';
import { isUnfinishedYear, reportableYears, reportedPeriod, roundOfYear } from '../../src/report/year-report';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { officeParts, textIn } from './office-parts';

type Known = Pick<Round, 'period' | 'status'>;
const closed = (...periods: string[]): Known[] => periods.map((period) => ({ period, status: 'closed' }));
const with4 = (status: RoundStatus): Known[] => [
  ...closed('2024-Q1', '2024-Q2', '2024-Q3'),
  { period: '2024-Q4', status },
];

it.each([
  ['four closed quarters', with4('closed'), { reported: '2024-Q4' }],
  ['whatever their order', with4('closed').reverse(), { reported: '2024-Q4' }],
  ['only the last one', closed('2024-Q4'), { reported: '2024-Q4' }],
  ['half-years', closed('2024-H1', '2024-H2'), { reported: '2024-H2' }],
  ['months', closed('2024-M11', '2024-M12'), { reported: '2024-M12' }],
  ['the last one open', with4('open'), { unfinished: '2024-Q4', latest: '2024-Q3' }],
  ['the last one reopened', with4('reopened'), { unfinished: '2024-Q4', latest: '2024-Q3' }],
  ['the last one planned or skipped', with4('planned'), { unfinished: '2024-Q4', latest: '2024-Q3' }],
  ['no last one', closed('2024-H1'), { unfinished: '2024-H2', latest: '2024-H1' }],
  [
    'one open round',
    [{ period: '2024-Q1', status: 'open' as const }],
    { unfinished: '2024-Q4', latest: '2024-Q1' },
  ],
  ['rounds of other years', closed('2023-Q4', '2025-Q4'), { none: true }],
  ['a planned round only', [{ period: '2024-Q4', status: 'planned' as const }], { none: true }],
  ['a change from half-years to quarters', closed('2024-H1', '2024-Q3', '2024-Q4'), { reported: '2024-Q4' }],
])('with %s', (_, rounds, found) => {
  expect(roundOfYear(rounds, 2024)).toEqual(found);
  expect(isUnfinishedYear(rounds, '2024')).toBe('unfinished' in found);
  expect(reportableYears(rounds).includes('2024')).toBe('reported' in found);
});

it('offers the latest year first, and no year of a programme whose rounds are years', () => {
  expect(reportableYears(closed('2023-H2', '2024-H1', '2024-H2'))).toEqual(['2024', '2023']);
  expect(reportableYears(closed('2023', '2024'))).toEqual([]);
});

describe('a report’s round', () => {
  let stored: TempStore;
  beforeAll(async () => {
    stored = await openTempStore({ seeded: true });
  });
  afterAll(() => stored.remove());
  const periodOf = (programmeId: string, period: string) =>
    reportedPeriod(stored.store, { programmeId, period });

  it('is its own, or the last one of its year', async () => {
    expect(await periodOf('strategic-goals', '2024')).toBe('2024-Q4');
    expect(await periodOf('strategic-goals', '2024-Q2')).toBe('2024-Q2');
    expect(await periodOf('county-survey', '2024')).toBe('2024');
  });

  it('of a year gives its files the year’s title', async () => {
    const name = { programmeId: 'strategic-goals', period: '2024', format: 'docx' } as const;
    const { content } = await makeReport(stored.store, name, new Date('2026-10-12T05:00:00Z'), reportWords);
    const title = textIn(officeParts(content).part('docProps/core.xml'), 'dc:title');
    expect(title).toBe('Valtuustoon nähden sitovat strategiset tavoitteet 2024');
  });

  it.each([
    ['half-year-follow-up', '2024', 'year-unfinished', { period: '2024-H2', latest: '2024-H1' }],
    ['productivity-key-results', '2025', 'year-unfinished', { period: '2025-Q4', latest: '2025-Q3' }],
    ['strategic-goals', '2019', 'no-round-of-year', { year: '2019' }],
  ])('of %s in %s is refused as %s', async (programmeId, period, code, details) => {
    const refused = await periodOf(programmeId, period).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ code, details });
  });
});
