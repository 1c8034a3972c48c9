/** The figures of a chaos test: who was served, how long after the end of the fault, and who got too many messages. */

export interface ServedFigures {
  readonly fault: string;
  readonly persons: number;
  /** Persons who got nothing. */
  readonly lost: number;
  readonly twice: number;
  /** How many of those can be explained, and how. */
  readonly explained?: string;
  /** Milliseconds until the last waiting person was served. */
  readonly servedAfterMs: number;
  /** Start of that time; defaults to the end of the fault. */
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
