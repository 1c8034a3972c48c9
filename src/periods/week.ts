/** Weeks from Monday to Sunday, as ISO 8601 numbers them. */
import { DateTime } from 'luxon';

export interface Week {
  /** `2026-W46`; a later week sorts after an earlier one. */
  readonly name: string;
  readonly starts: Date;
  /** The first moment of the next week. */
  readonly ends: Date;
}

/** The week that a moment falls in. @param zone IANA name */
export function weekOf(moment: Date, zone: string): Week {
  const local = DateTime.fromJSDate(moment, { zone });
  const starts = local.startOf('week');
  return {
    name: local.toFormat("kkkk-'W'WW"),
    starts: starts.toJSDate(),
    ends: starts.plus({ weeks: 1 }).toJSDate(),
  };
}
