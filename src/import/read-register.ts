/** Reads a register from a file in any of the layouts in which counties publish. Pure. */
import { RefusedError } from '../errors';
import { type Layout } from '../goals/schema';
import { nearestHeadRow, shownName } from './table/headings';
import { type ColumnMapping, type ImportedRegister, saysAll } from './table/imported';
import { type ColumnChoice, columnsToChoose, rememberedChoices } from './mapped/columns';
import { readMapped } from './mapped/read-mapped';
import { halfYear } from './layouts/half-year';
import { keyResults } from './layouts/key-results';
import { type LayoutReader } from './layouts/layout';
import { productivityProgramme } from './layouts/productivity-programme';
import { strategicGoals } from './layouts/strategic-goals';
import { plain } from './plain/read-plain';
import { programmeIn } from './plain/read-settings';
import { readWorkbook } from './file/read-workbook';
import { refuseFormulas, withFileProblems } from './file-problems';
import { titleIn } from './file-title';
import { refuseUnreadTables } from './unread-tables';
import { type Sheet } from './file/sheet';

/** The ministry's survey is not among them: no county publishes it as a table. */
export const layoutReaders: readonly LayoutReader[] = [
  plain,
  keyResults,
  strategicGoals,
  productivityProgramme,
  halfYear,
];

/**
 * Errors in rows are returned as problems.
 * @param options `layout` if the file must have a certain one. `choices` says what the columns mean and comes before any
 *   layout. Default: the layout that the headings match; else what the columns of an earlier file meant (`remembered`);
 *   else, with `guess`, what their headings look like
 * @throws RefusedError `column-not-found`, `column-unclear`, `column-twice`; `layout-unrecognised` with the headings that
 *   each layout needs, and the found and missing ones of the nearest layout; `table-not-read`; `heading-twice`,
 *   `no-goals`; and the errors of readWorkbook
 */
export function readRegister(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ImportedRegister> {
  return new Promise((resolve) => {
    const sheets = readWorkbook(bytes, fileName);
    const register = registerOr(sheets, options);
    const title = titleIn(sheets, register);
    resolve(withFileProblems({ ...register, ...(title !== undefined && { title }) }, sheets));
  });
}

export interface ReadOptions {
  readonly layout?: Layout;
  readonly choices?: readonly ColumnChoice[];
  readonly remembered?: readonly ColumnMapping[];
  readonly guess?: boolean;
  /** If nothing says which column holds the goals: returns the columns, without any goals, for somebody to say it. */
  readonly toChoose?: boolean;
}

export type ReadRegister = typeof readRegister;

/** A table whose formulas hold no values may look empty. */
function registerOr(sheets: readonly Sheet[], options: ReadOptions): ImportedRegister {
  try {
    return registerIn(sheets, options);
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'no-goals') refuseFormulas(sheets);
    throw error;
  }
}

function registerIn(
  sheets: readonly Sheet[],
  { layout, choices = [], remembered = [], guess = false, toChoose = false }: ReadOptions,
): ImportedRegister {
  if (choices.length > 0) return mappedAs(sheets, choices);
  const readers = layoutReaders.filter((reader) => layout === undefined || reader.layout === layout);
  for (const reader of readers) {
    const read = reader.read(sheets);
    if (!read) continue;
    refuseUnreadTables(sheets, reader);
    return withSettings({ layout: reader.layout, ...read }, sheets);
  }
  const known = layout === undefined ? rememberedChoices(sheets, remembered) : undefined;
  const mapped = known ?? (guess && layout === undefined ? [] : undefined);
  const read = mapped && readMapped(sheets, mapped);
  if (read && (read.goals.length > 0 || !toChoose)) return withSettings(read, sheets);
  const columns = toChoose ? columnsToChoose(sheets) : undefined;
  if (columns) return { ...{ layout: 'plain', columns }, headings: [], goals: [], problems: [] };
  throw unrecognised(sheets, readers, layout);
}

function mappedAs(sheets: readonly Sheet[], choices: readonly ColumnChoice[]): ImportedRegister {
  const read = readMapped(sheets, choices);
  if (!read) throw new RefusedError('column-not-found', { column: 'goal, measure', columns: '' });
  return withSettings(read, sheets);
}

/** Any layout may have a sheet of settings; the plain one has read it already. @throws RefusedError `no-goals` */
function withSettings(register: ImportedRegister, sheets: readonly Sheet[]): ImportedRegister {
  if (register.goals.length === 0 && register.problems.length === 0) throw new RefusedError('no-goals');
  if (saysAll(register)) return register;
  const { problems, ...settings } = programmeIn(sheets);
  return { ...register, ...settings, problems: [...problems, ...register.problems] };
}

function unrecognised(
  sheets: readonly Sheet[],
  readers: readonly LayoutReader[],
  layout?: Layout,
): RefusedError {
  const compared = readers.map((reader) => ({ reader, head: nearestHeadRow(sheets, reader.columns) }));
  compared.sort((a, b) => (b.head?.found.length ?? 0) - (a.head?.found.length ?? 0));
  const [nearest] = compared;
  const head = nearest?.head;
  const details = {
    layouts: readers.map(headingsOf).join('; '),
    found: head?.found.map(({ text }) => text).join(', ') ?? '',
    missing: head?.missing.map((column) => shownName(column, head.language)).join(', ') ?? '',
  };
  if (layout !== undefined && readers.length === 0)
    return new RefusedError('layout-not-readable', { layout });
  return head
    ? new RefusedError('layout-unrecognised', { ...details, nearest: nearest.reader.layout })
    : new RefusedError('no-headings', details);
}

/** "key-results: Toimiala, Tulosalue, …" */
function headingsOf({ layout, columns }: LayoutReader): string {
  const names = columns.filter(({ required }) => required).map((column) => shownName(column, 'fi'));
  return `${layout}: ${names.join(', ')}`;
}
