/** The figures of a goal's history as series of `Chart.Line`. Pure. */
import { fieldKindRules } from '../../src/goals/field-kinds';
import { answerTo } from '../../src/goals/answers/answer-result';
import { type Field, type FieldRole, type Goal } from '../../src/goals/schema';
import { type GoalRecord } from '../../src/replies/goal-history';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';

interface Series {
  readonly legend: string;
  readonly color: string;
  readonly values: readonly { readonly x: string; readonly y: number }[];
}

/** More lines could not be told apart on a phone. */
const mostSeries = 3;

/** Teams' names of colours that colour-blind readers can tell apart; the lines are named, and in the text as well. */
const colors = ['categoricalBlue', 'categoricalMarigold', 'categoricalPurple'] as const;

const rolesByWeight: readonly FieldRole[] = ['measure', 'progress', 'confidence'];

/** What a goal is judged by: its measures, else its tasks' progress, else its confidence estimate. */
export function chartedFields(goal: Goal): readonly Field[] {
  const numeric = goal.fields.filter(({ kind }) => fieldKindRules[kind].isFigure);
  const ofRole = (role: FieldRole) => numeric.filter((field) => field.role === role);
  return (rolesByWeight.map(ofRole).find((fields) => fields.length > 0) ?? []).slice(0, mostSeries);
}

/** Empty if fewer than two rounds have a figure, which makes no line. */
export function chartSeries(records: readonly GoalRecord[], wording: Wording): Series[] {
  const latest = records.at(-1);
  if (!latest) return [];
  const all = chartedFields(latest.goal).map((field) => ({
    legend: legendOf(latest.goal, field, wording),
    values: records.flatMap(({ answers, period }) => {
      const value = answerTo(answers, field.id)?.value;
      return typeof value === 'number' ? [{ x: shortPeriod(period, wording), y: value }] : [];
    }),
  }));
  // Clients order periods by first appearance, so the first line has to have all of them.
  const [longest] = [...all].sort((a, b) => b.values.length - a.values.length);
  if (!longest || longest.values.length < 2) return [];
  const periods = new Set(longest.values.map(({ x }) => x));
  return [longest, ...all.filter((series) => series !== longest)]
    .map((series) => ({ ...series, values: series.values.filter(({ x }) => periods.has(x)) }))
    .filter(({ values }) => values.length > 0)
    .map((series, index) => ({ ...series, color: colors[index]! }));
}

/** "Palvelupolku: Etenemä": a field of a task or table is prefixed with its name; a text names its language. */
export function fieldName(goal: Goal, field: Field, wording: Wording): string {
  const group = goal.groups.find(({ id }) => id === field.group);
  const row = group?.rows?.find(({ id }) => id === field.row);
  const labels = [group?.label, row?.label, field.label].flatMap((label) =>
    label ? [wording.of(label)] : [],
  );
  const label = labels.join(': ');
  return field.language ? wording.text(`field.in.${field.language}`, { label }) : label;
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
