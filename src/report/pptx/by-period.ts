/** The lights of all goals over the last periods: counted, then goal by goal under their divisions. Pure. */
import { type YearGoal, type YearView } from '../../digest/year-view';
import { formatNumber } from '../../goals/format-number';
import { type Light } from '../../goals/schema';
import { goalHeading } from '../content/labels';
import { periodHeading, shownLights, showsYear, yearWord } from '../xlsx/year';
import { bodyWidth, type Cell, signs, type Slide } from './slide';
import { tableSlides } from './table';
import { of, type Told } from './told';

/** In inches: eight periods have room beside the goals' names. */
const periodsWidth = 7.36;
const widestPeriod = 1.4;

export function byPeriod(report: Told): Slide[] {
  const { words, year, locale } = report;
  if (!year || !showsYear(year, report.context)) return [];
  const periodWidth = Math.min(widestPeriod, periodsWidth / year.periods.length);
  return tableSlides({
    title: year.judged ? words.lightsByPeriod : words.answersByPeriod,
    continued: words.continued,
    widths: [bodyWidth - periodWidth * year.periods.length, ...year.periods.map(() => periodWidth)],
    head: [goalHeading(report.context), ...year.periods.map((each) => periodHeading(each, words, locale))],
    rows: [
      ...shownLights(year).map((light) => countRow(report, year, light)),
      ...goalRows(report, year, year.goals),
      ...(year.gone.length > 0 ? [headRow(words.gone, year)] : []),
      ...year.gone.map((goal) => goalRow(report, year, goal)),
    ],
  });
}

function countRow({ words, locale }: Told, year: YearView, light: Light): Cell[] {
  return [
    { text: `${signOf(light, year)} ${yearWord(light, year, words)}` },
    ...year.periods.map(({ status, lights }) => ({
      text: status === 'skipped' ? '' : formatNumber(lights[light], locale),
      centred: true,
    })),
  ];
}

function goalRows(report: Told, year: YearView, goals: readonly YearGoal[]): Cell[][] {
  const divisionOf = (goal: YearGoal | undefined) => goal && of(report, goal.division);
  return goals.flatMap((goal, index) => {
    const division = of(report, goal.division);
    const row = goalRow(report, year, goal);
    return division === divisionOf(goals[index - 1]) ? [row] : [headRow(division, year), row];
  });
}

function headRow(text: string, { periods }: YearView): Cell[] {
  return [text, ...periods.map(() => '')].map((each) => ({ text: each, heads: true }));
}

/** The sign alone: a word for each would be eight words a row. */
function goalRow(report: Told, year: YearView, { code, title, aside, lights }: YearGoal): Cell[] {
  const voluntary = aside ? ` (${report.context.words.voluntary.toLowerCase()})` : '';
  return [
    { text: `${code} ${of(report, title)}${voluntary}` },
    ...lights.map((light) => ({
      ...{ text: light ? signOf(light, year) : '', centred: true },
      ...(light && { light }),
    })),
  ];
}

/** Where nothing is judged, a full circle is an answer. */
function signOf(light: Light, { judged }: YearView): string {
  return judged || light === 'not-answered' ? signs[light] : signs.green;
}
