/** What the coordinator writes for a round's report: kept with the round, in every version, by whoever wrote first. */
import readXlsxFile from 'read-excel-file/node';
import { exportWords } from '../../cards/parts/export-words';
import { reportWords } from '../../cards/report/words';
import { readAudit } from '../../src/audit/audit';
import { RefusedError } from '../../src/errors';
import { exportPerson } from '../../src/privacy/export-person';
import { longestWords } from '../../src/report/content/coordinators-words';
import { type ReportFormat } from '../../src/report/content/formats';
import { makeReport } from '../../src/report/report';
import { loadCoordinatorsWords, loadSaidWords, type Saying, sayWords } from '../../src/report/words-store';
import { roundPartition } from '../../src/rounds/round-name';
import { readValues } from '../../src/storage/rows';
import { withPrefix } from '../../src/storage/store';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { readDocx } from './docx-text';
import { slideParagraphs } from './office-parts';

const round = { programmeId: 'strategic-goals', period: '2024-Q4' };
const now = new Date('2025-03-25T08:00:00.000Z');
const later = new Date('2025-03-26T08:00:00.000Z');
const anna = { by: 'planning@example.org', way: 'card' } as const;
const ville = { by: 'director@example.org', way: 'card' } as const;

let stored: TempStore;
beforeEach(async () => {
  stored = await openTempStore({ seeded: true });
});
afterEach(() => stored.remove());

const say = (saying: Partial<Saying> & Pick<Saying, 'text'>, at = now) =>
  sayWords(stored.store, { ...round, ...anna, ...saying }, at);
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof RefusedError ? error.code : error;
};

it('is kept with a closed round too, a text each for the preface and the divisions', async () => {
  await say({ text: '  Hyvä vuosi.\r\n\r\nToinen kappale. ' });
  await say({ text: 'Polku löytyi.', division: 'Autamme sopivalle polulle' });
  expect(await loadCoordinatorsWords(stored.store, round)).toEqual({
    preface: 'Hyvä vuosi.\n\nToinen kappale.',
    comments: new Map([['Autamme sopivalle polulle', 'Polku löytyi.']]),
  });
});

it('keeps every version with its writer and its moment, and an audit entry with each change only', async () => {
  await say({ text: 'Ensin' });
  await say({ text: 'Ensin', ...ville }, later);
  await say({ text: '', ...ville }, later);
  const versions = await readValues(stored.store, roundPartition(round), withPrefix('words-version|'));
  expect(versions).toEqual([
    { text: 'Ensin', version: 1, by: anna.by, at: now.toISOString() },
    { text: '', version: 2, by: ville.by, at: later.toISOString() },
  ]);
  const entries = await readAudit(stored.store, [roundPartition(round)], { what: 'report-words-changed' });
  expect(entries.map(({ by, from, to }) => [by, from, to])).toEqual([
    [anna.by, 0, { version: 1 }],
    [ville.by, 1, { version: 2 }],
  ]);
  expect((await loadCoordinatorsWords(stored.store, round)).preface).toBe('');
});

it('refuses to overwrite what somebody else wrote since, and loses neither text', async () => {
  await say({ text: 'Annan', version: 0 });
  expect(await refusal(say({ text: 'Villen', version: 0, ...ville }))).toBe('words-changed');
  expect((await loadSaidWords(stored.store, round)).map(({ text }) => text)).toEqual(['Annan']);
  await say({ text: 'Annan ja Villen', version: 1, ...ville }, later);
  expect((await loadSaidWords(stored.store, round))[0]).toMatchObject({ version: 2, by: ville.by });
});

it('of two who write at once only one is taken, and the other is told', async () => {
  const outcomes = await Promise.all(
    [anna, ville].map((actor, index) => refusal(say({ text: `Teksti ${index}`, version: 0, ...actor }))),
  );
  expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'words-changed')).toHaveLength(1);
  const versions = await readValues(stored.store, roundPartition(round), withPrefix('words-version|'));
  expect(versions).toHaveLength(1);
});

it.each<readonly [code: string, saying: Partial<Saying> & Pick<Saying, 'text'>]>([
  ['words-too-long', { text: 'x'.repeat(longestWords + 1) }],
  ['unknown-division', { text: 'x', division: 'Ei mikään' }],
  ['unknown-round', { text: 'x', period: '2019-Q1' }],
])('is refused as %s, and nothing is written', async (code, saying) => {
  const before = await readValues(stored.store, roundPartition(round));
  expect(await refusal(say(saying))).toBe(code);
  expect(await readValues(stored.store, roundPartition(round))).toEqual(before);
});

it('is in what a person is told about themselves', async () => {
  await say({ text: 'Annan teksti' });
  const told = JSON.stringify(await exportPerson(stored.store, anna.by, now, exportWords));
  expect(told).toContain('Annan teksti');
});

describe('the report', () => {
  const typed = '**Ei muotoilua** <b>x</b> =SUM(A1)\n\nToinen kappale';
  const made = async (format: ReportFormat) =>
    Buffer.from((await makeReport(stored.store, { ...round, format }, later, reportWords)).content);
  beforeEach(async () => {
    await say({ text: typed });
    await say({ text: 'Kommentti ennakoinnista.', division: 'Osaamme ennakoida' });
  });

  it('has the preface on a slide after the board’s page, and the comment after its divider', async () => {
    const slides = slideParagraphs(await made('pptx'));
    expect(slides[2]).toContain('Alkusanat');
    expect(slides[2]).toContain('**Ei muotoilua** <b>x</b> =SUM(A1)');
    const at = slides.findIndex((texts) => texts.includes('Kommentti ennakoinnista.'));
    expect(slides[at - 1]).toContain('Osaamme ennakoida');
  });

  it('has them in the document: before the contents, and below the division’s heading', async () => {
    const { paragraphs } = await readDocx(await made('docx'));
    const lines = paragraphs.map(({ text }) => text);
    const at = lines.indexOf('Alkusanat');
    expect(lines.slice(at, at + 3)).toEqual([
      'Alkusanat',
      '**Ei muotoilua** <b>x</b> =SUM(A1)',
      'Toinen kappale',
    ]);
    expect(lines.indexOf('Sisällys')).toBeGreaterThan(at);
    expect(lines[lines.lastIndexOf('Osaamme ennakoida') + 1]).toBe('Kommentti ennakoinnista.');
  });

  it('has them on the first sheet of the workbook', async () => {
    const [first] = await readXlsxFile(await made('xlsx'));
    expect(first!.sheet).toBe('Alkusanat');
    expect(first!.data.slice(1)).toEqual([
      ['Alkusanat', typed],
      ['Osaamme ennakoida', 'Kommentti ennakoinnista.'],
    ]);
  });
});
