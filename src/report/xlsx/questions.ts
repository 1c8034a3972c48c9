/** The published questions with their responses, as a sheet of a workbook. */
import { publishedQuestions } from '../content/published-questions';
import { type ReportContent } from '../content/report-content';
import { textCell } from './cell';
import { type ReportSheet } from './sheet';

export function questionSheets(content: ReportContent): ReportSheet[] {
  const { words } = content;
  const rows = publishedQuestions(content).map(({ about, text, responses }) => [
    about,
    text,
    responses.length > 0 ? responses.join('\n\n') : words.noResponse,
  ]);
  if (rows.length === 0) return [];
  return [
    {
      name: words.questions,
      columns: [
        { heading: words.goal, width: 40, names: true },
        { heading: words.asked, width: 60 },
        { heading: words.response, width: 80 },
      ],
      rows: rows.map((texts) => texts.map(textCell)),
    },
  ];
}
