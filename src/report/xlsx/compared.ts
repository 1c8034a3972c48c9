/** The columns beside a value: its target, the previous period's value, last year's, and how it moved since. Pure. */
import { type Field } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { changeText, type Comparison, previousOf, yearAgoOf } from '../content/previous';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { answerCell } from './cell';
import { type Column, type SheetCell } from './sheet';
import { targetCell } from './target';

interface Shown {
  readonly cell: SheetCell | undefined;
  /** The earlier period that it is of. */
  readonly period?: string;
}
type Show = (field: Field, reported: ReportedGoal, content: ReportContent) => Shown | undefined;
type Compare = (field: Field, reported: ReportedGoal, content: ReportContent) => Comparison | undefined;

const valueOf =
  (compare: Compare): Show =>
  (field, reported, content) => {
    const then = compare(field, reported, content);
    if (!then) return undefined;
    const cell = answerCell({ answers: { [then.field.id]: then.answer } }, then.field, content);
    return { cell, period: then.period };
  };

const changeOf =
  (compare: Compare): Show =>
  (field, reported, content) => {
    const then = compare(field, reported, content);
    const value = then ? changeText(then) : '';
    return value === '' ? undefined : { cell: { value, centred: true } };
  };

const parts = {
  target: (field, _, content) => ({ cell: targetCell(field, content) }),
  previous: valueOf(previousOf),
  change: changeOf(previousOf),
  yearAgo: valueOf(yearAgoOf),
  yearChange: changeOf(yearAgoOf),
} satisfies Record<string, Show>;
type Part = keyof typeof parts;

export const earlierParts: readonly Part[] = ['previous', 'change', 'yearAgo', 'yearChange'];

export interface ComparedColumns {
  readonly columns: readonly Column[];
  /** `undefined` for a row without a field. */
  readonly cells: (reported: ReportedGoal, field: Field | undefined) => (SheetCell | undefined)[];
}

/**
 * Only columns that have something in some row.
 * @param isShown which fields the sheet has values of
 * @param wanted which columns the sheet lacks
 */
export function comparedColumns(
  content: ReportContent,
  isShown: (field: Field) => boolean,
  wanted: readonly Part[] = earlierParts,
): ComparedColumns {
  const { words, options } = content;
  const shown = wanted.flatMap((part) => {
    const show: Show = parts[part];
    const first = firstOf(show, content, isShown);
    if (!first) return [];
    const period = first.period === undefined ? '' : ` ${formatPeriod(first.period, options.locale)}`;
    return [{ show, column: { heading: `${words[part]}${period}`, width: 16 } }];
  });
  return {
    columns: shown.map(({ column }) => column),
    cells: (reported, field) => shown.map(({ show }) => field && show(field, reported, content)?.cell),
  };
}

function firstOf(show: Show, content: ReportContent, isShown: (field: Field) => boolean): Shown | undefined {
  for (const reported of content.goals)
    for (const field of reported.goal.fields) {
      const found = isShown(field) ? show(field, reported, content) : undefined;
      if (found?.cell) return found;
    }
  return undefined;
}
