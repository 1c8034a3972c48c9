/** What a chaos test prints: who was served, when after the end of the fault, and who got more than was due. */

export interface ServedFigures {
  readonly fault: string;
  readonly persons: number;
  /** Who got nothing. */
  readonly lost: number;
  readonly twice: number;
  /** How many of those are explained, and by what. */
  readonly explained?: string;
  /** Until the last of those who waited was served, in milliseconds. */
  readonly servedAfterMs: number;
  /** From when; the end of the fault by default. */
  readonly since?: string;
}

/** Everybody is served within this time of the end of a fault. */
export const mostMs = 120_000;

export function printFigures(figures: ServedFigures): void {
  const { fault, persons, lost, twice, explained, servedAfterMs, since = 'the end of the fault' } = figures;
  process.stdout.write(
    `${fault}: ${persons} persons, ${lost} lost, ${twice} asked twice${explained ? ` (${explained})` : ''}, ` +
      `the last one served ${(servedAfterMs / 1000).toFixed(1)} s after ${since}\n`,
  );
}
