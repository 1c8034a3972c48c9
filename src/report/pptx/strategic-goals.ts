/** Slides as in the strategy report: a divider per focus, a slide per goal, all goals and lights at the end. Pure. */
import { goalName, isIndicator } from '../content/labels';
import { type Goal } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { goalPages } from './goal-page';
import { leftOf, toldOf, yearOf } from './strategic-goal';
import { roundsOfYear, type YearRound } from './rounds-of-year';
import { type Slide } from './page/slide';
import { strategySlides } from './strategy';
import { tableSlides } from './page/table';
import { fromToText, lightCell, type SlideContent, valueText } from './slide-content';
import { commentSlides } from './words';

const layouts = [
  [7, 5],
  [6, 6],
  [5, 7],
] as const;

export function strategicGoals(content: SlideContent): Slide[] {
  const { goals } = content.source.form;
  const year = roundsOfYear(content);
  const focusOf = (goal: Goal | undefined) => content.textOf(goal?.headings[0]);
  const slides = goals.flatMap((goal, index): Slide[] => {
    const focus = focusOf(goal);
    const pages = goalPages(content, goal, arrangementsOf(content, goal, year), layouts);
    if (focus === focusOf(goals[index - 1])) return pages;
    const level = content.textOf(content.source.form.programme.headings[0]);
    return [{ kind: 'divider', title: focus, lines: [level] }, ...commentSlides(content, goal), ...pages];
  });
  return [...strategySlides(content), ...slides, ...summary(content)];
}

/** The summary is below the year, or below the tasks if they leave more room. */
function arrangementsOf(content: SlideContent, goal: Goal, year: readonly YearRound[]) {
  const [left, right, told] = [leftOf(content, goal), yearOf(content, goal, year), toldOf(content, goal)];
  return [
    [left, [...right, ...told]],
    [[...left, ...told], right],
  ];
}

/** The county's table: goal, KPI, who is responsible, and the light. */
function summary(content: SlideContent): Slide[] {
  const { words, source, showsGoalLights } = content;
  return tableSlides({
    title: words.slides.summary,
    continued: words.slides.continued,
    widths: showsGoalLights ? [3.8, 4.5, 2.2, 1.8] : [4.2, 5.5, 2.6],
    head: [words.goal, words.kpi, words.responsibleUnit, ...(showsGoalLights ? [words.light] : [])],
    rows: source.form.goals.map((goal) => [
      { text: goalName(goal, content) },
      { text: kpiText(content, goal) },
      { text: content.textOf(unitOf(goal)) },
      ...(showsGoalLights ? [lightCell(content, goal)] : []),
    ]),
  });
}

/** Each measure with its value and target; what is followed in words only by its name. */
function kpiText(content: SlideContent, goal: Goal): string {
  return goal.fields
    .filter(isIndicator)
    .map((field) => {
      const label = content.textOf(field.label);
      if (field.role !== 'measure') return label;
      const target = fromToText(content, field);
      return `${label}: ${valueText(content, goal, field)}${target && ` (${target})`}`;
    })
    .join('\n');
}
