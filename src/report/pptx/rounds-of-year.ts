/** The rounds of a report's year, for the quarters of a slide. Pure. */
import { type DigestSource, standingsOf } from '../../digest/digest';
import { type Light } from '../../goals/schema';
import { formatPeriod, nextPeriod, parsePeriod, type Period, periodContaining } from '../../periods/period';
import { type SlideContent } from './slide-content';

/** A round of the year: its lights by goal id; empty if there was no round. */
export interface YearRound {
  readonly period: string;
  readonly label: string;
  /** Without the year. */
  readonly short: string;
  readonly source?: DigestSource;
  readonly lights: ReadonlyMap<string, Light>;
}

export function roundsOfYear({ source, earlier, options }: SlideContent): YearRound[] {
  const rounds = new Map(
    [...earlier, { period: source.round.period, source }].map((each) => [each.period, each]),
  );
  return periodsOfYear(source.round.period).map((period) => {
    const round = rounds.get(period)?.source;
    const standings = round ? standingsOf(round.form, round.replies, round.round) : [];
    const label = formatPeriod(period, options.locale);
    return {
      ...{ period, label, short: label.replace(/[/ ]?\d{4}$/, '') || label },
      ...(round && { source: round }),
      lights: new Map(standings.map(({ id, light }) => [id, light])),
    };
  });
}

/** All periods of the same length in this period's year, in order. */
function periodsOfYear(period: Period): Period[] {
  const { year, rhythm } = parsePeriod(period);
  const periods: Period[] = [];
  let next = periodContaining(rhythm, new Date(Date.UTC(year, 0, 15)), 'UTC');
  while (parsePeriod(next).year === year) {
    periods.push(next);
    next = nextPeriod(next);
  }
  return periods;
}
