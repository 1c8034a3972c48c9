/** The columns beside a value: the previous period's, the same period's a year ago, and how it moved since. Pure. */
import { type Field } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { changeText, type Comparison, previousOf, yearAgoOf } from '../content/previous';
import { type ReportContent, type ReportedGoal } from '../content/report-content';
import { answerCell } from './cell';
import { type Column, type SheetCell } from './sheet';

type Compare = (field: Field, reported: ReportedGoal, content: ReportContent) => Comparison | undefined;

interface Part {
  readonly compare: Compare;
  readonly heading: 'previous' | 'change' | 'yearAgo' | 'yearChange';
  readonly cell: (comparison: Comparison, content: ReportContent) => SheetCell | undefined;
}

const valueOf: Part['cell'] = ({ field, answer }, content) =>
  answerCell({ answers: { [field.id]: answer } }, field, content);
const changeOf: Part['cell'] = (comparison) => {
  const value = changeText(comparison);
  return value === '' ? undefined : { value, centred: true };
};

const allParts: readonly Part[] = [
  { compare: previousOf, heading: 'previous', cell: valueOf },
  { compare: previousOf, heading: 'change', cell: changeOf },
  { compare: yearAgoOf, heading: 'yearAgo', cell: valueOf },
  { compare: yearAgoOf, heading: 'yearChange', cell: changeOf },
];

export interface ComparedColumns {
  readonly columns: readonly Column[];
  /** `undefined` for a row without a field. */
  readonly cells: (reported: ReportedGoal, field: Field | undefined) => (SheetCell | undefined)[];
}

/**
 * Only columns that have something in some row.
 * @param isShown which fields the sheet has values of
 * @param headings which columns the sheet lacks; all by default
 */
export function comparedColumns(
  content: ReportContent,
  isShown: (field: Field) => boolean,
  headings: readonly Part['heading'][] = allParts.map(({ heading }) => heading),
): ComparedColumns {
  const { words, options } = content;
  const shown = allParts
    .filter(({ heading }) => headings.includes(heading))
    .flatMap((part) => {
      const first = firstOf(part, content, isShown);
      if (!first) return [];
      const period = part.cell === valueOf ? ` ${formatPeriod(first.period, options.locale)}` : '';
      return [{ ...part, column: { heading: `${words[part.heading]}${period}`, width: 16 } }];
    });
  return {
    columns: shown.map(({ column }) => column),
    cells: (reported, field) =>
      shown.map(({ compare, cell }) => {
        const comparison = field && compare(field, reported, content);
        return comparison && cell(comparison, content);
      }),
  };
}

function firstOf(
  { compare, cell }: Part,
  content: ReportContent,
  isShown: (field: Field) => boolean,
): Comparison | undefined {
  for (const reported of content.goals)
    for (const field of reported.goal.fields) {
      const comparison = isShown(field) ? compare(field, reported, content) : undefined;
      if (comparison && cell(comparison, content)) return comparison;
    }
  return undefined;
}
