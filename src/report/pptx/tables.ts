/** Slides for every other layout: lights by unit, and all goals with their answers. Pure. */
import { type LightCounts, type UnitFigures } from '../../digest/digest';
import { formatNumber } from '../../goals/format-number';
import { type Goal, lights } from '../../goals/schema';
import { unitOf } from '../../goals/unit';
import { goalHeading } from '../content/labels';
import { type Cell, signs, type Slide } from './slide';
import { tableSlides } from './table';
import * as tell from './told';

export function tables(report: tell.Told): Slide[] {
  return [...byUnit(report), ...goalsWithAnswers(report)];
}

function byUnit(report: tell.Told): Slide[] {
  const { words, locale, digest, showsLights } = report;
  const shown = showsLights ? lights : [];
  const row = (name: string, answered: number, asked: number, counts: LightCounts): Cell[] => [
    { text: name },
    { text: `${formatNumber(answered, locale)}/${formatNumber(asked, locale)}` },
    ...shown.map((light) => ({ text: formatNumber(counts[light], locale) })),
  ];
  return tableSlides({
    title: words.summary,
    continued: words.continued,
    widths: [showsLights ? 3.3 : 11, 1.3, ...shown.map(() => 1.54)],
    head: [words.unit, words.answered, ...shown.map((light) => `${signs[light]} ${words.lights[light]}`)],
    rows: [
      ...inFormOrder(report).map((unit) =>
        row(tell.of(report, unit.unit), unit.answered, unit.asked, unit.lights),
      ),
      row(words.all, digest.answered, digest.asked, digest.lights),
    ],
  });
}

/** As they are published, not by how much is missing. */
function inFormOrder({ digest, source, context }: tell.Told): readonly UnitFigures[] {
  const order = [...new Set(source.form.goals.map((goal) => context.of(unitOf(goal))))];
  return digest.units.toSorted(
    (a, b) => order.indexOf(context.of(a.unit)) - order.indexOf(context.of(b.unit)),
  );
}

function goalsWithAnswers(report: tell.Told): Slide[] {
  const { words, showsLights } = report;
  return tableSlides({
    title: report.source.form.programme.layout === 'survey' ? words.answers : words.goals,
    continued: words.continued,
    widths: showsLights ? [4, 1.8, 6.5] : [4, 8.3],
    head: [goalHeading(report.context), ...(showsLights ? [words.light] : []), words.answers],
    rows: report.source.form.goals.map((goal) => [
      { text: `${goal.code} ${tell.of(report, goal.title)}` },
      ...(showsLights ? [tell.lightCell(report, goal)] : []),
      { text: answersOf(report, goal) },
    ]),
  });
}

function answersOf(report: tell.Told, goal: Goal): string {
  return goal.fields
    .map((field) => {
      const fromTo = tell.fromTo(report, field);
      const label = tell.fieldLabel(report, goal, field) + (fromTo && ` (${fromTo})`);
      return `${label}${/[?:]$/.test(label) ? '' : ':'} ${tell.answerText(report, goal, field)}`;
    })
    .join('\n');
}
