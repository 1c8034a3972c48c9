/** The answers of one or several rounds as separated values, with the names of the columns. Pure. */
import { type AnswerReader } from '../../goals/answers/answer-words';
import { type Edition, type SeparatorName } from '../content/formats';
import { columnsIn, type LongFormColumn, longFormRows } from '../content/long-form';
import { type RowsSource } from '../content/report-source';
import { csvStyle, csvText } from './csv';

/**
 * @param sources rounds of one programme, the oldest first
 * @param reader of the texts; raw answers stay in the language they were given in
 * @param separator by default the one that spreadsheets in the reader's language use
 */
export function longFormCsv(
  sources: readonly RowsSource[],
  reader: AnswerReader,
  { edition, separator }: { readonly edition: Edition; readonly separator?: SeparatorName | undefined },
): string {
  const columns = columnsIn(edition, sources.at(-1)!.form.programme);
  return csvText(csvRows(sources, reader, columns), csvStyle(reader.locale, separator));
}

function* csvRows(
  sources: readonly RowsSource[],
  reader: AnswerReader,
  columns: readonly LongFormColumn[],
): Iterable<readonly (string | number)[]> {
  yield columns;
  for (const source of sources)
    for (const row of longFormRows(source, reader)) yield columns.map((column) => row[column]);
}
