/** The rounds of a report's year, for the quarters of a slide. Pure. */
import { standingsOf } from '../../digest/digest';
import { type Light } from '../../goals/schema';
import { type YearRound as Round, yearRounds } from '../content/year-rounds';
import { type SlideContent } from './slide-content';

export interface YearRound extends Round {
  /** The label without the year. */
  readonly short: string;
  /** By goal id; empty if there was no round. */
  readonly lights: ReadonlyMap<string, Light>;
}

export function roundsOfYear(content: SlideContent): YearRound[] {
  return yearRounds(content).map((round) => {
    const { source, label } = round;
    const standings = source ? standingsOf(source.form, source.replies, source.round) : [];
    return {
      ...round,
      short: label.replace(/[/ ]?\d{4}$/, '') || label,
      lights: new Map(standings.map(({ id, light }) => [id, light])),
    };
  });
}
