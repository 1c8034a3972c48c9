/** A productivity programme as in the county's table: a row per measure, with its state and description. */
import { type Field } from '../../goals/schema';
import { answerTo } from '../../goals/answers/answer-result';
import { answerCell, textCell } from './cell';
import { comparedColumns } from './compared';
import { fieldName, goalText, headingsOf } from '../content/labels';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type ReportSheet } from './sheet';
import { narrativeText } from './strategic-goals';
import { standingOf } from './standing';

export function productivityProgrammeSheets(content: ReportContent): ReportSheet[] {
  const { words, goals, textOf, source } = content;
  const standing = standingOf(content);
  const compared = comparedColumns(content, isState, ['previous', 'yearAgo']);
  return [
    {
      name: words.goals,
      columns: [
        ...source.form.programme.headings.map((heading) => ({
          ...{ heading: textOf(heading), width: 28, names: true },
        })),
        { heading: words.mechanism, width: 54, names: true },
        { heading: words.projectState, width: 20 },
        { heading: words.verbalDescription, width: 62 },
        ...compared.columns,
        ...standing.columns,
      ],
      rows: goals.map((reported) => {
        const state = stateOf(reported);
        return [
          ...headingsOf(reported.goal, content).map(textCell),
          textCell(goalText(reported.goal, content)),
          state && answerCell(reported, state, content),
          textCell(
            [narrativeText(reported, content), otherAnswers(reported, state, content)]
              .filter(Boolean)
              .join('\n\n'),
          ),
          ...compared.cells(reported, state),
          ...standing.cells(reported),
        ];
      }),
    },
  ];
}

function isState({ role }: Field): boolean {
  return role === 'state';
}

function stateOf({ goal }: ReportedGoal): Field | undefined {
  return goal.fields.find(isState);
}

/** Collects the answers for which the table has no column, since they must be shown somewhere. */
function otherAnswers(
  { goal, answers }: ReportedGoal,
  state: Field | undefined,
  content: ReportContent,
): string {
  return goal.fields
    .filter((field) => field.role !== 'narrative' && field !== state)
    .flatMap((field) => {
      const answer = answerTo(answers, field.id);
      return answer ? [`${fieldName(field, goal, content)}: ${content.answer(field, answer)}`] : [];
    })
    .join('\n');
}
