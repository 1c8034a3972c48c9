import { loadRoles } from '../people/directory';
import { isActive, loadSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { readRow, readValues, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type Handover, type Responsibility } from './responsibility';
import { type RoundName, roundPartition } from './round-name';

export const handoverPrefix = 'handover|';
export const handoverKey = (goalId: string, from: string) => `${handoverPrefix}${goalId}|${from}`;

export function readHandover(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  from: string,
): Promise<Row<Handover> | undefined> {
  return readRow<Handover>(store, roundPartition(name), handoverKey(goalId, from));
}

/** The hand-overs of a round, or of one of its goals. */
export function loadHandovers(store: EntityStore, name: RoundName, goalId?: string): Promise<Handover[]> {
  const range = withPrefix(goalId === undefined ? handoverPrefix : handoverKey(goalId, ''));
  return readValues<Handover>(store, roundPartition(name), range);
}

/** Who answers what at this moment: in the whole round, or for one goal. */
export async function loadResponsibility(
  store: EntityStore,
  name: RoundName,
  timeZone: string,
  now: Date,
  goalId?: string,
): Promise<Responsibility> {
  return (await loadResponsibilities(store, name, goalId))(timeZone, now);
}

/** The same for callers that load the programme, which has the time zone, in parallel. */
export async function loadResponsibilities(
  store: EntityStore,
  name: RoundName,
  goalId?: string,
): Promise<(timeZone: string, now: Date) => Responsibility> {
  const [roles, handovers, all] = await Promise.all([
    loadRoles(store),
    loadHandovers(store, name, goalId),
    loadSubstitutions(store),
  ]);
  return (timeZone, now) => {
    const day = localDay(now, timeZone);
    return { roles, handovers, substitutions: all.filter((substitution) => isActive(substitution, day)) };
  };
}
