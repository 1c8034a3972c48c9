import { type Programme } from '../../src/goals/schema';
import { type Wording } from './wording';

/** At most `length` characters, never half a letter; what is cut off is marked. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.trimEnd()}…`;
}

/** A phone shows this much of a bold line. */
const longestName = 40;

/** What a programme is called where several of them are listed, a line each. */
export function programmeShortName({ name }: Pick<Programme, 'name'>, wording: Wording): string {
  return shorten(wording.of(name), longestName);
}
