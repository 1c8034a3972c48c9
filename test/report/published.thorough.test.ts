/** The published edition of each document's own period has what the document publishes, and nothing about its respondents. */
import JSZip from 'jszip';
import readXlsxFile from 'read-excel-file/node';
import { reportWords } from '../../cards/report/words';
import { type ReportFormat, type ReportName } from '../../src/report/content/formats';
import { makeReport } from '../../src/report/report';
import { openTempStore, type TempStore } from '../helpers/fixtures';
import {
  figuresInKeyResults,
  focuses,
  halfYearMeasures,
  keyResults,
  kpisByQuarter,
  printedState,
  productivityRows,
  surveyChoices,
  surveyQuestions,
  tasksInQ4,
} from './published-figures';

type Cell = string | number | boolean | Date | null;
type Rows = readonly (readonly Cell[])[];

let stored: TempStore;
beforeAll(async () => {
  stored = await openTempStore({ seeded: true });
});
afterAll(() => stored.remove());

const periods = {
  'productivity-key-results': '2025-Q3',
  'strategic-goals': '2024-Q4',
  'productivity-programme': '2024-H2',
  'county-survey': '2024',
  'half-year-follow-up': '2024-H1',
} as const;
type ProgrammeId = keyof typeof periods;

async function fileOf(programmeId: ProgrammeId, format: ReportFormat, more: Partial<ReportName> = {}) {
  const name = { programmeId, period: periods[programmeId], format, language: 'fi', ...more } as const;
  const { content } = await makeReport(stored.store, name, new Date('2026-10-12T05:00:00Z'), reportWords);
  return Buffer.from(content);
}

async function sheetsOf(
  programmeId: ProgrammeId,
  more: Partial<ReportName> = {},
): Promise<Map<string, Rows>> {
  const sheets = await readXlsxFile(await fileOf(programmeId, 'xlsx', more), { trim: false });
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as Rows]));
}

const finnish = (value: number) => String(Number(value.toPrecision(12))).replace('.', ',');

/** A cell as the document prints it, so far as it is printed. */
function asPrinted(cell: Cell | undefined, printed: string): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'number') return printed.endsWith(' %') ? `${finnish(100 * cell)} %` : finnish(cell);
  const text = String(cell).replaceAll('\u00a0', ' ');
  return text.startsWith(printed) ? printed : text;
}

