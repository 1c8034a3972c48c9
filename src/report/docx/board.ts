/** The board's page of a document: the table of divisions, and the lists below it. */
import { type Paragraph, type Table, TableRow } from 'docx';
import { type Digest } from '../../digest/digest';
import { type BoardList, boardPage } from '../content/board';
import { type ReportContent } from '../content/report-content';
import { styleIds } from './styles';
import { cell, pageTable, tableWidths } from './table';
import { paragraph } from './text';

export function boardParts(content: ReportContent, digest: Digest): (Paragraph | Table)[] {
  const { head, rows, changes, support, missing } = boardPage(content, digest);
  return [
    paragraph(content.words.board.title, { style: 'ContentsHeading' }),
    countTable(head, rows),
    ...[changes, ...(support ? [support] : []), missing].flatMap(listParagraphs),
  ];
}

/** The share of the first column, which has the names. */
const nameShare = 0.4;

function countTable(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const shares = [nameShare, ...head.slice(1).map(() => (1 - nameShare) / (head.length - 1))];
  const columns = head.map((_, column) => [head, ...rows].map((row) => row[column]!));
  const widths = tableWidths(shares, columns);
  const row = (texts: readonly string[], isHead: boolean, isLast: boolean) =>
    new TableRow({
      ...(isHead && { tableHeader: true }),
      cantSplit: true,
      children: texts.map((text, index) =>
        cell(
          [paragraph(text, { style: isHead || isLast ? styleIds.cellHead : styleIds.cell })],
          widths[index]!,
          isHead,
        ),
      ),
    });
  return pageTable(widths, [
    row(head, true, false),
    ...rows.map((texts, index) => row(texts, false, index === rows.length - 1)),
  ]);
}

function listParagraphs({ heading, lines }: BoardList): Paragraph[] {
  return [
    paragraph(heading, { style: styleIds.label }),
    ...lines.map((line) => paragraph(line, { paragraph: { bullet: { level: 0 } } })),
  ];
}
