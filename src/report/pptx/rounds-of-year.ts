/** The rounds of a report's year, for the quarters of a slide. Pure. */
import { type Light } from '../../goals/schema';
import { lightsIn, type YearRound as Round, yearRounds } from '../content/year-rounds';
import { type SlideContent } from './slide-content';

export interface YearRound extends Round {
  /** The label without the year. */
  readonly short: string;
  /** By goal id; empty if there was no round. */
  readonly lights: ReadonlyMap<string, Light>;
}

export function roundsOfYear(content: SlideContent): YearRound[] {
  return yearRounds(content).map((round) => ({
    ...round,
    short: round.label.replace(/[/ ]?\d{4}$/, '') || round.label,
    lights: lightsIn(round),
  }));
}
