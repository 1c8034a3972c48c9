/** Slides for every other layout: lights by unit, and all goals with their answers. Pure. */
import { type LightCounts } from '../../digest/digest';
import { formatNumber } from '../../goals/format-number';
import { type Goal, lights } from '../../goals/schema';
import { type Cell, signs, type Slide } from './slide';
import { tableSlides } from './table';
import * as tell from './told';

export function tables(report: tell.Told): Slide[] {
  return [...byUnit(report), ...goalsWithAnswers(report)];
}

function byUnit(report: tell.Told): Slide[] {
  const { words, locale, digest } = report;
  const shown = digest.judged ? lights : [];
  const row = (name: string, answered: number, asked: number, counts: LightCounts): Cell[] => [
    { text: name },
    { text: `${formatNumber(answered, locale)}/${formatNumber(asked, locale)}` },
    ...shown.map((light) => ({ text: formatNumber(counts[light], locale) })),
  ];
  return tableSlides({
    title: words.summary,
    continued: words.continued,
    widths: [digest.judged ? 4.8 : 10.8, 1.5, ...shown.map(() => 1.2)],
    head: [words.unit, words.answered, ...shown.map((light) => `${signs[light]} ${words.lights[light]}`)],
    rows: [
      ...digest.units.map((unit) => row(tell.of(report, unit.unit), unit.answered, unit.asked, unit.lights)),
      row(words.all, digest.answered, digest.asked, digest.lights),
    ],
  });
}

function goalsWithAnswers(report: tell.Told): Slide[] {
  const { words, digest } = report;
  const { judged } = digest;
  return tableSlides({
    title: words.goals,
    continued: words.continued,
    widths: judged ? [4, 1.8, 6.5] : [4, 8.3],
    head: [words.goal, ...(judged ? [words.light] : []), words.answers],
    rows: report.source.form.goals.map((goal) => [
      { text: `${goal.code} ${tell.of(report, goal.title)}` },
      ...(judged ? [tell.lightCell(report, tell.lightOf(report, goal))] : []),
      { text: answersOf(report, goal) },
    ]),
  });
}

function answersOf(report: tell.Told, goal: Goal): string {
  return goal.fields
    .map((field) => {
      const fromTo = tell.fromTo(report, field);
      const label = tell.fieldLabel(report, goal, field) + (fromTo && ` (${fromTo})`);
      return `${label}: ${tell.answerText(report, goal, field)}`;
    })
    .join('\n');
}
