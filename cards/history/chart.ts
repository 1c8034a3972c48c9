/** The figures of a goal's history as series of `Chart.Line`, with target and threshold. Pure. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { isMeasuredAlike, isSameMeasure } from '../../src/goals/same-measure';
import { type Field, type Goal } from '../../src/goals/schema';
import { type GoalRecord } from '../../src/replies/goal-history';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { basisOf, figureFields, limitsIn, targetIn } from './judged-fields';
import { fieldName } from '../parts/goals/field-name';
import { shown } from './target-lines';

interface Line {
  readonly legend: string;
  readonly values: readonly { readonly x: string; readonly y: number }[];
}

interface Series extends Line {
  readonly color: string;
}

/** More lines could not be told apart on a phone. */
const mostSeries = 3;

/** Teams' names of colours that colour-blind readers can tell apart; the lines are named, and in the text as well. */
const colors = ['categoricalBlue', 'categoricalMarigold', 'categoricalPurple'] as const;

export function chartedFields(goal: Goal): readonly Field[] {
  return figureFields(goal).slice(0, mostSeries);
}

/**
 * The oldest first. Empty if fewer than two rounds have a figure, which makes no line. Target and threshold are drawn for
 * a single measure; those of several could not be told apart.
 */
export function chartSeries(records: readonly GoalRecord[], wording: Wording): Series[] {
  const latest = records.at(-1);
  if (!latest) return [];
  const fields = chartedFields(latest.goal);
  const all = fields.map((field) => lineOf(field, records, wording));
  // Clients order periods by first appearance, so the first line has to have all of them.
  const [longest] = [...all].sort((a, b) => b.values.length - a.values.length);
  if (!longest || longest.values.length < 2) return [];
  const [only, ...others] = fields;
  const beside = only && others.length === 0 ? goalposts(only, records, wording) : [];
  const periods = new Set(longest.values.map(({ x }) => x));
  return [longest, ...all.filter((line) => line !== longest), ...beside]
    .map((line) => ({ ...line, values: line.values.filter(({ x }) => periods.has(x)) }))
    .filter(({ values }) => values.length > 0)
    .map((line, index) => ({ ...line, color: colors[index]! }));
}

function lineOf(field: Field, records: readonly GoalRecord[], wording: Wording): Line {
  const { goal } = records.at(-1)!;
  return {
    legend: legendOf(goal, field, wording),
    // Figures in another unit are in the text only: on one line they would look like a fall or a rise.
    values: records.flatMap(({ goal: then, answers, period }) => {
      if (!isMeasuredAlike(field, then)) return [];
      const value = answerTo(answers, field.id)?.value;
      return typeof value === 'number' ? [{ x: shortPeriod(period, wording), y: value }] : [];
    }),
  };
}

/** What the target and the green threshold were in each round. */
function goalposts(measured: Field, records: readonly GoalRecord[], wording: Wording): Line[] {
  const line = (
    legend: string,
    figureIn: (record: GoalRecord, field: Field) => number | undefined,
  ): Line => ({
    legend,
    values: records.flatMap((record) => {
      const field = record.goal.fields.find(({ id }) => id === measured.id);
      const figure = field && isSameMeasure(field, measured) ? figureIn(record, field) : undefined;
      return figure === undefined ? [] : [{ x: shortPeriod(record.period, wording), y: shown(figure) }];
    }),
  });
  const basis = basisOf(records);
  return [
    line(wording.text('history.targetLine'), (record, field) => targetIn(field, record)),
    line(wording.text('history.greenLine'), (record) => basis && limitsIn(record, basis)?.green),
  ];
}

/** "Q1/26", "H1/26", "10/26": eight periods fit side by side on a phone, where "1–6/2026" would be cut off. */
function shortPeriod(period: string, wording: Wording): string {
  const written = wording.period(period);
  if (written.includes('–')) return `${period.slice(5)}/${period.slice(2, 4)}`;
  return written.replace(/\/\d\d(\d\d)$/, '/$1');
}

function legendOf(goal: Goal, field: Field, wording: Wording): string {
  const unit = wording.unit(field);
  return shorten(fieldName(goal, field, wording), 60) + (unit && ` (${unit})`);
}
