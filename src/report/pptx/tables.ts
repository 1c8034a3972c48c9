/** Slides of the plain layout: lights by unit, and all goals with their answers. Pure. */
import { fieldName, goalHeading, goalName } from '../content/labels';
import { type LightCounts, type UnitFigures } from '../../digest/digest';
import { formatNumber } from '../../goals/format-number';
import { type Goal, lights } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { type Cell, signs, type Slide } from './page/slide';
import { tableSlides } from './page/table';
import { answerText, fromToText, lightCell, type SlideContent } from './slide-content';

export function tables(content: SlideContent): Slide[] {
  return [...byUnit(content), ...goalsWithAnswers(content)];
}

function byUnit(content: SlideContent): Slide[] {
  const { words, options, digest, showsGoalLights } = content;
  if (!showsGoalLights) return [];
  const { locale } = options;
  const row = (name: string, answered: number, asked: number, counts: LightCounts): Cell[] => [
    { text: name },
    { text: `${formatNumber(answered, locale)}/${formatNumber(asked, locale)}` },
    ...lights.map((light) => ({ text: formatNumber(counts[light], locale) })),
  ];
  return tableSlides({
    title: words.slides.summary,
    continued: words.slides.continued,
    widths: [3.3, 1.3, ...lights.map(() => 1.54)],
    head: [
      words.slides.unit,
      words.slides.answered,
      ...lights.map((light) => `${signs[light]} ${words.lights[light]}`),
    ],
    rows: [
      ...inFormOrder(content).map((unit) =>
        row(content.textOf(unit.unit), unit.answered, unit.asked, unit.lights),
      ),
      row(words.slides.all, digest.answered, digest.asked, digest.lights),
    ],
  });
}

/** In the order of publication, not by how much is missing. */
function inFormOrder({ digest, source, textOf }: SlideContent): readonly UnitFigures[] {
  const order = [...new Set(source.form.goals.map((goal) => textOf(unitOf(goal))))];
  return digest.units.toSorted((a, b) => order.indexOf(textOf(a.unit)) - order.indexOf(textOf(b.unit)));
}

function goalsWithAnswers(content: SlideContent): Slide[] {
  const { words, showsGoalLights } = content;
  return tableSlides({
    title: words.slides.goals,
    continued: words.slides.continued,
    widths: showsGoalLights ? [4, 1.8, 6.5] : [4, 8.3],
    head: [goalHeading(content), ...(showsGoalLights ? [words.light] : []), words.answers],
    rows: content.source.form.goals.map((goal) => [
      { text: goalName(goal, content) },
      ...(showsGoalLights ? [lightCell(content, goal)] : []),
      { text: answersOf(content, goal) },
    ]),
  });
}

function answersOf(content: SlideContent, goal: Goal): string {
  return goal.fields
    .map((field) => {
      const fromTo = fromToText(content, field);
      const label = fieldName(field, goal, content) + (fromTo && ` (${fromTo})`);
      return `${label}${/[?:]$/.test(label) ? '' : ':'} ${answerText(content, goal, field)}`;
    })
    .join('\n');
}
