/** Key results in the columns of the county's list. Pure. */
import { headingsOf } from '../content/labels';
import { type Field, type Goal } from '../../goals/schema';
import { type Slide } from './page/slide';
import { filling, nameWidths, tableSlides } from './page/table';
import { comparedText, fromToText, lightCell, type SlideContent, valueText } from './slide-content';

/** In inches: the headings', the key result's, the figure's, and the light's where there is one. */
const plainWidths = [6, 4.4, 2.2];
const lightWidths = [5.4, 3.6, 2, 1.6];

export function keyResults(content: SlideContent): Slide[] {
  const { words, source, textOf, showsGoalLights } = content;
  const { headings } = source.form.programme;
  const [most, ...others] = showsGoalLights ? lightWidths : plainWidths;
  const names = headings.map((heading, level) => [
    textOf(heading),
    ...source.form.goals.map((goal) => headingsOf(goal, content)[level] ?? ''),
  ]);
  const widths = nameWidths(names, most!);
  return tableSlides({
    title: words.slides.goals,
    continued: words.slides.continued,
    widths: filling(widths, others),
    head: [
      ...headings.map(textOf),
      words.keyResult,
      words.confidence,
      ...(showsGoalLights ? [words.light] : []),
    ],
    rows: source.form.goals.flatMap((goal) =>
      goal.fields.map((field) => [
        ...headingsOf(goal, content).map((text) => ({ text })),
        { text: keyResultText(content, goal, field) },
        { text: figureText(content, goal, field) },
        ...(showsGoalLights ? [lightCell(content, goal)] : []),
      ]),
    ),
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
