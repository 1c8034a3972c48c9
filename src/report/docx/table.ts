/** A group of fields in rows and columns as a table of the page's width, its header repeated on every page. */
import { type Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { type Field, type Group, type Option } from '../../goals/schema';
import { answerTo } from '../../goals/answers/answer-result';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { columnWidths, total } from '../office/column-widths';
import { wordWidth } from '../office/text-fit';
import { answerParagraphs } from './answers';
import { cellSize, colours, styleIds, tableBorders, textWidth } from './styles';
import { paragraph } from './text';

/** A row with at most this many characters of text is kept on one page. */
const smallRow = 800;

/** @param fields the group's fields with a row and a column, in the form's order */
export function tableOf(
  group: Group,
  fields: readonly Field[],
  reported: ReportedGoal,
  content: ReportContent,
): Table {
  const { rows: wantedRows = [], columns: wantedColumns = [] } = group;
  const columns = wantedColumns.filter(({ id }) => fields.some(({ column }) => column === id));
  const rows = wantedRows.filter(({ id }) => fields.some(({ row }) => row === id));
  const names = rows.map(({ label }) => content.textOf(label));
  const heads = columns.map(({ label }) => content.textOf(label));
  const widths = tableWidths(sharesOf(columns.length), [names, ...heads.map((head) => [head])]);
  const byPlace = new Map<string, Field[]>();
  for (const field of fields) {
    const place = JSON.stringify([field.row, field.column]);
    byPlace.set(place, [...(byPlace.get(place) ?? []), field]);
  }
  const header = ['', ...heads];
  return pageTable(widths, [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: header.map((text, index) =>
        cell([paragraph(text, { style: styleIds.cellHead })], widths[index]!, true),
      ),
    }),
    ...rows.map((row) => rowOf(row, columns, widths, byPlace, reported, content)),
  ]);
}

/** Left and right, in twentieths of a point. */
export const cellMargin = 90;

/** A table of the page's width; its first row and its first column are heads. @param rows the head first */
export function pageTable(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    borders: tableBorders,
    tableLook: { firstRow: true, firstColumn: true },
    margins: { top: 40, bottom: 40, left: cellMargin, right: cellMargin },
    rows: [...rows],
  });
}

function rowOf(
  row: Option,
  columns: readonly Option[],
  widths: readonly number[],
  byPlace: ReadonlyMap<string, readonly Field[]>,
  reported: ReportedGoal,
  content: ReportContent,
): TableRow {
  const inColumn = columns.map(({ id }) => byPlace.get(JSON.stringify([row.id, id])) ?? []);
  const length = inColumn.flat().reduce((sum, field) => sum + lengthOf(field, reported), 0);
  return new TableRow({
    cantSplit: length <= smallRow,
    children: [
      cell([paragraph(content.textOf(row.label), { style: styleIds.cell })], widths[0]!),
      ...inColumn.map((fields, index) => cell(cellParagraphs(fields, reported, content), widths[index + 1]!)),
    ],
  });
}

function lengthOf(field: Field, { answers }: ReportedGoal): number {
  return [answerTo(answers, field.id)?.raw ?? ''].flat().join('').length;
}

/** If several fields share a cell, each is named. */
function cellParagraphs(
  fields: readonly Field[],
  reported: ReportedGoal,
  content: ReportContent,
): Paragraph[] {
  if (fields.length === 0) return [paragraph('', { style: styleIds.cell })];
  return fields.flatMap((field) => [
    ...(fields.length > 1 ? [paragraph(content.textOf(field.label), { style: styleIds.cellHead })] : []),
    ...answerParagraphs({
      ...{ field, content },
      answer: answerTo(reported.answers, field.id),
      style: { style: styleIds.cell },
    }),
  ]);
}

export function cell(children: Paragraph[], width: number, head = false): TableCell {
  return new TableCell({
    children,
    width: { size: width, type: WidthType.DXA },
    ...(head && { shading: { type: ShadingType.CLEAR, color: 'auto', fill: colours.head } }),
  });
}

/** With few columns, the names of the rows get most of the width. */
function sharesOf(columns: number): number[] {
  const share = columns <= 1 ? 0.62 : columns <= 3 ? 0.4 : 0.25;
  return [share, ...Array.from({ length: columns }, () => (1 - share) / columns)];
}

/** In twentieths of a point; the page's width together. @param columns each column's texts */
export function tableWidths(
  shares: readonly number[],
  columns: readonly (readonly string[])[],
): readonly number[] {
  const needed = columns.map((texts) => {
    const inches = Math.max(0, ...texts.map((text) => wordWidth(text, { size: cellSize, bold: true })));
    return Math.ceil(inches * 1440) + 2 * cellMargin;
  });
  const [, ...others] = columnWidths(shares, needed, textWidth).map(Math.floor);
  return [textWidth - total(others), ...others];
}
