import { loadRoles } from '../people/directory';
import { loadActiveSubstitutions } from '../people/substitutions';
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
  const [roles, handovers, substitutions] = await Promise.all([
    loadRoles(store),
    loadHandovers(store, name, goalId),
    loadActiveSubstitutions(store, localDay(now, timeZone)),
  ]);
  return { roles, handovers, substitutions };
}
