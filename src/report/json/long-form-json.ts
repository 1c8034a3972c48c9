/** All answers of a round for another system: an array with an object per row. Pure. */
import { type DigestSource } from '../../digest/digest';
import { type AnswerReader } from '../../goals/answers/answer-words';
import { longForm } from '../content/long-form';

/** @param reader of the texts; raw answers stay in the language they were given in */
export function longFormJson(source: DigestSource, reader: AnswerReader): string {
  return `${JSON.stringify(longForm(source, reader), null, 2)}\n`;
}