describe('000', () => {
  let rows: Rows;
  beforeAll(async () => {
    rows = (await sheetsOf('productivity-key-results')).get('Tavoitteet')!;
  });

  it('has the columns and the 57 rows of the document, with their figures', () => {
    const [head, ...body] = rows;
    expect(head).toEqual(['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio']);
    expect(keyResults).toHaveLength(57);
    const shown = body.map((row, index) => {
      const printed = keyResults[index]?.split(': ')[1] ?? '';
      const figure = printed === '?' && row[4] === null ? '?' : asPrinted(row[4], printed);
      return `${String(row[0])} / ${String(row[1])}: ${figure}`;
    });
    expect(shown).toEqual(keyResults);
  });

  it('has the figures of each key result in its text', () => {
    const texts = rows.slice(1).map((row) => String(row[3]).replaceAll('\u00a0', ' '));
    const missing = Object.entries(figuresInKeyResults).flatMap(([code, figures]) => {
      const text = texts.find((each) => each.startsWith(`${code} `)) ?? '';
      return figures.filter((figure) => !text.includes(figure)).map((figure) => `${code} ${figure}: ${text}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('001', () => {
  const quarters = ['Q1/2024', 'Q2/2024', 'Q3/2024', 'Q4/2024'];
  let sheets: Map<string, Rows>;
  beforeAll(async () => {
    sheets = await sheetsOf('strategic-goals');
  });

  it('lists the goals of each focus with their KPI and who answers for them', () => {
    const [head, ...rows] = sheets.get('Tavoitteet')!;
    expect(head!.slice(0, 4)).toEqual([
      ...['Strateginen painopiste', 'Tavoite (valtuustotason sitova)', 'KPI-mittari', 'Vastuutaho'],
    ]);
    const lists = groupedBy(rows, (row) => String(row[0]).split('\n')[0]!);
    const shown = [...lists].map(([focus, own]) => [focus, [own.length, own[0]![3], own.at(-1)![3]]]);
    expect(Object.fromEntries(shown)).toEqual(focuses);
    expect(rows.filter((row) => !row[2])).toEqual([]);
    // Every slide has its summary.
    expect(rows.filter((row) => String(row.at(-1)).length < 200)).toEqual([]);
  });

  it('has every figure of the boxes with the quarters', () => {
    const [head, ...rows] = sheets.get('Mittarit')!;
    const first = head!.indexOf('Q1/2024');
    expect(head!.slice(first, first + 4)).toEqual(quarters);
    const shown = kpisByQuarter.map((line) => {
      const [, code, measure, printed] = /^(\S+) (.+): (.+)$/.exec(line)!;
      const row = rows.find(([goal, name]) => isOf(goal, code!) && String(name).startsWith(measure!))!;
      const figures = printed!.match(/[^ ]+(?: %)?/g)!;
      const cells = figures.map((figure, index) => asPrinted(row[first + index], figure));
      return `${code} ${measure}: ${cells.join(' ')}`;
    });
    expect(shown).toEqual(kpisByQuarter);
  });

  it('has the light of each goal above its measures, and none where nothing was reported', () => {
    const [head, ...rows] = sheets.get('Mittarit')!;
    const first = head!.indexOf('Q1/2024');
    const lights = rows.filter((row) => row[1] === 'Liikennevalo');
    expect(lights).toHaveLength(22);
    expect(lights.filter((row) => row[first + 3] === null)).toEqual([]);
    expect(lights.find(([goal]) => isOf(goal, '4.6'))!.slice(first, first + 4)).toEqual([
      ...['punainen', 'punainen', 'punainen', 'vihreä'],
    ]);
    expect(lights.find(([goal]) => isOf(goal, '1.5'))!.slice(first, first + 3)).toEqual([null, null, null]);
  });

  it('has the main tasks with their situation, and again by quarters', () => {
    const now = sheets.get('Päätehtävät')!;
    expect(now[0]).toEqual(['Tavoite', 'Päätehtävät', 'Vastuuhenkilö', 'Kuvaus', 'Tilanne']);
    const byQuarter = sheets.get('Päätehtävät jaksoittain')!;
    expect(byQuarter[0]).toEqual(['Tavoite', 'Päätehtävät', ...quarters]);
    for (const [rows, column] of [
      [now, 4],
      [byQuarter, 5],
    ] as const) {
      const shown = Object.entries(tasksInQ4).map(([code, printed]) => {
        const own = rows.slice(1).filter(([goal]) => isOf(goal, code));
        const cells = own.map((row, index) =>
          printed[index] === '?' ? '?' : asPrinted(row[column], printed[index]!),
        );
        return [code, cells];
      });
      expect(Object.fromEntries(shown)).toEqual(tasksInQ4);
    }
  });

  it('is the same as the report of the year but for its name, which is what the annual account uses', async () => {
    const year = await sheetsOf('strategic-goals', { period: '2024' });
    expect([...year]).toEqual([...sheets]);
    const zip = await JSZip.loadAsync(await fileOf('strategic-goals', 'xlsx', { period: '2024' }));
    const sheet = await zip.file('xl/worksheets/sheet1.xml')!.async('string');
    expect(sheet).toContain('strategiset tavoitteet 2024&amp;R');
  });
});

describe('002', () => {
  it('has its five columns, and the state by its words where the document prints one', async () => {
    const sheets = await sheetsOf('productivity-programme');
    const [head, ...rows] = sheets.get('Tavoitteet')!;
    expect(head).toEqual([
      ...['Tuottavuuskärki', 'Tuottavuuskohde', 'Tuottavuusmekanismi ja konkreettiset toimenpiteet'],
      ...['Projektin tila', 'Sanallinen kuvaus'],
    ]);
    expect(rows).toHaveLength(77);
    const shown = rows.map((row) => {
      const [, target, letter] = /^(\d\.\d) (\S+)/.exec(String(row[2]))!;
      return [target!, row[3] === printedState ? `(${letter})` : letter!] as const;
    });
    const byTarget = groupedBy(shown, ([target]) => target);
    const lines = [...byTarget].map(([target, own]) => [target, own.map(([, letter]) => letter).join(' ')]);
    expect(Object.fromEntries(lines)).toEqual(productivityRows);
    expect(new Set(rows.map((row) => row[3]))).toEqual(new Set([printedState, null]));
    expect([...sheets.keys()]).toEqual(['Tavoitteet']);
  });
});

describe('003', () => {
  let rows: Rows;
  beforeAll(async () => {
    rows = (await sheetsOf('county-survey')).get('Vastaukset')!.slice(1);
  });
  const rowsOf = (code: string) => rows.filter((row) => String(row[2]).split(/\s/)[0] === code);

  it('has the contact block first, and all questions that are put to a county', () => {
    const codes = [...groupedBy(rows, (row) => String(row[2]).split(/\s/)[0]!).keys()];
    expect(rowsOf('Y').map((row) => row[3])).toEqual([
      ...['Hyvinvointialueen nimi', 'Yhteyshenkilön nimi', 'Puhelinnumero', 'Sähköposti'],
    ]);
    // A question that is too long for a row continues below it.
    expect(codes.filter((code) => /^(?:Y|Q\d+)$/.test(code))).toEqual(['Y', ...surveyQuestions]);
  });

  it('has the assessments of the document by their words', () => {
    const shown = Object.keys(surveyChoices).map((code) => [
      code,
      rowsOf(code)
        .map((row) => String(row[4]))
        .slice(0, surveyChoices[code]!.length),
    ]);
    expect(Object.fromEntries(shown)).toEqual(surveyChoices);
  });
});

describe('004', () => {
  it('has eight units in both languages, with the actions under their heading and no light', async () => {
    const sheets = await sheetsOf('half-year-follow-up', { language: 'sv' });
    const swedish = [...sheets].filter(([name]) => name.endsWith(' sv'));
    const finnishSheets = [...sheets].filter(([name]) => name.endsWith(' fi'));
    expect([swedish.length, finnishSheets.length, sheets.size]).toEqual([8, 8, 17]);
    for (const [, rows] of swedish)
      expect(rows[0]).toEqual(['Mål', 'Mätare', 'Åtgärder', 'Uppföljning 1–6/2024']);
    for (const [, rows] of finnishSheets)
      expect(rows[0]).toEqual(['Tavoite', 'Mittarit', 'Toimenpiteet', 'Seuranta 1–6/2024']);
    expect(swedish.flatMap(([, rows]) => rows.slice(1))).toHaveLength(24);
  });

  it('has the baselines, targets and figures of the measures in their order', async () => {
    const [head, ...rows] = (await sheetsOf('half-year-follow-up')).get('Mittarit')!;
    expect(head).toEqual(['Tavoite', 'Mittari', 'Lähtötaso', 'Tavoitearvo', 'Toteuma']);
    const shown = rows.map((row, index) => {
      const printed = /: (.+) → (.+): (.+)$/.exec(halfYearMeasures[index] ?? '')?.slice(1) ?? ['', '', ''];
      const [from, to, figure] = printed.map((each, at) => asPrinted(row[2 + at], each));
      return `${String(row[0]).split(' ')[0]}: ${from} → ${to}: ${figure}`;
    });
    expect(shown).toEqual(halfYearMeasures);
  });
});

describe('the published edition of every programme', () => {
  const programmes = Object.keys(periods) as ProgrammeId[];

  it.each(programmes)(
    'of %s names no address and no moment of an answer, and lacks the long form',
    async (id) => {
      for (const format of ['xlsx', 'csv', 'json', 'docx', 'pptx'] as const) {
        const text = await textIn(await fileOf(id, format), format);
        // The survey's form asks for the contact person's address, which its document prints.
        const published = id === 'county-survey' ? 'survey-coordinator@example.org' : '';
        const addresses = text.match(/[\w.-]+@example\.org/g) ?? [];
        expect([format, addresses.filter((address) => address !== published)]).toEqual([format, []]);
        expect(text).not.toContain('answered_at');
      }
      expect((await sheetsOf(id)).has('Kaikki vastaukset')).toBe(false);
      expect((await sheetsOf(id, { edition: 'full' })).has('Kaikki vastaukset')).toBe(true);
    },
  );

  it('has lights only where the programme publishes them', async () => {
    const lit = [];
    for (const id of programmes) {
      const csv = (await fileOf(id, 'csv')).toString();
      const cells = [...(await sheetsOf(id)).values()].flat(2);
      if (csv.includes('goal_light') || cells.includes('Liikennevalo')) lit.push(id);
    }
    expect(lit).toEqual(['strategic-goals']);
  });
});

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function isOf(goal: Cell | undefined, code: string): boolean {
  return String(goal).startsWith(`${code} `);
}

async function textIn(file: Buffer, format: ReportFormat): Promise<string> {
  if (format === 'csv' || format === 'json') return file.toString();
  const zip = await JSZip.loadAsync(file);
  const parts = Object.values(zip.files).filter(({ name }) => name.endsWith('.xml'));
  return (await Promise.all(parts.map((part) => part.async('string')))).join('\n');
}
