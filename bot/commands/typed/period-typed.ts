/** The period that somebody names at the end of a command. Pure. */
import { formatPeriod, type Period, periodSchema } from '../../../src/periods/period';

/** @returns the period, and what was typed before it; all of the text if it names none. */
export function periodTyped(typed: string): { readonly period?: Period; readonly text: string } {
  const words = typed.split(/\s+/).filter(Boolean);
  const period = periodCalled(words.at(-1) ?? '');
  return period === undefined ? { text: typed } : { period, text: words.slice(0, -1).join(' ') };
}

/** Reads an id (2026-Q3) or what people write: Q3/2026, 7–9/2026, 10/2026, 2026. */
function periodCalled(word: string): Period | undefined {
  const id = periodSchema.safeParse(word.toUpperCase());
  if (id.success) return id.data;
  const wanted = word.toUpperCase().replace(/[-‒–—]/g, '–');
  const year = /\/(\d{4})$/.exec(wanted)?.[1];
  return year === undefined
    ? undefined
    : idsOf(year).find((each) => formatPeriod(each, 'fi').toUpperCase() === wanted);
}

function idsOf(year: string): Period[] {
  const numbered = (letter: string, count: number, digits = 1) =>
    Array.from(
      { length: count },
      (_, index) => `${year}-${letter}${String(index + 1).padStart(digits, '0')}`,
    );
  const ids = [...numbered('Q', 4), ...numbered('H', 2), ...numbered('T', 3), ...numbered('M', 12, 2)];
  return ids.filter((id) => periodSchema.safeParse(id).success);
}
