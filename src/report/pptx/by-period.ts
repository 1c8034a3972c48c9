/** The lights of all goals over the last periods: counted, then goal by goal under their divisions. Pure. */
import { type YearGoal, type YearView } from '../../digest/year-view';
import { formatNumber } from '../../goals/format-number';
import { type Light } from '../../goals/schema';
import { goalHeading } from '../content/labels';
import { periodHeading, shownLights, showsYear, yearWord } from '../content/year';
import { bodyWidth, type Cell, headRow, signs, type Slide } from './page/slide';
import { tableSlides } from './page/table';
import { type SlideContent } from './slide-content';

/** In inches: room for eight periods beside the goals' names. */
const periodsWidth = 7.36;
const widestPeriod = 1.4;

export function byPeriod(content: SlideContent): Slide[] {
  const { words, options } = content;
  const { year } = options;
  if (!year || !showsYear(year, content)) return [];
  const periodWidth = Math.min(widestPeriod, periodsWidth / year.periods.length);
  return tableSlides({
    title: year.judged ? words.lightsByPeriod : words.answersByPeriod,
    continued: words.slides.continued,
    widths: [bodyWidth - periodWidth * year.periods.length, ...year.periods.map(() => periodWidth)],
    head: [goalHeading(content), ...year.periods.map((each) => periodHeading(each, words, options.locale))],
    rows: [
      ...shownLights(year, content).map((light) => countRow(content, year, light)),
      ...goalRows(content, year, year.goals),
      ...(year.gone.length > 0 ? [headRow(words.gone, year.periods.length + 1)] : []),
      ...year.gone.map((goal) => goalRow(content, year, goal)),
    ],
  });
}

function countRow({ words, options }: SlideContent, year: YearView, light: Light): Cell[] {
  return [
    { text: `${signOf(light, year)} ${yearWord(light, year, words)}` },
    ...year.periods.map(({ status, lights }) => ({
      text: status === 'skipped' ? '' : formatNumber(lights[light], options.locale),
      centred: true,
    })),
  ];
}

function goalRows(content: SlideContent, year: YearView, goals: readonly YearGoal[]): Cell[][] {
  const divisionOf = (goal: YearGoal | undefined) => goal && content.textOf(goal.division);
  return goals.flatMap((goal, index) => {
    const division = content.textOf(goal.division);
    const row = goalRow(content, year, goal);
    return division === divisionOf(goals[index - 1])
      ? [row]
      : [headRow(division, year.periods.length + 1), row];
  });
}

/** Only the signs, since a row would have eight words. */
function goalRow(content: SlideContent, year: YearView, { code, title, aside, lights }: YearGoal): Cell[] {
  const voluntary = aside ? ` (${content.words.voluntary.toLowerCase()})` : '';
  return [
    { text: `${code} ${content.textOf(title)}${voluntary}` },
    ...lights.map((light) => ({
      ...{ text: light ? signOf(light, year) : '', centred: true },
      ...(light && { light }),
    })),
  ];
}

/** If nothing is judged, a full circle means an answer. */
function signOf(light: Light, { judged }: YearView): string {
  return judged || light === 'not-answered' ? signs[light] : signs.green;
}
