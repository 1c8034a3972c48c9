/** Parses and prints days and moments for the command line. Pure. */
import { DateTime } from 'luxon';
import { RefusedError } from '../../../src/errors';
import { localMoment } from '../../../src/periods/local-time';

const written = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

export interface WrittenMoment {
  /** For a day, its beginning. */
  readonly moment: DateTime;
  readonly isDay: boolean;
}

/** `2026-10-12`, or `2026-10-12T16:00`: local time without an offset. `undefined` if it is neither. */
export function momentIn(text: string, zone: string): WrittenMoment | undefined {
  const [whole, day, time, offset] = written.exec(text) ?? [];
  if (whole === undefined || day === undefined) return undefined;
  const moment = offset === undefined ? local(day, time, zone) : DateTime.fromISO(whole, { zone });
  return moment?.isValid ? { moment, isDay: time === undefined } : undefined;
}

function local(day: string, time = '00:00', zone: string): DateTime | undefined {
  try {
    return localMoment(day, time, zone);
  } catch {
    return undefined;
  }
}

/** @throws RefusedError `deadline-unreadable`, also for a day without a time. */
export function deadlineIn(text: string, zone: string): Date {
  const found = momentIn(text, zone);
  if (!found || found.isDay) throw new RefusedError('deadline-unreadable', { deadline: text });
  return found.moment.toJSDate();
}

/** `Mon 12.10.2026 08:00` */
export function localText(moment: Date | string, zone: string): string {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  return DateTime.fromJSDate(date, { zone }).setLocale('en').toFormat('ccc d.M.yyyy HH:mm');
}
