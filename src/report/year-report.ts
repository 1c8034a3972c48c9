/**
 * The report of a year whose programme is followed in shorter periods: its last round with all of the year's periods,
 * as the county's annual account uses the situation of Q4.
 */
import { RefusedError } from '../errors';
import { comparePeriods, parsePeriod, type Period, periodsOfYear } from '../periods/period';
import { type Round } from '../rounds/round';
import { listRounds, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';

export type YearRounds =
  | { readonly reported: Period }
  /** The year's last round is not closed; `latest` is the latest that is, or the newest one. */
  | { readonly unfinished: Period; readonly latest: Period }
  /** Nobody was asked in that year. */
  | { readonly none: true };

/** Which round reports a year. Pure. */
export function roundOfYear(rounds: readonly Pick<Round, 'period' | 'status'>[], year: number): YearRounds {
  const own = rounds
    .filter(({ period, status }) => parsePeriod(period).year === year && status !== 'planned')
    .sort((a, b) => comparePeriods(a.period, b.period));
  const newest = own.at(-1);
  if (!newest) return { none: true };
  const last = periodsOfYear(newest.period).at(-1)!;
  if (newest.period === last && newest.status === 'closed') return { reported: last };
  const latest = own.findLast(({ status }) => status === 'closed') ?? newest;
  return { unfinished: last, latest: latest.period };
}

/** The years that can be reported, the latest first. A programme that is followed once a year has rounds instead. */
export function reportableYears(rounds: readonly Pick<Round, 'period' | 'status'>[]): Period[] {
  const years = new Set(rounds.map(({ period }) => parsePeriod(period).year));
  return [...years]
    .filter((year) => {
      const found = roundOfYear(rounds, year);
      return 'reported' in found && found.reported !== String(year);
    })
    .sort((a, b) => b - a)
    .map(String);
}

/** Whether a year has rounds, but its last one is not closed. */
export function isUnfinishedYear(
  rounds: readonly Pick<Round, 'period' | 'status'>[],
  period: Period,
): boolean {
  const { rhythm, year } = parsePeriod(period);
  return rhythm === 'year' && 'unfinished' in roundOfYear(rounds, year);
}

/**
 * The period of the round that a report is made from: its own, or that of its year's last round.
 * @throws RefusedError `unknown-round`; `no-round-of-year`, `year-unfinished` for a year.
 */
export async function reportedPeriod(
  store: EntityStore,
  { programmeId, period }: RoundName,
): Promise<Period> {
  if (parsePeriod(period).rhythm !== 'year' || (await readRound(store, { programmeId, period })))
    return period;
  const found = roundOfYear(await listRounds(store, programmeId), parsePeriod(period).year);
  if ('reported' in found) return found.reported;
  const details = { programme: programmeId, year: period };
  if ('none' in found) throw new RefusedError('no-round-of-year', details);
  throw new RefusedError('year-unfinished', { ...details, period: found.unfinished, latest: found.latest });
}
