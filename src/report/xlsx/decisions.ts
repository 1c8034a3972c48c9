/** What is decided on requests for support, as a sheet of a workbook. */
import { decidedSupport } from '../content/decided-support';
import { type ReportContent } from '../content/report-content';
import { textCell } from './cell';
import { type ReportSheet } from './sheet';

export function decisionSheets(content: ReportContent): ReportSheet[] {
  const { words } = content;
  const rows = decidedSupport(content).map(({ about, wanted, text }) => [about, wanted, text].map(textCell));
  if (rows.length === 0) return [];
  return [
    {
      name: words.decisions,
      columns: [
        { heading: words.goal, width: 40, names: true },
        { heading: words.wanted, width: 60 },
        { heading: words.decision, width: 60 },
      ],
      rows,
    },
  ];
}
