/** Conversion between local times and moments. */
import { DateTime } from 'luxon';
import { keptByName } from '../kept';

/** The time zone where no programme gives one, such as for a person's days off; also the default of programmes. */
export const usualZone = 'Europe/Helsinki';

/**
 * A time that the clocks skip in spring is moved forward by the length of the gap (Helsinki 2026-03-29 03:30 is 04:30);
 * a time that occurs twice in autumn means the first.
 * @param day `yyyy-mm-dd`
 * @param at `HH:mm`
 * @param zone IANA name
 * @throws RangeError if there is no such day, time or zone
 */
export function localMoment(day: string, at: string, zone: string): DateTime {
  const moment = DateTime.fromISO(`${day}T${at}`, { zone });
  if (!moment.isValid) throw new RangeError(`there is no ${day} ${at} in time zone "${zone}"`);
  // By default, luxon takes the one with today's offset.
  return moment.getPossibleOffsets()[0] ?? moment;
}

/** The time of day, `HH:mm`, of a moment. */
export function localTime(moment: Date, zone: string): string {
  return DateTime.fromJSDate(moment, { zone }).toFormat('HH:mm');
}

/** The day, `yyyy-mm-dd`, that a moment falls on. */
export function localDay(moment: Date, zone: string): string {
  const day = () => DateTime.fromJSDate(moment, { zone }).toFormat('yyyy-MM-dd');
  const quarter = Math.floor(moment.getTime() / quarterMs);
  return quarter >= roundOffsetsFrom ? keptDay(`${zone} ${quarter}`, day) : day();
}

const quarterMs = 15 * 60_000;
/** In the tz database every offset and every change since then falls on a quarter of an hour. */
const roundOffsetsFrom = Date.parse('2000-01-01') / quarterMs;
const keptDay = keptByName<string>(1_000);
