/** The division that a goal belongs to: its outermost heading. Pure. */
import { type LocalizedText, type Programme } from './schema';
import { textIn } from './text';

/** Longest name that a card action carries, in characters. */
export const longestDivisionName = 300;

/** The division's name in the programme's main language, cut to that length: card actions refer to it by this. */
export function divisionNameOf(division: LocalizedText, { languages }: Pick<Programme, 'languages'>): string {
  return textIn(division, languages[0]!).slice(0, longestDivisionName);
}
