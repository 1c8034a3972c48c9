/** How a goal has done from round to round, as a chart and as text. Data for `card.json`. Pure. */
import { isJudgedGoal } from '../../src/goals/judged';
import { answerTo } from '../../src/goals/answers/answer-result';
import { type Goal, type Programme } from '../../src/goals/schema';
import { type GoalRecord } from '../../src/replies/goal-history';
import { besideLight } from '../parts/beside-light';
import { completenessMarks, shownLight } from '../parts/light-marks';
import { buttonData, type ListButton } from '../parts/list-row';
import { personName } from '../parts/person-name';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { chartedFields, chartSeries, fieldName } from './chart';

export interface HistoryCardSource {
  readonly programme: Programme;
  readonly goal: Goal;
  /** The oldest first. */
  readonly records: readonly GoalRecord[];
  /** Names of the persons who answered; the id is shown if one is missing. */
  readonly names: ReadonlyMap<string, string>;
  /** Lead back to where the reader came from. */
  readonly buttons?: readonly ListButton[];
}

/** How much of each round is shown: characters per answer and label, and lines. */
export interface HistoryDetail {
  readonly text: number;
  readonly label: number;
  readonly lines: number;
}

/** From everything to what always fits on a card; if lines are left out, the chart's figures are kept first. */
export const historyDetails: readonly HistoryDetail[] = [
  { text: 300, label: 200, lines: Infinity },
  { text: 120, label: 100, lines: Infinity },
  { text: 80, label: 80, lines: 8 },
  { text: 40, label: 60, lines: 5 },
  { text: 20, label: 20, lines: 3 },
];

export function historyCardData(source: HistoryCardSource, detail: HistoryDetail, wording: Wording) {
  const { programme, goal, records, buttons = [] } = source;
  const chart = chartSeries(records, wording);
  return {
    title: shorten(`${goal.code} ${wording.of(goal.title)}`, 200),
    subtitle: wording.text('history.title', { programme: shorten(wording.of(programme.name), 100) }),
    ...(chart.length > 0 && {
      chart,
      // A chart with a single line has no legend.
      chartTitle: chart.length === 1 ? chart[0]!.legend : wording.text('history.chart'),
      xTitle: wording.text('history.period'),
      yTitle: commonUnit(records, wording),
    }),
    rounds: records.map((record) => ({
      period: wording.period(record.period),
      state: stateOf(record, wording),
      beside: record.judged ? besideLight(record.judged, wording) : [],
      lines: linesOf(record, detail, wording),
      given: givenText(record, source, wording),
    })),
    notes: records.length === 0 ? [wording.text('history.none', { code: goal.code })] : [],
    buttons: buttons.map(buttonData),
  };
}

function givenText({ by, at, isLate }: GoalRecord, source: HistoryCardSource, wording: Wording): string {
  const name = personName(source, by);
  const given = wording.text('history.given', { name, at: wording.moment(at) });
  return isLate ? `${given} · ${wording.text('state.late')}` : given;
}

export function historySummary({ goal }: HistoryCardSource, wording: Wording): string {
  const title = shorten(`${goal.code} ${wording.of(goal.title)}`, 200);
  return wording.text('history.summary', { goal: title });
}

/** The light with its sign; if the goal is not judged, or not yet, how far it is answered. */
function stateOf({ goal, judged, completeness }: GoalRecord, wording: Wording): string {
  return judged && isJudgedGoal(goal)
    ? shownLight(judged.light, wording)
    : `${completenessMarks[completeness]} ${wording.text(`state.${completeness}`)}`;
}

/** A line for each answer, in the form's order. */
function linesOf(record: GoalRecord, detail: HistoryDetail, wording: Wording) {
  const { goal, answers, programme } = record;
  const given = goal.fields.filter(({ id }) => answerTo(answers, id) !== undefined);
  const charted = chartedFields(goal);
  const first = [...given].sort((a, b) => Number(charted.includes(b)) - Number(charted.includes(a)));
  const shown = given.filter((field) => first.indexOf(field) < detail.lines);
  const lines = shown.map((field) => ({
    name: shorten(fieldName(goal, field, wording), detail.label),
    value: shorten(wording.answer(field, answerTo(answers, field.id)!, programme), detail.text),
  }));
  const rest = given.length - shown.length;
  return rest > 0 ? [...lines, { name: '…', value: wording.text('digest.more', { count: rest }) }] : lines;
}

/** The unit of the chart's figures; empty if they differ. */
function commonUnit(records: readonly GoalRecord[], wording: Wording): string {
  const units = chartedFields(records.at(-1)!.goal).map((field) => wording.unit(field));
  return new Set(units).size === 1 ? units[0]! : '';
}
