/** The lights of all goals over the last periods, as data for `card.json`. Pure. */
import { type YearView } from '../../src/digest/year-view';
import { type Light } from '../../src/goals/schema';
import { parsePeriod } from '../../src/periods/period';
import { longestShown } from '../parts/limits';
import { buttonData, type ListButton } from '../parts/list-row';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Wording } from '../parts/wording';
import { stripColumns } from './columns';
import { stripMark, type StripRun, type StripState, stripWord } from './marks';
import { stateAt, type YearPage, yearPage } from './rows';

export interface YearCardSource {
  /** Covers the goals that the reader may see. */
  readonly view: YearView;
  /** Whether the programme has goals that the reader may not see. */
  readonly isPart: boolean;
  /** 0-based; clamped to the pages there are. */
  readonly page: number;
}

const judgedLights: readonly Light[] = ['green', 'yellow', 'red', 'not-assessable', 'not-answered'];
const answerLights: readonly Light[] = ['not-assessable', 'not-answered'];

export function yearCardData({ view, isPart, page: wanted }: YearCardSource, wording: Wording) {
  const { periods, judged } = view;
  const columns = stripColumns(periods.map(({ period }) => period));
  const page = yearPage(view, columns.width, wanted, wording);
  return {
    title: shorten(wording.of(view.name), 2 * longestShown.name),
    subtitle: wording.text(judged ? 'year.subtitle' : 'year.subtitleAnswers', {
      asOf: wording.moment(view.asOf),
    }),
    notes: isPart ? [wording.text('year.own')] : [],
    counts: page.page === 0 ? countLines(view, wording) : [],
    legend: legend(view, wording),
    head: columns.head,
    axis: axisWords(periods, columns.head.length, wording),
    range: rangeText(periods, wording),
    sections: page.sections,
    ...(page.pages > 1 && { place: wording.text('year.page', { page: page.page + 1, pages: page.pages }) }),
    turns: turns(view, page, wording).map(buttonData),
  };
}

/** The text in the chat list. */
export function yearSummary({ name }: YearView, wording: Wording): string {
  return wording.text('year.summary', { programme: wording.of(name) });
}

/** What the figures above the signs count: "vuosi" and "neljännes", or years alone. */
function axisWords(periods: YearView['periods'], lines: number, wording: Wording): string[] {
  const [rhythm, ...others] = new Set(periods.map(({ period }) => parsePeriod(period).rhythm));
  const below = others.length > 0 ? 'mixed' : rhythm!;
  return [wording.text('year.axis.year'), wording.text(`year.axis.${below}`)].slice(0, lines);
}

/** "Tammi–maaliskuu 2025 → loka–joulukuu 2026". */
function rangeText(periods: YearView['periods'], wording: Wording): string {
  const [first, last] = [periods[0]!, periods.at(-1)!].map(({ period }) => wording.periodInWords(period));
  return capitalised(first === last ? first! : `${first} → ${last}`, wording);
}

function capitalised(text: string, { locale }: Wording): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** "Q3/2026  ● 12  ▲ 5": the newest first, each on one line of a phone. */
function countLines({ periods, judged }: YearView, wording: Wording) {
  return periods.toReversed().map(({ period, status, lights }) => ({
    period: wording.period(period),
    counts:
      status === 'skipped'
        ? [{ text: wording.text('year.skipped'), color: 'default' }]
        : shownLights(judged)
            .filter((light) => lights[light] > 0)
            .map((light) => marked(light, judged, wording.number(lights[light]))),
  }));
}

/** Every sign that occurs, with its word; lights are always listed. */
function legend(view: YearView, wording: Wording): StripRun[] {
  const occurring = new Set(
    [...view.goals, ...view.gone].flatMap((goal) =>
      view.periods.map((_, index) => stateAt(view, goal, index)),
    ),
  );
  const others = (['skipped', 'none'] as const).filter((state) => occurring.has(state));
  return [...shownLights(view.judged), ...others].map((state) =>
    marked(state, view.judged, stripWord(state, view.judged, wording)),
  );
}

/** A sign and its text, with no line break inside. */
function marked(state: StripState, judged: boolean, text: string): StripRun {
  const mark = stripMark(state, judged);
  return { ...mark, text: `${mark.text} ${text}`.replaceAll(' ', '\u00a0') };
}

function shownLights(judged: boolean): readonly Light[] {
  return judged ? judgedLights : answerLights;
}

function turns({ programmeId }: YearView, place: YearPage, wording: Wording): ListButton[] {
  return listTurns(place, wording).map(({ title, to }) => ({
    verb: 'year',
    title,
    data: { programmeId, page: to },
  }));
}
