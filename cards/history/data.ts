/** How a goal has done from round to round, as a chart and as text; one of its rounds in full. Data for `card.json`. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type AskedInRound } from '../../src/questions/question';
import { type GoalSupport } from '../../src/support/goal-support';
import { type GoalRecord } from '../../src/replies/goal-history';
import { bytesOf } from '../parts/limits';
import { buttonData, type ListButton } from '../parts/list-row';
import { pagesOf, pageWithin } from '../parts/pages';
import { shorten } from '../parts/shorten';
import { listTurns } from '../parts/turns';
import { type Wording } from '../parts/wording';
import { chartedFields, chartSeries } from './chart';
import { questionsData } from './questions';
import { supportData } from './support';
import {
  type HistoryDetail,
  type HistoryLine,
  roundData,
  roundHead,
  type RoundSource,
  wholeLines,
} from './rounds';
import { targetLines } from './target-lines';

export { type HistoryDetail, type HistoryPlace } from './rounds';

export interface HistoryCardSource extends RoundSource {
  readonly programme: Programme;
  readonly goal: Goal;
  /** The oldest first. */
  readonly records: readonly GoalRecord[];
  /** Names of the persons who answered; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** The newest first. */
  readonly questions?: readonly AskedInRound[];
  /** Requests for support and what was decided on them. */
  readonly support?: GoalSupport;
  /** Whether the reader may decide on them. */
  readonly decides?: boolean;
  /** The way to ask about the goal; missing if the reader may not. */
  readonly ask?: ListButton;
  /** Lead back to where the reader came from. */
  readonly buttons?: readonly ListButton[];
}

const short = { text: 200, label: 200, lines: Infinity } as const;

/** From everything to what always fits on a card; if lines are left out, the chart's figures are kept first. */
export const historyDetails: readonly HistoryDetail[] = [
  ...[Infinity, 6, 4, 3, 2, 1, 0].map((whole) => ({ ...short, whole })),
  { text: 120, label: 100, lines: Infinity, whole: 0 },
  { text: 80, label: 80, lines: 8, whole: 0 },
  { text: 40, label: 60, lines: 5, whole: 0 },
  { text: 20, label: 20, lines: 3, whole: 0 },
];

const noSupport: GoalSupport = { requests: [], decisions: [] };

export function historyCardData(source: HistoryCardSource, detail: HistoryDetail, wording: Wording) {
  const { goal, records, ask, questions = [], buttons = [], support = noSupport } = source;
  const latest = records.at(-1);
  const chart = chartSeries(records, wording);
  return {
    ...headOf(source, wording),
    ...(chart.length > 0 && {
      chart,
      chartTitle: chartedFields(latest!.goal).length === 1 ? chart[0]!.legend : wording.text('history.chart'),
      xTitle: wording.text('history.period'),
      yTitle: commonUnit(latest!, wording),
    }),
    targets: targetLines(records, wording),
    rounds: records.toReversed().map((record, index) => roundData(record, index, source, detail, wording)),
    ...supportData(support, source, detail, wording),
    ...questionsData(questions, source, detail, wording),
    notes: latest ? [] : [wording.text('history.none', { code: goal.code })],
    buttons: [...(ask ? [ask] : []), ...buttons].map(buttonData),
  };
}

/** Bytes for the answers of a page, and of the JSON around one. */
const room = { page: 20_000, line: 240 } as const;

/** One round with every text whole, a page at a time. @param wanted 0-based; clamped to the pages there are */
export function historyRoundData(
  source: HistoryCardSource,
  record: GoalRecord,
  wanted: number,
  wording: Wording,
): ReturnType<typeof historyCardData> {
  const { place, goal } = source;
  const sizeOf = (line: HistoryLine) => bytesOf(line) + room.line;
  const pages = pagesOf(wholeLines(record, wording), sizeOf, { bytes: room.page });
  const page = pageWithin(wanted, pages.length);
  const to = (title: string, more: object): ListButton[] =>
    place ? [{ verb: 'history', title, data: { ...place, goalId: goal.id, ...more } }] : [];
  const turns = listTurns({ page, pages: pages.length }, wording);
  const lines = pages[page]!.map(({ name, value }) => ({ name: shorten(name, 400), value }));
  return {
    ...headOf(source, wording),
    targets: [],
    rounds: [{ ...roundHead(record, source, wording), lines, open: [] }],
    support: [],
    questions: [],
    notes: pages.length > 1 ? [wording.text('missing.page', { page: page + 1, pages: pages.length })] : [],
    buttons: [
      ...turns.flatMap((turn) => to(turn.title, { of: record.period, page: turn.to })),
      ...to(wording.text('history.back'), {}),
    ].map(buttonData),
  };
}

export function historySummary({ goal }: HistoryCardSource, wording: Wording): string {
  const title = shorten(`${goal.code} ${wording.of(goal.title)}`, 200);
  return wording.text('history.summary', { goal: title });
}

function headOf({ programme, goal }: HistoryCardSource, wording: Wording) {
  return {
    heading: wording.text('heading.history'),
    title: shorten(`${goal.code} ${wording.of(goal.title)}`, 200),
    subtitle: wording.text('history.title', { programme: shorten(wording.of(programme.name), 100) }),
  };
}

/** The unit of the chart's figures; empty if they differ. */
function commonUnit({ goal }: GoalRecord, wording: Wording): string {
  const units = chartedFields(goal).map((field) => wording.unit(field));
  return new Set(units).size === 1 ? units[0]! : '';
}
