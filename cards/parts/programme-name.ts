import { longestShortName, type Programme } from '../../src/goals/schema';
import { shorten } from './shorten';
import { type Wording } from './wording';

/** What a programme is called where there is little room: its short name, else its name cut off to the same length. */
export function programmeShortName(
  { name, shortName }: Pick<Programme, 'name' | 'shortName'>,
  wording: Wording,
): string {
  const isInLanguage = shortName?.[wording.locale] !== undefined || name[wording.locale] === undefined;
  return shorten(wording.of(shortName && isInLanguage ? shortName : name), longestShortName);
}
