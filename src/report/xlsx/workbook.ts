/** A round as an Excel workbook: the sheets of its layout, then, in the full edition, all answers in the long form. */
import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import { formatMoment } from '../../goals/format-date';
import { type Layout } from '../../goals/schema';
import { continuedRows, rowHeight } from './continued';
import { printSetup } from './print-setup';
import { sheetNames } from './sheet-names';
import { allAnswersSheet } from './all-answers';
import { halfYearSheets } from './half-year';
import { keyResultSheets } from './key-results';
import { plainSheets } from './plain';
import { productivityProgrammeSheets } from './productivity-programme';
import { finishedFile } from '../office/office-file';
import { filePropertiesOf } from '../office/properties';
import { sharedStrings } from '../office/shared-strings';
import { reportTitle } from '../content/labels';
import { reportContent, type ReportOptions, type ReportContent } from '../content/report-content';
import { type ReportSource } from '../content/report-source';
import { type Column, type ReportSheet, type SheetCell } from './sheet';
import { strategicGoalSheets } from './strategic-goals';
import { surveySheets } from './survey';
import { valuesByPeriod } from './by-period';
import { decisionSheets } from './decisions';
import { questionSheets } from './questions';
import { unitCommentSheets } from './unit-comments';
import { wordsSheets } from './words';
import { yearSheets } from './year';

const sheetsOfLayout: Readonly<Record<Layout, (content: ReportContent) => ReportSheet[]>> = {
  'key-results': keyResultSheets,
  'strategic-goals': strategicGoalSheets,
  'productivity-programme': productivityProgrammeSheets,
  survey: surveySheets,
  'half-year': halfYearSheets,
  plain: plainSheets,
};

/** The figures are the same as in the digest of this source. */
export async function workbookOf(source: ReportSource, options: ReportOptions): Promise<Buffer> {
  const content = reportContent(source, options);
  const layout = sheetsOfLayout[source.form.programme.layout](content);
  // Drops empty sheets, which would look as if somebody had forgotten to fill them.
  const filled = layout.filter(({ rows }, index) => index === 0 || rows.length > 0);
  const sheets = [
    ...[
      ...wordsSheets(content),
      ...filled,
      ...valuesOfYear(content),
      ...yearSheets(content),
      ...decisionSheets(content),
      ...unitCommentSheets(content),
      ...questionSheets(content),
    ].map(continued),
    ...(content.edition === 'full' ? [allAnswersSheet(content)] : []),
  ];
  const names = sheetNames(sheets.map(({ name }) => name));
  const printed = sheets.map(({ columns, rows, wide }, index) => ({
    name: names[index]!,
    columns: columns.length,
    rows: rows.length + 1,
    pagesWide: wide ? 4 : 1,
    repeated: wide ? columns.findIndex(({ names: isName }) => isName) + 1 : 0,
  }));
  const file = await writeXlsxFile(
    sheets.map((sheet, index) => drawn(sheet, names[index]!)),
    { fontFamily: 'Calibri', fontSize: 11, features: [printSetup(printed, titleOf(content))] },
  ).toBuffer();
  return finishedFile(file, filePropertiesOf(content), [sharedStrings]);
}

/** The other layouts show the values of a year in sheets of their own, and a survey has no periods. */
function valuesOfYear(content: ReportContent): ReportSheet[] {
  const { layout } = content.source.form.programme;
  const hasNone = layout === 'key-results' || layout === 'productivity-programme' || layout === 'plain';
  return hasNone ? valuesByPeriod(content) : [];
}

function continued(sheet: ReportSheet): ReportSheet {
  return { ...sheet, rows: sheet.rows.flatMap((row) => continuedRows(row, sheet.columns)) };
}

function titleOf(content: ReportContent): readonly [string, string] {
  const { options, words } = content;
  const asOf = formatMoment(options.asOf.toISOString(), options.locale, options.timeZone);
  return [reportTitle(content), `${words.asOf} ${asOf}`];
}

/** The rows of the long form stay one line high, since it is a table to compute with. */
function drawn({ columns, rows, foot = [], wide }: ReportSheet, name: string): Sheet<never> {
  return {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    data: [
      headRow(columns),
      ...[...rows, ...foot].map((row) => (wide ? lowRow(row) : wrappedRow(row, columns))),
    ],
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

const line = {
  bottomBorderStyle: 'thin',
  bottomBorderColor: '#bfbfbf',
  leftBorderStyle: 'thin',
  leftBorderColor: '#d9d9d9',
} as const;

/** In points: as high as a line, and too low to show the dots of an Ä in the next one. */
const lowHeight = 14;

/** A row one line high with texts cut at their column, or they would run into empty cells and onto the next page. */
function lowRow(row: ReportSheet['rows'][number]): (CellObject | null)[] {
  return row.map((cell) =>
    cell ? { ...drawnCell(cell), height: lowHeight, wrap: typeof cell.value === 'string' } : null,
  );
}

/** Sets the height, since not every program computes that of wrapped text. */
function wrappedRow(row: ReportSheet['rows'][number], columns: readonly Column[]): CellObject[] {
  const look = { height: rowHeight(row, columns), wrap: true, ...line };
  return row.map((cell) => (cell ? { ...drawnCell(cell), ...look } : look));
}

function headRow(columns: readonly Column[]): CellObject[] {
  const cells = columns.map(({ heading }) => ({ value: heading }));
  const height = rowHeight(cells, columns);
  return cells.map(({ value }) => ({
    ...{ value: literal(value), type: String, wrap: true, alignVertical: 'top', height },
    ...{ fontWeight: 'bold', backgroundColor: '#d9e2f3' },
  }));
}

function drawnCell({ value, format, fill, centred = fill !== undefined }: SheetCell): CellObject {
  const look = {
    alignVertical: 'top' as const,
    ...(fill !== undefined && { backgroundColor: fill }),
    ...(centred && { align: 'center' as const }),
  };
  if (typeof value === 'string') return { ...look, value: literal(value), type: String };
  const typed = { ...look, value, ...(format !== undefined && { format }) };
  return value instanceof Date ? { ...typed, type: Date } : { ...typed, type: Number };
}

/** Escapes underscores, since Excel reads "_x000A_" in a text as a line break. */
function literal(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
