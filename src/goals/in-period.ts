/** The register's texts for one period: the register asks for "{year}", a round for 2026. Pure. */
import { type Period, parsePeriod } from '../periods/period';
import { type Goal } from './schema';

/**
 * In every text of the goal, `{year}` becomes the year of the period, `{year+1}` the year after it and `{year-1}` the
 * year before; the offset has one digit. A goal without such placeholders is returned unchanged.
 */
export function goalInPeriod(goal: Goal, period: Period): Goal {
  return namesYear(goal) ? withYears(goal, parsePeriod(period).year) : goal;
}

/** Every goal of every form is checked, so this copies nothing. */
function namesYear(part: unknown): boolean {
  if (typeof part === 'string') return part.includes('{year');
  if (typeof part !== 'object' || part === null) return false;
  for (const key in part) if (namesYear(part[key as keyof typeof part])) return true;
  return false;
}

function withYears<T>(part: T, year: number): T {
  if (typeof part === 'string') return filled(part, year) as T;
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map((each: unknown) => withYears(each, year)) as T;
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, withYears(each, year)])) as T;
}

function filled(text: string, year: number): string {
  return text.replace(/\{year(?:([+-]\d))?\}/g, (_, offset: string = '0') => String(year + Number(offset)));
}
