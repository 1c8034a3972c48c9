/** A survey: a row a field, in the order of the questions. */
import { answerCell, textCell } from './cell';
import { fieldName, goalName, goalText, headingsOf } from '../content/labels';
import { type ReportedGoal, type ReportSheet, type SheetContext } from '../content/sheet';

export function surveySheets(context: SheetContext): ReportSheet[] {
  const { words, goals, of, source } = context;
  return [
    {
      name: words.answers,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: of(heading), width: 28, names: true },
        })),
        { heading: words.question, width: 48, names: true },
        { heading: words.field, width: 40, names: true },
        { heading: words.answer, width: 70 },
      ],
      rows: goals.flatMap((reported) =>
        reported.goal.fields.map((field, index) => [
          ...headingsOf(reported.goal, context).map(textCell),
          // What describes the question once is enough.
          textCell(index === 0 ? questionText(reported, context) : goalName(reported.goal, context)),
          textCell(fieldName(field, reported.goal, context)),
          answerCell(reported, field, context),
        ]),
      ),
    },
  ];
}

function questionText({ goal, standing }: ReportedGoal, context: SheetContext): string {
  const text = goalText(goal, context);
  return standing.aside === 'voluntary' ? `${text}\n${context.words.voluntary}` : text;
}
