/** How long non-record data is kept. Pure. */
import { DateTime } from 'luxon';

export interface Retention {
  /** Months after its round's closing that a message to a person is kept, with its outcome; 1 or more. */
  readonly messageMonths: number;
  /** Months after its round's closing that an unsaved draft is kept; 1 or more. */
  readonly draftMonths: number;
  /** Months that an audit entry is kept; 1 or more. */
  readonly auditMonths: number;
  /** Years after its closing that a round is kept with its replies; default: for ever, as a record. */
  readonly roundYears?: number;
}

/** Messages of a yearly round can be read until the next one; the audit covers five years. */
export const defaultRetention: Retention = { messageMonths: 12, draftMonths: 3, auditMonths: 60 };

/** The moment `months` before `now` (ISO 8601, UTC); older data has expired. */
export function monthsBefore(now: Date, months: number): string {
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months }).toJSDate().toISOString();
}

/** Moments (ISO 8601, UTC); what is earlier has expired. */
export interface Limits {
  readonly now: string;
  readonly messages: string;
  readonly drafts: string;
  readonly audit: string;
  /** Empty if rounds are kept for ever. */
  readonly rounds: string;
}

export function limitsOf(retention: Retention, now: Date): Limits {
  const { messageMonths, draftMonths, auditMonths, roundYears } = retention;
  return {
    now: now.toISOString(),
    messages: monthsBefore(now, messageMonths),
    drafts: monthsBefore(now, draftMonths),
    audit: monthsBefore(now, auditMonths),
    rounds: roundYears === undefined ? '' : monthsBefore(now, 12 * roundYears),
  };
}
