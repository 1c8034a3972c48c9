import JSZip from 'jszip';
import readXlsxFile from 'read-excel-file/node';
import { answerReader } from '../../../cards/parts/answer-reader';
import { reportWords } from '../../../cards/report/words';
import { computeDigest, type DigestSource } from '../../../src/digest/digest';
import { lights } from '../../../src/goals/schema';
import { longForm, longFormColumns } from '../../../src/report/content/long-form';
import { workbookOf } from '../../../src/report/xlsx/workbook';
import { sourceOf } from '../../digest/fixtures';
import { goalWith, programmeWith, text } from '../../helpers/fixtures';
import { options, seedProgrammes, seedSources } from '../seed-sources';
import { shownSheets } from '../shown-cells';

type Value = string | number | boolean | Date | null;
interface ReadSheet {
  readonly name: string;
  readonly head: readonly Value[];
  readonly rows: readonly (readonly Value[])[];
}

async function sheetsOf(source: DigestSource, changes: Partial<typeof options> = {}): Promise<ReadSheet[]> {
  const sheets = await readXlsxFile(await workbookOf(source, { ...options, ...changes }), { trim: false });
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    head: data[0] as Value[],
    rows: data.slice(1) as Value[][],
  }));
}

const seeds = seedSources();
/** Reading and writing are done once for a programme. */
const workbooks = new Map<string, Promise<ReadSheet[]>>();
async function workbook(programme: string): Promise<ReadSheet[]> {
  const source = await seeds.of(programme);
  const read = workbooks.get(programme) ?? sheetsOf(source);
  workbooks.set(programme, read);
  return read;
}

const words = reportWords('fi');

describe.each(seedProgrammes)('the workbook of %s', (programme) => {
  it('ends with the long form, row by row, numbers and moments typed', async () => {
    const all = (await workbook(programme)).at(-1)!;
    expect([all.name, all.head]).toEqual(['Kaikki vastaukset', [...longFormColumns]]);
    const wanted = longForm(await seeds.of(programme), answerReader('fi')).map((row) =>
      longFormColumns.map((column) => {
        const value = row[column];
        if (value === '') return null;
        return column === 'answered_at' ? (expect.any(Date) as unknown) : value;
      }),
    );
    expect(all.rows).toEqual(wanted);
  });

  it('has every answer in the sheets of its layout too', async () => {
    const layout = (await workbook(programme)).slice(0, -1);
    const cells = layout.flatMap(({ rows }) => rows.flat());
    const texts = cells.filter((cell) => typeof cell === 'string').join('\n');
    const figures = new Set(cells.filter((cell) => typeof cell === 'number'));
    for (const { answer, value, kind } of longForm(await seeds.of(programme), answerReader('fi'))) {
      if (answer === '') continue;
      const figure = kind === 'percent' ? Number((Number(value) / 100).toPrecision(12)) : value;
      const found = texts.includes(String(answer)) || (value !== '' && figures.has(figure as number));
      expect([answer, found]).toEqual([answer, true]);
    }
  });

  it('counts the same lights as the digest, where the programme publishes them', async () => {
    const source = await seeds.of(programme);
    const { lights: wanted, judged } = computeDigest(source, new Date());
    const isPublished = judged && (source.form.programme.publishes ?? 'lights') === 'lights';
    const [first, ...others] = await workbook(programme);
    const isFinnish = ({ name }: ReadSheet) => name.endsWith(' fi');
    const goals = programme === 'half-year-follow-up' ? others.filter(isFinnish) : [first!];
    const column = goals[0]!.head.indexOf('Liikennevalo');
    expect(column >= 0).toBe(isPublished);
    if (!isPublished) return;
    const shown = goals.flatMap(({ rows }) => rows.map((row) => row[column]));
    const counts = lights.map((light) => [
      light,
      shown.filter((word) => word === words.lights[light]).length,
    ]);
    expect(Object.fromEntries(counts)).toEqual(wanted);
  });
});

const headsOf = async (programme: string) =>
  (await workbook(programme)).map(({ name, head }) => [name, head]);

