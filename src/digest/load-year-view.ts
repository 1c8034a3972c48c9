import { comparePeriods } from '../periods/period';
import { type Round } from '../rounds/round';
import { listRounds, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { loadRoundFigures } from './build-digest';
import { computeYearView, periodsShown, type YearView } from './year-view';

/**
 * The view of a round and the earlier ones as they were at `asOf`, without later changes such as answers after a
 * reopening. So the view of a closed round as of its closing never changes.
 * @throws RefusedError `unknown-round`.
 */
export async function loadYearView(store: EntityStore, name: RoundName, asOf: Date): Promise<YearView> {
  const earlier = (await heldRounds(store, name.programmeId, asOf))
    .filter(({ period }) => comparePeriods(period, name.period) < 0)
    .slice(1 - periodsShown);
  const sources = [...earlier, name].map((round) => loadRoundFigures(store, round, asOf));
  return computeYearView(await Promise.all(sources), asOf);
}

/** The programme's newest round that had been opened or skipped by then. */
export async function latestRound(
  store: EntityStore,
  programmeId: string,
  asOf: Date,
): Promise<Round | undefined> {
  return (await heldRounds(store, programmeId, asOf)).at(-1);
}

/** The oldest first. A round that is only planned has had no event. */
async function heldRounds(store: EntityStore, programmeId: string, asOf: Date): Promise<Round[]> {
  const moment = asOf.toISOString();
  return (await listRounds(store, programmeId))
    .filter(({ events }) => events.some(({ at }) => at <= moment))
    .sort((a, b) => comparePeriods(a.period, b.period));
}
