/** The lights of all goals over the last periods: a row per goal, a column per period, and the counts below. */
import { type YearGoal, type YearView } from '../../digest/year-view';
import { type Light } from '../../goals/schema';
import { goalHeading } from '../content/labels';
import { type ReportContent } from '../content/report-content';
import { periodHeading, shownLights, showsYear, yearWord } from '../content/year';
import { lightCell, textCell } from './cell';
import { type ReportSheet, type SheetRow } from './sheet';

export function yearSheets(content: ReportContent): ReportSheet[] {
  const { words, textOf, source, options } = content;
  const { year } = options;
  if (!year || !showsYear(year, content)) return [];
  const shown = new Set(shownLights(year, content));
  const goalRow = (goal: YearGoal, note = ''): SheetRow => [
    textCell(textOf(goal.division)),
    textCell(goal.code),
    textCell(textOf(goal.title) + (goal.aside ? ` (${words.voluntary.toLowerCase()})` : '') + note),
    ...goal.lights.map((light) => (light && shown.has(light) ? yearCell(light, year, content) : undefined)),
  ];
  return [
    {
      name: year.judged ? words.lightsByPeriod : words.answersByPeriod,
      columns: [
        { heading: textOf(source.form.programme.headings[0]), width: 30, names: true },
        { heading: words.code, width: 11, names: true },
        { heading: goalHeading(content), width: 50, names: true },
        ...year.periods.map((each) => ({ heading: periodHeading(each, words, options.locale), width: 17 })),
      ],
      rows: [
        ...year.goals.map((goal) => goalRow(goal)),
        ...year.gone.map((goal) => goalRow(goal, ` (${words.gone})`)),
      ],
      foot: [[], ...shownLights(year, content).map((light) => countRow(light, year, content))],
    },
  ];
}

function yearCell(light: Light, year: YearView, content: ReportContent) {
  return { ...lightCell(light, content), value: yearWord(light, year, content.words) };
}

function countRow(light: Light, year: YearView, content: ReportContent): SheetRow {
  return [
    undefined,
    undefined,
    yearCell(light, year, content),
    ...year.periods.map(({ status, lights: counts }) =>
      status === 'skipped' ? undefined : { value: counts[light], format: '0', centred: true },
    ),
  ];
}
