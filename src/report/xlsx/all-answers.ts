/** The long form as a sheet: figures and moments typed, column names as in the CSV file. */
import { DateTime } from 'luxon';
import { longForm, type LongFormColumn, longFormColumns } from '../content/long-form';
import { type ReportContent } from '../content/report-content';
import { type ReportSheet, type SheetCell } from './sheet';

/** In characters; a narrower column would show a date and time as ####. */
const widths: Partial<Readonly<Record<LongFormColumn, number>>> = {
  ...{ programme_id: 24, programme: 30, period: 10, goal_title: 40, unit: 26 },
  ...{ heading_1: 26, heading_2: 26, heading_3: 26, heading_4: 26, group: 26, row: 26 },
  ...{ goal_light_computed: 21, goal_light_self_assessed: 25, field_id: 20, field: 40 },
  ...{ raw: 40, answer: 40, answered_by: 34, on_behalf_of: 34, answered_at: 21, unchanged_from: 17 },
  ...{ unit_comment: 40, support_requested: 40, support_decision: 40 },
};

export function allAnswersSheet({ source, options, words, reader }: ReportContent): ReportSheet {
  return {
    name: words.allAnswers,
    columns: longFormColumns.map((heading) => ({
      ...{ heading, width: widths[heading] ?? 15, names: heading === 'goal_code' },
    })),
    rows: longForm(source, reader).map((row) =>
      longFormColumns.map((column) => cellOf(column, row[column], options.timeZone)),
    ),
    wide: true,
  };
}

function cellOf(column: LongFormColumn, value: string | number, timeZone: string): SheetCell | undefined {
  if (value === '') return undefined;
  if (column === 'answered_at') return momentCell(String(value), timeZone);
  if (column === 'answer_day') return { value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd' };
  return { value };
}

/** Spreadsheets have no time zones: this is the local time. */
function momentCell(iso: string, timeZone: string): SheetCell {
  const local = DateTime.fromISO(iso, { zone: timeZone }).setZone('utc', { keepLocalTime: true });
  return { value: local.toJSDate(), format: 'yyyy-mm-dd hh:mm:ss' };
}
