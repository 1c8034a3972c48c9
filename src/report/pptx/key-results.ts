/** Key results in the columns of the county's list. Pure. */
import { type Field, type Goal } from '../../goals/schema';
import { headedTable } from './headed-table';
import { type Slide } from './page/slide';
import { comparedText, fromToText, type SlideContent, valueText } from './slide-content';

const widths = { plain: [6, 4.4, 2.2], withLights: [5.4, 3.6, 2, 1.6] };

export function keyResults(content: SlideContent): Slide[] {
  const { words } = content;
  return headedTable(content, {
    widths,
    head: [words.keyResult, words.confidence],
    rowsOf: (goal) =>
      goal.fields.map((field) => [
        { text: keyResultText(content, goal, field) },
        { text: figureText(content, goal, field) },
      ]),
  });
}

/** The county's own text has the figures of the result in it. */
function keyResultText({ textOf }: SlideContent, goal: Goal, field: Field): string {
  return [
    `${goal.code} ${textOf(goal.title)}`,
    textOf(goal.description),
    goal.fields.length > 1 ? textOf(field.label) : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function figureText(content: SlideContent, goal: Goal, field: Field): string {
  return [valueText(content, goal, field), fromToText(content, field), ...comparedText(content, goal, field)]
    .filter(Boolean)
    .join('\n');
}
