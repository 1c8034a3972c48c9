/** A survey: a row per field, in the order of the questions. */
import { fieldKindRules } from '../../goals/field-kinds';
import { answerCell, textCell } from './cell';
import { comparedColumns, earlierParts } from './compared';
import { fieldName, goalName, goalText, headingsOf } from '../content/labels';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';

export function surveySheets(content: ReportContent): ReportSheet[] {
  const { words, goals, textOf, source } = content;
  const compared = comparedColumns(content, ({ kind }) => fieldKindRules[kind].isFigure, [
    'target',
    ...earlierParts,
  ]);
  return [
    {
      name: words.answers,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: textOf(heading), width: 28, names: true },
        })),
        { heading: words.question, width: 48, names: true },
        { heading: words.field, width: 40, names: true },
        { heading: words.answer, width: 70 },
        ...compared.columns,
      ],
      rows: goals.flatMap((reported) =>
        reported.goal.fields.map((field, index) => [
          ...headingsOf(reported.goal, content).map(textCell),
          // The description of a question is shown once.
          textCell(index === 0 ? questionText(reported, content) : goalName(reported.goal, content)),
          textCell(fieldName(field, reported.goal, content)),
          answerCell(reported, field, content),
          ...compared.cells(reported, fieldKindRules[field.kind].isFigure ? field : undefined),
        ]),
      ),
    },
  ];
}

function questionText({ goal, standing }: ReportedGoal, content: ReportContent): string {
  const text = goalText(goal, content);
  return standing.aside === 'voluntary' ? `${text}\n${content.words.voluntary}` : text;
}
