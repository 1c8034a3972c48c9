/** All answers of a round as comma-separated values, with the names of the columns. Pure. */
import { type DigestSource } from '../../digest/digest';
import { type AnswerReader } from '../../goals/answers/answer-words';
import { longFormColumns, longFormRows } from '../content/long-form';
import { csvText } from './csv';

/** @param reader of the texts; raw answers stay in the language they were given in */
export function longFormCsv(source: DigestSource, reader: AnswerReader): string {
  return csvText(csvRows(source, reader));
}

function* csvRows(source: DigestSource, reader: AnswerReader): Iterable<readonly (string | number)[]> {
  yield longFormColumns;
  for (const row of longFormRows(source, reader)) yield longFormColumns.map((column) => row[column]);
}
