import { type Programme } from '../../src/goals/schema';
import { shorten } from './shorten';
import { type Wording } from './wording';

/** A phone shows this much of a bold line. */
const longestName = 40;

/** What a programme is called where several of them are listed, a line each. */
export function programmeShortName({ name }: Pick<Programme, 'name'>, wording: Wording): string {
  return shorten(wording.of(name), longestName);
}