describe('the columns are those of the documents, in their order', () => {
  it('of key results', async () => {
    const own = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio'];
    expect((await headsOf('productivity-key-results'))[0]).toEqual(['Tavoitteet', own]);
  });

  it('of strategic goals', async () => {
    const goals = ['Strateginen painopiste', 'Tavoite (valtuustotason sitova)', 'KPI-mittari', 'Vastuutaho'];
    const tasks = ['Tavoite', 'Päätehtävät', 'Vastuuhenkilö', 'Kuvaus', 'Tilanne'];
    const quarters = ['Q1/2024', 'Q2/2024', 'Q3/2024', 'Q4/2024'];
    expect((await headsOf('strategic-goals')).slice(0, 4)).toEqual([
      ['Tavoitteet', [...goals, 'Liikennevalo', 'Tavoitearvo täyttyy', 'Tiivistelmä']],
      ['Päätehtävät', tasks],
      ['Mittarit', ['Tavoite', 'Mittari', 'Lähtötaso', 'Tavoitearvo', ...quarters, 'Muutos']],
      ['Päätehtävät jaksoittain', ['Tavoite', 'Päätehtävät', ...quarters]],
    ]);
  });

  it('of strategic goals with a KPI for every goal, also where it is told in words', async () => {
    const [goals] = await workbook('strategic-goals');
    const kpis = goals!.rows.map((row) => String(row[2] ?? ''));
    expect(kpis.filter((kpi) => kpi === '')).toEqual([]);
    expect(kpis[2]).toBe('• Mittarin tilanne: ihmisen kokemus oikean polun löytymisestä');
    expect(kpis[3]).toBe('• Readmissio yhteispäivystyksestä (mikä tahansa syy, 72 h)');
  });

  it('of a productivity programme', async () => {
    const own = ['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi ja konkreettiset toimenpiteet'];
    const told = ['Projektin tila', 'Sanallinen kuvaus'];
    expect((await headsOf('productivity-programme'))[0]).toEqual(['Tavoitteet', [...own, ...told]]);
  });

  it('of a survey', async () => {
    const own = ['Osa', 'Teema', 'Kysymys', 'Kohta', 'Vastaus'];
    expect((await headsOf('county-survey'))[0]).toEqual(['Vastaukset', own]);
  });

  it('of a half-year follow-up, a sheet a unit and language', async () => {
    const heads = await headsOf('half-year-follow-up');
    expect(heads.slice(0, 2)).toEqual([
      ['Kund- och resurscenter sv', ['Mål', 'Mätare', 'Åtgärder', 'Uppföljning 1–6/2024']],
      ['Asiakas- ja resurssikeskus fi', ['Tavoite', 'Mittarit', 'Toimenpiteet', 'Seuranta 1–6/2024']],
    ]);
    expect(heads).toHaveLength(8 * 2 + 2);
  });
});

it('has the figures of the key results in the order of the document', async () => {
  const [first] = await workbook('productivity-key-results');
  const figures = first!.rows.map((row) => row[4]).filter((value) => value !== null);
  expect(figures.slice(0, 8)).toEqual([0.0676, 0.99, 0.973, 180, 0.06, 0.68, 113, -51]);
});

function plainSource(note: string): DigestSource {
  const fields = [{ id: 'date', kind: 'date' as const, label: { fi: 'Päivä' } }, text('note')];
  return sourceOf({
    goals: [goalWith('a', { fields }), goalWith('b')],
    raws: { a: { date: '2.5.2026', note }, b: { value: '6,5' } },
  });
}

