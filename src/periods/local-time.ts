/** A time on the wall as a moment. */
import { DateTime } from 'luxon';

/**
 * A time that the clocks skip in spring is moved on by the length of the gap (Helsinki 2026-03-29 03:30 is 04:30); of
 * one that comes twice in autumn the first is meant.
 * @param day `yyyy-mm-dd`
 * @param at `HH:mm`
 * @param zone IANA name
 * @throws RangeError when there is no such day, time or zone
 */
export function localMoment(day: string, at: string, zone: string): DateTime {
  const moment = DateTime.fromISO(`${day}T${at}`, { zone });
  if (!moment.isValid) throw new RangeError(`there is no ${day} ${at} in time zone "${zone}"`);
  // Left alone, luxon takes the one with the offset of the day it happens to run on.
  return moment.getPossibleOffsets()[0] ?? moment;
}

/** The time of day, `HH:mm`, of a moment. */
export function localTime(moment: Date, zone: string): string {
  return DateTime.fromJSDate(moment, { zone }).toFormat('HH:mm');
}

/** The day, `yyyy-mm-dd`, that a moment falls on. */
export function localDay(moment: Date, zone: string): string {
  return DateTime.fromJSDate(moment, { zone }).toFormat('yyyy-MM-dd');
}
