/** The long form as a sheet: figures and moments typed, column names as in the CSV file. */
import { DateTime } from 'luxon';
import { longForm, type LongFormColumn, longFormColumns } from '../long-form';
import { type ReportSheet, type SheetCell, type SheetContext } from './sheet';

const wideColumns: readonly LongFormColumn[] = ['goal_title', 'field', 'raw', 'answer'];

export function allAnswersSheet({ source, options, words }: SheetContext): ReportSheet {
  return {
    name: words.allAnswers,
    columns: longFormColumns.map((heading) => ({ heading, width: wideColumns.includes(heading) ? 40 : 16 })),
    rows: longForm(source, options.locale).map((row) =>
      longFormColumns.map((column) => cellOf(column, row[column], options.timeZone)),
    ),
    wide: true,
  };
}

function cellOf(column: LongFormColumn, value: string | number, timeZone: string): SheetCell | undefined {
  if (value === '') return undefined;
  if (column === 'answered_at') return momentCell(String(value), timeZone);
  return { value };
}

/** A spreadsheet's moments have no time zone: this is what the clock on the wall showed. */
function momentCell(iso: string, timeZone: string): SheetCell {
  const local = DateTime.fromISO(iso, { zone: timeZone }).setZone('utc', { keepLocalTime: true });
  return { value: local.toJSDate(), format: 'yyyy-mm-dd hh:mm:ss' };
}