describe('the plain layout', () => {
  it('has a row a goal and a column a field', async () => {
    const [first] = await sheetsOf(plainSource('hyvin'));
    expect(first!.head).toEqual([
      ...['Toimiala', 'Tunnus', 'Tavoite', 'Päivä', 'note', 'value', 'Liikennevalo'],
    ]);
    expect(first!.rows).toEqual([
      ['Unit', 'A', 'Tavoite a', new Date('2026-05-02T00:00:00Z'), 'hyvin', null, 'ei arvioitavissa'],
      ['Unit', 'B', 'Tavoite b', null, null, 0.065, 'punainen'],
    ]);
  });

  it.each(['=1+1', '@sum', '<b>&amp;</b>', ' "two"\nlines', '+358'])('keeps %j a text', async (note) => {
    const source = plainSource(note);
    const [first] = await sheetsOf(source);
    expect(first!.rows[0]![4]).toBe(note.trim());
    const files = await JSZip.loadAsync(await workbookOf(source, options));
    for (const file of files.file(/sheet\d+\.xml$/)) {
      const xml = await file.async('string');
      expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
    }
  });

  it('does not let what was typed be an escape of Excel’s own', async () => {
    const files = await JSZip.loadAsync(await workbookOf(plainSource('a_x000D_b'), options));
    expect(await files.file('xl/sharedStrings.xml')!.async('string')).toContain('a_x005F_x000D_b');
  });

  it('continues a long text on rows below, and loses nothing', async () => {
    const note = Array.from({ length: 600 }, (_, index) => `sana${index}`).join(' ');
    const source = plainSource(note);
    const [first, all] = await sheetsOf(source);
    const rows = first!.rows.filter((row) => row[1] === 'A');
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map((row) => row[4]).join('')).toBe(note);
    // Names stand on each row, the light once.
    expect(rows.map((row) => row[2])).toEqual(rows.map(() => 'Tavoite a'));
    expect(rows.filter((row) => row[6] !== null)).toHaveLength(1);
    expect(all!.rows.flat()).toContain(note);
  });

  it('keeps a figure that says more than a number as a text', async () => {
    const fields = [{ id: 'f', kind: 'number' as const, label: { fi: 'f' }, unit: { fi: 'kk' } }];
    for (const [raw, wanted] of [
      ['<3', '<3\u00a0kk'],
      ['470 (-30)', '470 (-30)'],
      ['6/6', '6/6'],
      ['1 200,5 kk', 1200.5],
      ['-51', -51],
    ] as const) {
      const source = sourceOf({ goals: [goalWith('a', { fields })], raws: { a: { f: raw } } });
      expect((await sheetsOf(source))[0]!.rows[0]![3]).toBe(wanted);
    }
  });

  it('can be written when there is no goal and no answer', async () => {
    const [first, all] = await sheetsOf(sourceOf({ goals: [goalWith('a')], raws: {} }));
    expect(first!.rows[0]!.at(-1)).toBe('ei vastattu');
    expect(all!.rows).toHaveLength(1);
  });
});

it('gives answers’ moments as the clock on the wall showed them', async () => {
  const [, all] = await sheetsOf(plainSource('x'));
  const at = longFormColumns.indexOf('answered_at');
  expect(all!.rows[0]![at]).toEqual(new Date('2026-10-12T12:00:00Z'));
});

it('colours the light beside its word', async () => {
  const files = await JSZip.loadAsync(await workbookOf(plainSource('x'), options));
  const styles = await files.file('xl/styles.xml')!.async('string');
  for (const colour of ['F4B6A6', 'E7E6E6']) expect(styles.toUpperCase()).toContain(colour);
});

it('can be filtered, keeps its head in sight, and is printed on the width of a page', async () => {
  const programme = { ...programmeWith(), name: { fi: 'A & B <c>' } };
  const source = sourceOf({ goals: [goalWith('a')], raws: {} });
  const buffer = await workbookOf({ ...source, form: { ...source.form, programme } }, options);
  const files = await JSZip.loadAsync(buffer);
  const sheet = await files.file('xl/worksheets/sheet1.xml')!.async('string');
  const order = ['<sheetPr>', '<sheetViews>', '<cols>', '<sheetData>', '<autoFilter ref="A1:E2"/>'];
  order.push('<pageMargins ', '<pageSetup ', '<headerFooter>');
  const places = order.map((element) => sheet.indexOf(element));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(sheet).toMatch(/state="frozen"/);
  expect(sheet).toMatch(/<pageSetup[^>]*orientation="landscape"[^>]*fitToHeight="0"/);
  expect(sheet).toContain('&amp;LA &amp;&amp; B &lt;c&gt; Q3/2026&amp;RTilanne 12.10.2026 klo\u00a08.00');
  const book = await files.file('xl/workbook.xml')!.async('string');
  expect(book).toContain("'Tavoitteet'!$A$1:$E$2");
  expect(book.indexOf('</sheets>')).toBeLessThan(book.indexOf('<definedNames'));
});

it('prints all answers on the width of four pages, the goal’s code on each, and shows moments as a whole', async () => {
  const files = await JSZip.loadAsync(await workbookOf(plainSource('x'), options));
  const sheet = await files.file('xl/worksheets/sheet2.xml')!.async('string');
  expect(sheet).toMatch(/<pageSetup[^>]*fitToWidth="4"[^>]*fitToHeight="0"/);
  const code = 'ABCDEFGH'[longFormColumns.indexOf('goal_code')];
  const book = await files.file('xl/workbook.xml')!.async('string');
  expect(book).toContain(`'Kaikki vastaukset'!$${code}:$${code},'Kaikki vastaukset'!$1:$1`);
  const at = longFormColumns.indexOf('answered_at') + 1;
  const width = Number(new RegExp(`<col min="${at}" max="${at}" width="(\\d+)"`).exec(sheet)![1]);
  expect(width).toBeGreaterThan('yyyy-mm-dd hh:mm:ss'.length);
});

