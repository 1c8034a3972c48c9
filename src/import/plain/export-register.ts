/** Writes a register as a workbook in the plain layout, which people can edit in Excel and import again. */
import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import { RefusedError } from '../../errors';
import { type Goal, type Locale, locales, type Register } from '../../goals/schema';
import { rowHeight } from '../../report/xlsx/continued';
import { type Column } from '../../report/xlsx/sheet';
import { type ColumnName, shownName } from '../table/headings';
import { type KeptBeside } from '../table/imported';
import {
  fieldColumns,
  goalColumns,
  groupColumns,
  listColumns,
  mappingColumns,
  nameColumns,
  settingColumns,
  sheetNames,
} from './columns';
import {
  fieldRows,
  goalRow,
  groupRows,
  listRows,
  mappingRows,
  nameRows,
  type OwnersText,
  type PlainRow,
  settingRows,
} from './plain-rows';

export interface ExportMore {
  /** By default the owners, without the words of those that are unresolved. */
  readonly ownersText?: OwnersText;
  readonly beside?: KeptBeside;
}

/**
 * Reading it back gives the same register. Texts are text cells, so they are never formulas.
 * @param language of the headings and words. Default: the programme's main one
 * @throws RefusedError `text-too-long` if a text is longer than a cell can be
 */
export async function exportRegister(
  register: Register,
  language: Locale = register.programme.languages[0]!,
  { ownersText = writtenOwners, beside = { names: [], mappings: [] } }: ExportMore = {},
): Promise<Buffer> {
  const main = register.programme.languages[0]!;
  const { goals } = register;
  const sheets = [
    sheetOf('programme', settingColumns, settingRows(register, language), language),
    sheetOf(
      'goals',
      goalColumns,
      goals.map((goal) => goalRow(goal, language, ownersText)),
      language,
    ),
    sheetOf(
      'fields',
      fieldColumns,
      goals.flatMap((goal) => fieldRows(goal, language, main, ownersText)),
      language,
    ),
    sheetOf(
      'groups',
      groupColumns,
      goals.flatMap((goal) => groupRows(goal, language, ownersText)),
      language,
    ),
    sheetOf(
      'lists',
      listColumns,
      goals.flatMap((goal) => listRows(goal, language)),
      language,
    ),
    ...(beside.names.length > 0 ? [sheetOf('names', nameColumns, nameRows(beside), language)] : []),
    ...(beside.mappings.length > 0
      ? [sheetOf('mapping', mappingColumns, mappingRows(beside), language)]
      : []),
  ];
  return writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}

function writtenOwners(goal: Goal, { owners }: Pick<Goal, 'owners'> = goal): string {
  return owners.join('; ');
}

/** An unused column is left out; people can add it by its heading. */
function sheetOf<K extends string>(
  name: keyof typeof sheetNames,
  columns: readonly ColumnName<K>[],
  rows: readonly PlainRow<K>[],
  language: Locale,
): Sheet<never> {
  const used = columns.filter(
    ({ key, required }) => required || rows.some((row) => row[key] !== undefined && row[key] !== ''),
  );
  const shown: Column[] = used.map((column) => ({
    ...{ heading: shownName(column, language), width: widthOf(column.key) },
  }));
  return {
    sheet: sheetNames[name][locales.indexOf(language)]!,
    columns: shown.map(({ width }) => ({ width })),
    data: [
      drawnRow(
        shown.map(({ heading }) => heading),
        shown,
        head,
      ),
      ...rows.map((row) =>
        drawnRow(
          used.map(({ key }) => row[key]),
          shown,
        ),
      ),
    ],
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

function widthOf(key: string): number {
  if (locales.some((locale) => key.endsWith(`-${locale}`)) || key === 'setting' || key === 'value') return 40;
  return key === 'owners' || key === 'target' ? 30 : 18;
}

const head = { fontWeight: 'bold', backgroundColor: '#d9e2f3' } as const;

/** Maximum height of a spreadsheet row, in points. */
const tallestRow = 409;

/** Sets the row height, because not every program computes the height of wrapped text. */
function drawnRow(
  values: readonly (string | number | undefined)[],
  columns: readonly Column[],
  own: Partial<CellObject> = {},
): (CellObject | null)[] {
  const cells = values.map((value) => (value === undefined || value === '' ? undefined : { value }));
  const height = Math.min(tallestRow, rowHeight(cells, columns));
  const look = { wrap: true, alignVertical: 'top', height, ...own } as const;
  return cells.map((cell) => {
    if (!cell) return null;
    if (typeof cell.value === 'number') return { ...look, value: cell.value, type: Number };
    // The text format keeps Excel from turning a code such as "1.1" into a date when somebody retypes it.
    return { ...look, value: cellText(cell.value), type: String, format: '@' };
  });
}

const longestCell = 32_767;

/** Escapes characters that XML or the writer cannot hold, and text that looks like an escape, as Excel does. */
function cellText(text: string): string {
  const escaped = text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\p{Cc}\p{Noncharacter_Code_Point}\ufffd]/gu, (character) =>
      /[\t\n]/.test(character) ? character : escapedUnits(character),
    );
  // The writer looks up texts in an object, where names such as "constructor" have another meaning.
  if (escaped in {}) return `${escapedUnits(escaped[0]!)}${escaped.slice(1)}`;
  if (escaped.length > longestCell) throw new RefusedError('text-too-long', { text: text.slice(0, 60) });
  return escaped;
}

/** "_x000B_"; a character outside the basic plane gives two of them. */
function escapedUnits(character: string): string {
  return Array.from({ length: character.length }, (_unit, index) => {
    const code = character.charCodeAt(index).toString(16).toUpperCase();
    return `_x${code.padStart(4, '0')}_`;
  }).join('');
}
