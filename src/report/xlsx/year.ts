/** The lights of all goals over the last periods: a row a goal, a column a period, and how many of each below. */
import { type YearGoal, type YearPeriod, type YearView } from '../../digest/year-view';
import { type Light, lights, type Locale } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { type ReportWords } from '../content/words';
import { lightCell, textCell } from './cell';
import { goalHeading } from '../content/labels';
import { type ReportSheet, type SheetContext, type SheetRow } from '../content/sheet';

export function yearSheets(context: SheetContext): ReportSheet[] {
  const { words, of, source, options } = context;
  const { year } = options;
  if (!year || !showsYear(year, context)) return [];
  const goalRow = (goal: YearGoal, note = ''): SheetRow => [
    textCell(of(goal.division)),
    textCell(goal.code),
    textCell(of(goal.title) + (goal.aside ? ` (${words.voluntary.toLowerCase()})` : '') + note),
    ...goal.lights.map((light) => light && yearCell(light, year, context)),
  ];
  return [
    {
      name: year.judged ? words.lightsByPeriod : words.answersByPeriod,
      columns: [
        { heading: of(source.form.programme.headings[0]), width: 30, names: true },
        { heading: words.code, width: 11, names: true },
        { heading: goalHeading(context), width: 50, names: true },
        ...year.periods.map((each) => ({ heading: periodHeading(each, words, options.locale), width: 17 })),
      ],
      rows: [
        ...year.goals.map((goal) => goalRow(goal)),
        ...year.gone.map((goal) => goalRow(goal, ` (${words.gone})`)),
      ],
      foot: [[], ...shownLights(year).map((light) => countRow(light, year, context))],
    },
  ];
}

/** A single period is on the other sheets already; lights that the programme does not publish stay out. */
export function showsYear(
  { periods, judged }: Pick<YearView, 'periods' | 'judged'>,
  { showsLights }: Pick<SheetContext, 'showsLights'>,
): boolean {
  return periods.length > 1 && (showsLights || !judged);
}

/** Those that a view counts, in the order people read them. */
export function shownLights({ judged }: Pick<YearView, 'judged'>): readonly Light[] {
  return judged ? lights : ['not-assessable', 'not-answered'];
}

/** Of a goal that is not judged, whether it was answered. */
export function yearWord(light: Light, { judged }: Pick<YearView, 'judged'>, words: ReportWords): string {
  return judged || light === 'not-answered' ? words.lights[light] : words.answeredGoal;
}

function yearCell(light: Light, year: YearView, context: SheetContext) {
  return { ...lightCell(light, context), value: yearWord(light, year, context.words) };
}

/** "Q3/2026", with a word below it where nobody was asked. */
export function periodHeading({ period, status }: YearPeriod, words: ReportWords, locale: Locale): string {
  const heading = formatPeriod(period, locale);
  return status === 'skipped' ? `${heading}\n${words.skipped}` : heading;
}

function countRow(light: Light, year: YearView, context: SheetContext): SheetRow {
  return [
    undefined,
    undefined,
    yearCell(light, year, context),
    ...year.periods.map(({ status, lights: counts }) =>
      status === 'skipped' ? undefined : { value: counts[light], format: '0', centred: true },
    ),
  ];
}
