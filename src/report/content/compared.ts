/** A field's earlier values as lines of text. Pure. */
import { type Field } from '../../goals/schema';
import { formatPeriod } from '../../periods/period';
import { type Comparison, previousOf, yearAgoOf } from './previous';
import { type ReportContent, type ReportedGoal } from './report-content';

/**
 * "Edellinen (Q3/2024): 98 %", and the same period a year earlier.
 * @param shown the periods whose values are beside it already
 */
export function earlierLines(
  field: Field,
  reported: Pick<ReportedGoal, 'goal' | 'answers'>,
  content: ReportContent,
  shown: readonly string[] = [],
): string[] {
  const { words, options } = content;
  const line = (label: string, earlier: Comparison | undefined) =>
    earlier && !shown.includes(earlier.period)
      ? [`${label} (${formatPeriod(earlier.period, options.locale)}): ${earlier.text}`]
      : [];
  return [
    ...line(words.previous, previousOf(field, reported, content)),
    ...line(words.yearAgo, yearAgoOf(field, reported, content)),
  ];
}
