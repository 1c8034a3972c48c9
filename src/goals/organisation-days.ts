/** Days on which the whole organisation is closed, kept once: every programme uses them beside its own. */
import { type Actor, audit } from '../audit/audit';
import { ConflictError, RefusedError } from '../errors';
import { keptByName } from '../kept';
import { type ClosedDays } from '../periods/calendar-schema';
import { type HolidayCalendar, holidayCalendar, isCountry, withClosedDays } from '../periods/working-days';
import { sameData } from '../same-data';
import { put, readRow } from '../storage/rows';
import { type EntityStore, type Json } from '../storage/store';
import { programmesPartition } from './register';

export interface OrganisationDays {
  /** The country whose public holidays count, by its code in date-holidays. */
  readonly country: string;
  readonly closedDays: readonly ClosedDays[];
}

/** Until somebody sets others. */
export const usualDays: OrganisationDays = { country: 'FI', closedDays: [] };

const key = 'organisation-days';

export async function loadOrganisationDays(store: EntityStore): Promise<OrganisationDays> {
  return (await readRow<OrganisationDays>(store, programmesPartition, key))?.value ?? usualDays;
}

/**
 * Setting the same again writes nothing.
 * @param seen the days that were looked at before
 * @throws RefusedError `country-unknown`; `closed-days-changed` if somebody else has changed them meanwhile
 */
export async function saveOrganisationDays(
  store: EntityStore,
  { days, seen }: { readonly days: OrganisationDays; readonly seen: OrganisationDays },
  actor: Actor,
  now: Date,
): Promise<void> {
  if (!isCountry(days.country)) throw new RefusedError('country-unknown', { country: days.country });
  const row = await readRow<OrganisationDays>(store, programmesPartition, key);
  const known = row?.value ?? usualDays;
  if (sameData(known, days)) return;
  if (!sameData(known, seen)) throw new RefusedError('closed-days-changed');
  const change = { from: known as unknown as Json, to: days as unknown as Json };
  try {
    await store.commit(programmesPartition, [
      put(row, key, days),
      audit({ ...actor, what: 'closed-days-changed', ...change }, now),
    ]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    throw new RefusedError('closed-days-changed');
  }
}

/** Weekends aside, when the organisation is closed. @throws RangeError if the country is unknown */
export function calendarOf({ country, closedDays }: OrganisationDays): HolidayCalendar {
  return withClosedDays(holidayCalendar(country), closedDays);
}

/** The organisation's days as they were read last. */
export interface OrganisationCalendar extends HolidayCalendar {
  /** Called before anything is computed, since another replica or the command line may have changed the days. */
  refresh(): Promise<void>;
}

export function organisationCalendar(store: EntityStore): OrganisationCalendar {
  const known = keptByName<HolidayCalendar>(2);
  let calendar = calendarOf(usualDays);
  return {
    isClosed: (day) => calendar.isClosed(day),
    get asOfNow() {
      return calendar;
    },
    refresh: async () => {
      const days = await loadOrganisationDays(store);
      calendar = known(JSON.stringify([days.country, days.closedDays]), () => calendarOf(days));
    },
  };
}
