/** The card on which one goal is answered: what it shows, as data for `goal.card.json`. Pure. */
import { type AnswerProblem } from '../src/goals/answer';
import { type Field, type Goal, type Option, type Programme } from '../src/goals/schema';
import { type GivenAnswers } from '../src/replies/reply';
import { inputFor, type InputData } from './input-data';
import { type Wording } from './wording';

/** A line on a coloured ground at the top of a card; the words carry the meaning, the colour helps. */
export interface Banner {
  readonly text: string;
  readonly style: 'good' | 'warning' | 'attention';
}

export interface GoalCardSource {
  readonly programme: Programme;
  readonly period: string;
  readonly goal: Goal;
  /** The fields this person is asked for. */
  readonly fields: readonly Field[];
  /** "2 of 7". */
  readonly number: number;
  readonly count: number;
  /** The version of the reply that is shown; 0 when there is none. */
  readonly version: number;
  readonly answers: GivenAnswers;
  readonly previous?: { readonly period: string; readonly answers: GivenAnswers };
  /** What the person typed, where the card comes back with problems. */
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
  readonly problems?: ReadonlyMap<string, AnswerProblem>;
  readonly banner?: Banner;
}

interface Row {
  readonly label?: string;
  readonly cells: readonly InputData[];
}

interface Section {
  readonly title?: string;
  readonly description?: string;
  readonly rows: readonly Row[];
}

/** What every action of the card carries: ids only. */
export interface GoalActionData {
  readonly programmeId: string;
  readonly period: string;
  readonly goalId: string;
  readonly version: number;
}

export function goalCardData(source: GoalCardSource, wording: Wording) {
  const { programme, goal, period } = source;
  const data: GoalActionData = {
    programmeId: programme.id,
    period,
    goalId: goal.id,
    version: source.version,
  };
  return {
    ...(source.banner && { banner: source.banner }),
    progress: wording.text('goal.progress', {
      programme: wording.of(programme.name),
      period: wording.period(period),
      number: source.number,
      count: source.count,
    }),
    headings: goal.headings.map((heading) => wording.of(heading)).join(' › '),
    code: goal.code,
    title: wording.of(goal.title),
    ...(goal.description && { description: wording.of(goal.description) }),
    ...(goal.actions.length > 0 && { actionsTitle: wording.text('goal.actions') }),
    actions: goal.actions.map((action) => wording.of(action)),
    sections: sections(source, wording),
    save: wording.text('goal.save'),
    skip: wording.text('goal.skip'),
    overview: wording.text('goal.overview'),
    data,
  };
}

/** Fields in runs of one group, in the goal's order. */
function sections(source: GoalCardSource, wording: Wording): Section[] {
  const runs: { group: string | undefined; fields: Field[] }[] = [];
  for (const field of source.fields) {
    const last = runs.at(-1);
    if (last && last.group === field.group) last.fields.push(field);
    else runs.push({ group: field.group, fields: [field] });
  }
  return runs.map(({ group, fields }) => {
    const known = source.goal.groups.find((candidate) => candidate.id === group);
    return {
      ...(known && { title: wording.of(known.label) }),
      ...(known?.description && { description: wording.of(known.description) }),
      rows: known?.rows
        ? tableRows(known.rows, known.columns ?? [], fields, source, wording)
        : plainRows(fields, source, wording),
    };
  });
}

function plainRows(fields: readonly Field[], source: GoalCardSource, wording: Wording): Row[] {
  return fields.map((field) => ({ cells: [inputFor(field, source, wording)] }));
}

/** A table is drawn as one line of inputs a row, each labelled with its column, so that it holds on a phone. */
function tableRows(
  rows: readonly Option[],
  columns: readonly Option[],
  fields: readonly Field[],
  source: GoalCardSource,
  wording: Wording,
): Row[] {
  return rows.flatMap((row) => {
    const cells = columns.flatMap((column) => {
      const field = fields.find((candidate) => candidate.row === row.id && candidate.column === column.id);
      return field ? [inputFor(inColumn(field, column), source, wording)] : [];
    });
    return cells.length > 0 ? [{ label: wording.of(row.label), cells }] : [];
  });
}

/** A table's column says the unit in its own label. */
function inColumn(field: Field, column: Option): Field {
  return { ...field, label: column.label, unit: {}, kind: field.kind === 'percent' ? 'number' : field.kind };
}