it.each([
  ['fi', '0\\ %'],
  ['sv', '0\\ %'],
  ['en', '0%'],
] as const)('writes percentages as %s does', async (locale, format) => {
  const source = sourceOf({ goals: [goalWith('a')], raws: { a: { value: '50' } } });
  const files = await JSZip.loadAsync(await workbookOf(source, { ...options, locale }));
  const styles = await files.file('xl/styles.xml')!.async('string');
  expect(styles).toContain(`formatCode="${format}"`);
});

it('has the baseline and target of a measure as numbers, and says what is more than a number', async () => {
  const sheets = await workbook('half-year-follow-up');
  const { rows } = sheets.at(-2)!;
  const row = (label: string) => rows.find(([, measure]) => String(measure).startsWith(label))!;
  expect(row('Puheentunnistuksen aktiiviset käyttäjät').slice(2, 4)).toEqual([40, 100]);
  const under3 = '<3\u00a0kuukautta';
  expect(row('Poikkeamat lakisääteisistä').slice(2, 4)).toEqual([under3, under3]);
  const told = sheets.flatMap((sheet) => (sheet.name.endsWith(' sv') ? sheet.rows.flat() : []));
  expect(told.join('\n')).toContain('Utgångsläge 40\u00a0pers., Målvärde 100\u00a0pers.');
});

it('shows the side of a target before its number, and the unit behind', async () => {
  const target = { raw: '900', value: 900, comparator: 'at-most' as const };
  const field = { id: 'f', kind: 'number', label: { fi: 'Jonossa' }, unit: { fi: 'hlö' } } as const;
  const goals = [goalWith('a', { fields: [{ ...field, targets: [target] }] })];
  const source = sourceOf({ goals, raws: { a: { f: '950' } } });
  const programme = programmeWith({ layout: 'half-year' });
  const file = await workbookOf({ ...source, form: { ...source.form, programme } }, options);
  const measures = (await shownSheets(file, 'fi')).find(({ name }) => name === words.measures)!;
  expect(measures.rows[1]!.slice(3)).toEqual(['≤900 hlö', '950 hlö']);
  expect((await readXlsxFile(file))[1]!.data[1]!.slice(3)).toEqual([900, 950]);
});

it('answers yes or no by words, and of a measure by its figure', async () => {
  const yes = { id: 'yes', kind: 'yes-no', label: { fi: 'Onko tehty' } } as const;
  const measure = { ...yes, id: 'measure', targets: [{ raw: '1', value: 1 }] };
  const goals = ['a', 'b'].map((id) => goalWith(id, { fields: [yes, measure] }));
  const raws = { a: { yes: '1', measure: '1' }, b: { yes: 'ei', measure: '0,75' } };
  const [first] = await sheetsOf(sourceOf({ goals, raws }));
  const cells = first!.rows.flat();
  expect(cells).toEqual(expect.arrayContaining(['Kyllä', 1, 'Ei', 0.75]));
  expect(cells).not.toContain(0);
});

it('keeps the rows of all answers one line high, and their texts in their columns', async () => {
  const files = await JSZip.loadAsync(await workbookOf(plainSource('rivi\ntoinen'), options));
  const sheet = await files.file('xl/worksheets/sheet2.xml')!.async('string');
  const rows = [...sheet.matchAll(/<row r="(\d+)"[^>]*>/g)].slice(1).map(([row]) => row);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatch(/ht="14"[^>]*customHeight="1"|customHeight="1"[^>]*ht="14"/);
});

it('says once what describes a question of the survey, and each part of a field’s name once', async () => {
  const [first] = await workbook('county-survey');
  const ofQuestion = first!.rows.map((row) => String(row[2])).filter((each) => each.startsWith('Q8 '));
  expect(ofQuestion.filter((each) => each.includes('\n'))).toHaveLength(1);
  expect(ofQuestion.length).toBeGreaterThan(10);
  expect(first!.rows.map((row) => row[3])).toContain(
    'Yli 3 kuukautta odottaneet palveluittain – a. Lapsiperheiden kotipalvelu: osuus, %',
  );
});

it.each(['sv', 'en'] as const)('is written in %s', async (locale) => {
  const [first, all] = await sheetsOf(plainSource('x'), { locale });
  expect([first!.name, all!.name]).toEqual([reportWords(locale).goals, reportWords(locale).allAnswers]);
  expect(first!.rows[1]!.at(-1)).toBe(reportWords(locale).lights.red);
});
