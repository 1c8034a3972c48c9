/** What the coordinator wrote, as the first sheet of a workbook. */
import { divisionNameOf } from '../../goals/division';
import { type ReportContent } from '../content/report-content';
import { textCell } from './cell';
import { type ReportSheet } from './sheet';

export function wordsSheets({ options, words, source, textOf }: ReportContent): ReportSheet[] {
  const { preface = '', comments = new Map<string, string>() } = options.said ?? {};
  const { programme, goals } = source.form;
  const named = new Map(
    goals.map(({ headings }) => [divisionNameOf(headings[0]!, programme), textOf(headings[0])]),
  );
  const rows = [
    ...(preface === '' ? [] : [[words.preface, preface]]),
    ...[...named].flatMap(([division, name]) => {
      const comment = comments.get(division);
      return comment === undefined ? [] : [[name, comment]];
    }),
  ];
  if (rows.length === 0) return [];
  return [
    {
      name: words.preface,
      columns: [
        { heading: textOf(programme.headings[0]), width: 34, names: true },
        { heading: words.comments, width: 100 },
      ],
      rows: rows.map((texts) => texts.map(textCell)),
    },
  ];
}
