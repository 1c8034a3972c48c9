/** The answers of one or several rounds for another system: an array with an object per row. Pure. */
import { type AnswerReader } from '../../goals/answers/answer-words';
import { type Edition } from '../content/formats';
import { columnsIn, longForm } from '../content/long-form';
import { type RowsSource } from '../content/report-source';

/**
 * @param sources rounds of one programme, the oldest first
 * @param reader of the texts; raw answers stay in the language they were given in
 */
export function longFormJson(
  sources: readonly RowsSource[],
  reader: AnswerReader,
  { edition }: { readonly edition: Edition },
): string {
  const columns = columnsIn(edition, sources.at(-1)!.form.programme);
  const rows = sources
    .flatMap((source) => longForm(source, reader))
    .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  return `${JSON.stringify(rows, null, 2)}\n`;
}
