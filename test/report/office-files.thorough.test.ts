/** Every office file of every programme and language is valid where it was not, can be read aloud, and names its author. */
import { expect, it, jest } from '@jest/globals';
import { reportWords } from '../../cards/report/words';
import { languageTags } from '../../src/goals/format-date';
import { type Locale, locales, type Programme } from '../../src/goals/schema';
import { formatPeriod } from '../../src/periods/period';
import { loadProgramme } from '../../src/goals/register';
import { childrenOf, type Document, type Element } from '../../src/report/office/xml';
import { makeReport } from '../../src/report/report';
import { listRounds } from '../../src/rounds/round-store';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import { all, type OfficeParts, officeParts, textIn } from './office-parts';
import { seedProgrammes } from './seed-sources';
import { slideFaults } from './slide-faults';

/** Each file takes a quarter of a second, longer on a busy machine. */
jest.setTimeout(90_000);

let stored: TempStore;
beforeAll(async () => {
  stored = await openTempStore({ seeded: true });
});
afterAll(() => stored.remove());

interface Made {
  readonly programme: Programme;
  readonly period: string;
  readonly parts: OfficeParts;
}

async function made(programmeId: string, format: 'xlsx' | 'pptx' | 'docx', language: Locale): Promise<Made> {
  const { store } = stored;
  const { period } = (await listRounds(store)).findLast((round) => round.programmeId === programmeId)!;
  const name = { programmeId, period, format, language };
  const { content } = await makeReport(store, name, new Date('2026-10-12T05:00:00Z'), reportWords);
  return { programme: (await loadProgramme(store, programmeId))!, period, parts: officeParts(content) };
}

const files = seedProgrammes.flatMap((programmeId) =>
  locales.map((locale) => [programmeId, locale] as const),
);

