/** Dates as people type them. Pure. */

export interface TypedDate {
  readonly day: number;
  readonly month: number;
  /** Undefined for "30.2.". */
  readonly year: number | undefined;
  /** False for the 30th of February. */
  readonly exists: boolean;
}

const patterns: readonly (readonly [
  RegExp,
  readonly ['day' | 'month' | 'year', 'day' | 'month' | 'year', 'day' | 'month' | 'year'],
])[] = [
  [/^(\d{4})-(\d{2})-(\d{2})$/, ['year', 'month', 'day']],
  [/^(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2}))?$/, ['day', 'month', 'year']],
];

/** "2026-05-02", "2.5.2026", "2. 5. 2026", "2.5."; undefined for anything else. */
export function typedDate(text: string): TypedDate | undefined {
  for (const [pattern, names] of patterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const part = (name: string) => {
      const digits = match[1 + names.findIndex((each) => each === name)];
      return digits === undefined ? undefined : Number(digits);
    };
    const [day = 0, month = 0, year] = [part('day'), part('month'), part('year')];
    return { day, month, year, exists: exists(day, month, year) };
  }
  return undefined;
}

/** A date without a year is checked in a leap year, so the 29th of February exists. */
function exists(day: number, month: number, year = 2024): boolean {
  const date = new Date(Date.UTC(year < 100 ? 2000 + year : year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
