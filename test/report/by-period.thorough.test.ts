/** The lights of the last periods in the files that are published: a sheet and slides. */
import JSZip from 'jszip';
import readXlsxFile from 'read-excel-file/node';
import { type DigestSource } from '../../src/digest/digest';
import { computeYearView } from '../../src/digest/year-view';
import { type Goal, type Locale } from '../../src/goals/schema';
import { slidesOf } from '../../src/report/pptx/slides';
import { workbookOf } from '../../src/report/xlsx/workbook';
import { skipped } from '../../src/rounds/round';
import { type Raws, sourceOf } from '../digest/fixtures';
import { during, goalWith, text } from '../helpers/fixtures';
import { slideParagraphs } from './office-parts';
import { options } from './seed-sources';

function held(period: string, goals: readonly Goal[], raws: Raws): DigestSource {
  const source = sourceOf({ goals, raws, status: 'closed' });
  return { ...source, round: { ...source.round, period } };
}

const [a, b, gone] = ['a', 'b', 'gone'].map((id) => goalWith(id));
const valued = (value: string) => ({ value });
const last = held('2026-Q3', [a!, b!], { a: valued('95'), b: valued('20') });
const empty = sourceOf({ goals: [a!, b!], raws: {}, status: 'planned' });
const notOpened = {
  ...empty,
  round: { ...skipped(empty.round, { by: 's', at: during.toISOString() }), period: '2026-Q2' },
};
const first = held('2026-Q1', [a!, gone!], { a: valued('70'), gone: valued('95') });
const year = computeYearView([first, notOpened, last], during);

const sheetsOf = async (source: DigestSource, view = year, locale: Locale = 'fi') =>
  readXlsxFile(await workbookOf(source, { ...options, locale, year: view }));

async function slidesIn(source: DigestSource, view = year, locale: Locale = 'fi'): Promise<string[][]> {
  const slides = slideParagraphs(await slidesOf(source, { ...options, locale, year: view }));
  return slides.map((texts) => texts.filter((each) => each !== ''));
}

describe('the sheet', () => {
  it('has a row a goal and a column a period, what is gone last, and the counts below', async () => {
    const sheets = await sheetsOf(last);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      ...['Tavoitteet', 'Liikennevalot jaksoittain', 'Kaikki vastaukset'],
    ]);
    expect(sheets[1]!.data).toEqual([
      ['Toimiala', 'Tunnus', 'Tavoite', 'Q1/2026', 'Q2/2026\nei avattu', 'Q3/2026'],
      ['Unit', 'A', 'Tavoite a', 'keltainen', null, 'vihreä'],
      ['Unit', 'B', 'Tavoite b', null, null, 'punainen'],
      ['Unit', 'GONE', 'Tavoite gone (ei enää ohjelmassa)', 'vihreä', null, null],
      [null, null, null, null, null, null],
      [null, null, 'vihreä', 1, null, 1],
      [null, null, 'keltainen', 1, null, 0],
      [null, null, 'punainen', 0, null, 1],
      [null, null, 'ei arvioitavissa', 0, null, 0],
      [null, null, 'ei vastattu', 0, null, 0],
    ]);
  });

  it('filters the goals and not the counts, and keeps its head in sight and on every page', async () => {
    const zip = await JSZip.loadAsync(await workbookOf(last, { ...options, year }));
    const sheet = await zip.file('xl/worksheets/sheet2.xml')!.async('string');
    expect(sheet).toContain('<autoFilter ref="A1:F4"/>');
    expect(sheet).toMatch(/<pane [^>]*state="frozen"/);
    expect(sheet).toMatch(/<pageSetup [^>]*fitToWidth="1"/);
    expect(await zip.file('xl/workbook.xml')!.async('string')).toContain("'Liikennevalot jaksoittain'!$1:$1");
  });

  it.each([
    ['sv', 'Trafikljusen per period', 'grön'],
    ['en', 'Lights by period', 'green'],
  ] as const)('is named in %s', async (locale, name, green) => {
    const sheet = (await sheetsOf(last, year, locale))[1]!;
    expect(sheet.sheet).toBe(name);
    expect(sheet.data[1]).toContain(green);
  });
});

describe('the slides', () => {
  it('come first: the counts, then each goal under its division with a sign a period', async () => {
    const slides = await slidesIn(last);
    const at = slides.findIndex(([title]) => title === 'Liikennevalot jaksoittain');
    expect(at).toBe(3);
    expect(slides[at]!.slice(0, -2)).toEqual([
      ...['Liikennevalot jaksoittain', 'Tavoite', 'Q1/2026', 'Q2/2026', 'ei avattu', 'Q3/2026'],
      ...['● vihreä', '1', '1', '▲ keltainen', '1', '0', '■ punainen', '0', '1'],
      ...['◊ ei arvioitavissa', '0', '0', '○ ei vastattu', '0', '0'],
      ...['Unit', 'A Tavoite a', '▲', '●', 'B Tavoite b', '■'],
      ...['ei enää ohjelmassa', 'GONE Tavoite gone', '●'],
    ]);
  });

  it('go on, and a division never heads nothing', async () => {
    const goals = Array.from({ length: 80 }, (_, index) =>
      goalWith(`g${index}`, { headings: [{ fi: `Toimiala ${Math.floor(index / 3)}` }] }),
    );
    const rounds = ['2026-Q2', '2026-Q3'].map((period) => held(period, goals, {}));
    const slides = await slidesIn(rounds[1]!, computeYearView(rounds, during));
    const strips = slides.filter(([title]) => title!.startsWith('Liikennevalot jaksoittain'));
    expect(strips.length).toBeGreaterThan(3);
    expect(strips.map(([title]) => title)).toEqual(
      strips.map((_, index) => `Liikennevalot jaksoittain (${index + 1}/${strips.length})`),
    );
    const cells = strips.map((slide) => slide.slice(0, -2));
    expect(cells.filter((slide) => slide.at(-1)!.startsWith('Toimiala'))).toEqual([]);
    const named = cells.flat().filter((cell) => /^G\d+ /.test(cell));
    expect(named).toHaveLength(80);
  });
});

describe('of a programme that is not judged', () => {
  const survey = [goalWith('q', { fields: [text('words')] })];
  const rounds = ['2025', '2026'].map((period) =>
    held(period, survey, period === '2025' ? { q: { words: 'Joo' } } : {}),
  );
  const view = computeYearView(rounds, during);

  it('the sheet and the slides say what was answered', async () => {
    const sheet = (await sheetsOf(rounds[1]!, view)).find((each) => each.sheet === 'Vastaukset jaksoittain')!;
    expect(sheet.data[1]!.slice(-2)).toEqual(['vastattu', 'ei vastattu']);
    expect(sheet.data.slice(-2).map((row) => row[2])).toEqual(['vastattu', 'ei vastattu']);
    const slides = await slidesIn(rounds[1]!, view);
    const at = slides.findIndex(([title]) => title === 'Vastaukset jaksoittain');
    expect(at).toBe(2);
    const slide = slides[at];
    expect(slide).toEqual(expect.arrayContaining(['Vastaukset jaksoittain', '● vastattu', '○ ei vastattu']));
    expect(slide).not.toContain('■ punainen');
  });
});

it('a single period has neither: the other sheets and slides say the same', async () => {
  const once = computeYearView([last], during);
  expect((await sheetsOf(last, once)).map(({ sheet }) => sheet)).toEqual(['Tavoitteet', 'Kaikki vastaukset']);
  expect((await slidesIn(last, once)).flat()).not.toContain('Liikennevalot jaksoittain');
});