/** The library's names and the account of nobody are not the organisation's. */
function expectOwn({ programme, period, parts }: Made, locale: Locale): void {
  const { organisation, name } = programme;
  const [core, app] = [parts.part('docProps/core.xml'), parts.part('docProps/app.xml')];
  const own = organisation?.[locale] ?? organisation?.fi ?? '';
  expect(own).not.toBe('');
  expect(textIn(core, 'dc:title')).toBe(`${name[locale] ?? name.fi} ${formatPeriod(period, locale)}`);
  for (const author of ['dc:creator', 'cp:lastModifiedBy']) expect(textIn(core, author)).toBe(own);
  expect(textIn(core, 'dc:language')).toBe(languageTags[locale]);
  expect([textIn(app, 'Company'), textIn(app, 'Application')]).toEqual([own, 'Seuranta']);
  for (const each of [parts, ...parts.embedded]) {
    const said = each.parts(/^docProps\//).map((part) => part.documentElement!.textContent ?? '');
    expect(said.join('\n')).not.toMatch(/pptxgen|un-named|microsoft|docx|excel-file/i);
    expectListed(each);
  }
}

/** Every part that the contents list is there, and once. */
function expectListed({ part, names }: OfficeParts): void {
  const listed = all(part('[Content_Types].xml'), 'Override').map((each) => each.getAttribute('PartName'));
  expect(listed.filter((name) => !names.includes(name!.slice(1)))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
}

it.each(files)('the workbook of %s in %s', async (programmeId, locale) => {
  const file = await made(programmeId, 'xlsx', locale);
  expectOwn(file, locale);
  const { part } = file.parts;
  const order = childrenOf(part('xl/workbook.xml').documentElement!).map(({ tagName }) => tagName);
  expect(order).toEqual(['workbookPr', 'bookViews', 'sheets', 'definedNames', 'calcPr']);
  // Its head is on every printed page, and can be filtered.
  const sheets = all(part('xl/workbook.xml'), 'sheet').length;
  const named = all(part('xl/workbook.xml'), 'definedName').map((each) => each.getAttribute('name'));
  for (const name of ['_xlnm.Print_Titles', '_xlnm._FilterDatabase'])
    expect(named.filter((each) => each === name)).toHaveLength(sheets);
  expect(all(part('xl/sharedStrings.xml'), 't').filter((text) => text.attributes.length > 0)).toEqual([]);
});

it.each(files)('the slides of %s in %s', async (programmeId, locale) => {
  const file = await made(programmeId, 'pptx', locale);
  expectOwn(file, locale);
  const { part, parts, embedded } = file.parts;
  const order = childrenOf(part('ppt/presentation.xml').documentElement!).map(({ tagName }) => tagName);
  expect(order).toEqual([
    ...['p:sldMasterIdLst', 'p:notesMasterIdLst', 'p:sldIdLst', 'p:sldSz', 'p:notesSz'],
    'p:defaultTextStyle',
  ]);
  for (const chart of parts(/^ppt\/charts\/chart\d+\.xml$/)) expectChart(chart);
  for (const { part: inside } of embedded)
    expect(all(inside('xl/sharedStrings.xml'), 't').filter((text) => text.attributes.length > 0)).toEqual([]);
  const slides = parts(/^ppt\/slides\/slide\d+\.xml$/);
  expect(slides.length).toBeGreaterThan(3);
  expect(slides.flatMap((slide, index) => slideFaults(slide, index + 1))).toEqual([]);
  const titles = slides.map((slide) => titleOf(all(slide, 'p:sp')));
  expect(titles.every((title) => title !== undefined && title !== '')).toBe(true);
  expect(new Set(titles).size).toBe(titles.length);
  for (const base of parts(/^ppt\/slide(Master|Layout)s\/slide\w+\.xml$/))
    expect(titleOf(all(base, 'p:sp'))).toBeDefined();
});

/** Bars, and a line at the target if there is one. */
function expectChart(chart: Document): void {
  for (const plot of ['c:barChart', 'c:lineChart'].flatMap((name) => all(chart, name)))
    expect(all(plot, 'c:axId')).toHaveLength(2);
  for (const lines of all(chart, 'c:lineChart')) {
    expect(childrenOf(lines)[0]?.tagName).toBe('c:grouping');
    expect(all(lines, 'c:ser').map((line) => childrenOf(line).map(({ tagName }) => tagName))).toEqual([
      ['c:idx', 'c:order', 'c:tx', 'c:spPr', 'c:marker', 'c:dLbls', 'c:cat', 'c:val', 'c:smooth'],
    ]);
  }
}

function titleOf(shapes: readonly Element[]): string | undefined {
  const titles = shapes.filter((shape) =>
    all(shape, 'p:ph').some((place) => place.getAttribute('type') === 'title'),
  );
  return titles.length === 1 ? textIn(titles[0]!, 'a:t') : undefined;
}

it.each(files)('the document of %s in %s', async (programmeId, locale) => {
  const file = await made(programmeId, 'docx', locale);
  expectOwn(file, locale);
  const { part } = file.parts;
  const [document, styles] = [part('word/document.xml'), part('word/styles.xml')];
  const [defaults] = all(styles, 'w:docDefaults');
  expect(all(defaults!, 'w:lang').map((each) => each.getAttribute('w:val'))).toEqual([languageTags[locale]]);
  for (const table of all(document, 'w:tbl')) {
    const heads = all(table, 'w:tr').map((row) => all(row, 'w:tblHeader').length);
    expect(heads).toEqual(heads.map((_, index) => (index === 0 ? 1 : 0)));
    expect(all(table, 'w:tblLook')[0]?.getAttribute('w:firstRow')).toBe('true');
  }
  const levels = all(document, 'w:pStyle')
    .map((style) => /^Heading(\d)$/.exec(style.getAttribute('w:val')!)?.[1])
    .filter((level) => level !== undefined)
    .map(Number);
  expect(levels.length).toBeGreaterThan(10);
  // A reader who goes from heading to heading misses none.
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
});
