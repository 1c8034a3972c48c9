/** What the cells of a workbook show, as a spreadsheet program of the language would: values with their formats. */
import JSZip from 'jszip';
import { type Locale } from '../../src/goals/schema';
import { unescaped } from './office-parts';

export interface ShownSheet {
  readonly name: string;
  /** The first one is the head; an empty cell is an empty text. */
  readonly rows: readonly (readonly string[])[];
}

export async function shownSheets(file: Buffer, locale: Locale): Promise<ShownSheet[]> {
  const zip = await JSZip.loadAsync(file);
  const part = (name: string) => zip.file(`xl/${name}.xml`)!.async('string');
  const texts = all(await part('sharedStrings'), /<si>(.*?)<\/si>/gs).map((item) =>
    unescaped(all(item, /<t[^>]*>([^<]*)<\/t>/g).join('')),
  );
  const formats = formatsOf(await part('styles'));
  const names = all(await part('workbook'), /<sheet [^>]*name="([^"]*)"/g).map(unescaped);
  return Promise.all(
    names.map(async (name, index) => ({
      name,
      rows: rowsOf(await part(`worksheets/sheet${index + 1}`), (type, style, value) =>
        type === 's' ? texts[Number(value)]! : shown(Number(value), formats[style] ?? 'General', locale),
      ),
    })),
  );
}

type Show = (type: string, style: number, value: string) => string;

function rowsOf(xml: string, show: Show): string[][] {
  return all(xml, /<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs).map((row) => {
    const cells: string[] = [];
    for (const [, attributes = '', value] of row.matchAll(
      /<c ([^>]*?)(?:\/>|>.*?<v>([^<]*)<\/v>.*?<\/c>)/gs,
    )) {
      const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
      if (value === undefined) continue;
      cells[columnOf(attribute('r'))] = show(attribute('t'), Number(attribute('s')), value);
    }
    return Array.from(cells, (cell) => cell ?? '');
  });
}

function columnOf(reference: string): number {
  const letters = reference.replace(/\d/g, '');
  return [...letters].reduce((number, letter) => 26 * number + letter.charCodeAt(0) - 64, 0) - 1;
}

const builtIn: Readonly<Record<string, string>> = {
  ...{ 0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%' },
};

/** By the index of a cell's style. */
function formatsOf(styles: string): string[] {
  const own = new Map(
    [...styles.matchAll(/<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"/g)].map(
      ([, id, code]) => [id!, unescaped(code!)] as const,
    ),
  );
  const [cellXfs = ''] = all(styles, /<cellXfs[^>]*>(.*?)<\/cellXfs>/gs);
  return all(cellXfs, /<xf ([^>]*?)\/?>/g).map((xf) => {
    const id = /numFmtId="(\d+)"/.exec(xf)?.[1] ?? '0';
    return own.get(id) ?? builtIn[id] ?? 'General';
  });
}

function shown(value: number, format: string, locale: Locale): string {
  const conditions = [...format.matchAll(/\[=(-?\d+)\]"([^"]*)"/g)];
  if (conditions.length > 0) {
    const word = conditions.find(([, number]) => Number(number) === value)?.[2];
    return word ?? general(value, locale);
  }
  if (format === 'General') return general(value, locale);
  if (format.includes('yy')) return day(value, format);
  const literal = (text: string) =>
    text.replace(/"([^"]*)"|\\(.)/g, (_, quoted?: string, escaped = '') => quoted ?? String(escaped));
  const [, before = '', places = '', after = ''] = /^((?:"[^"]*")*)([#,0.]+)(.*)$/.exec(format) ?? [];
  const decimals = /\.(0+)/.exec(places)?.[1]?.length ?? 0;
  const size = Math.abs(after.endsWith('%') ? 100 * value : value);
  const figure = grouped(size.toFixed(decimals), places.includes(','), locale);
  return `${value < 0 ? '-' : ''}${literal(before)}${figure}${literal(after)}`;
}

function general(value: number, locale: Locale): string {
  return grouped(String(value), false, locale);
}

function grouped(figure: string, isGrouped: boolean, locale: Locale): string {
  const [whole = '', decimals] = figure.split('.');
  const [thousands, point] = locale === 'en' ? [',', '.'] : [' ', ','];
  const parted = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, thousands) : whole;
  return decimals === undefined ? parted : `${parted}${point}${decimals}`;
}

/** Days are counted from 1899-12-30. */
function day(value: number, format: string): string {
  const date = new Date(Date.UTC(1899, 11, 30) + value * 86_400_000);
  const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return format
    .replace(/;.*$/, '')
    .replace(/yyyy/, String(date.getUTCFullYear()))
    .replace(/(?<![a-z])mmm/, () => names[date.getUTCMonth()]!)
    .replace(/(?<![a-z])m(?![a-z])/, String(date.getUTCMonth() + 1))
    .replace(/(?<![a-z])d(?![a-z])/, String(date.getUTCDate()));
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
