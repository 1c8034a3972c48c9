/** What heads wrote about their units, as a sheet of a workbook. */
import { type ReportContent } from '../content/report-content';
import { unitComments } from '../content/unit-comments';
import { textCell } from './cell';
import { type ReportSheet } from './sheet';

export function unitCommentSheets(content: ReportContent): ReportSheet[] {
  const { words } = content;
  const rows = unitComments(content).map(({ unit, text }) => [unit, text]);
  if (rows.length === 0) return [];
  return [
    {
      name: words.unitComments,
      columns: [
        { heading: words.responsibleUnit, width: 34, names: true },
        { heading: words.unitComment, width: 100 },
      ],
      rows: rows.map((texts) => texts.map(textCell)),
    },
  ];
}
