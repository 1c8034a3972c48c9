/** How long is kept what is no record. Pure. */
import { DateTime } from 'luxon';

export interface Retention {
  /** Months after its round's closing that a message to a person is kept, with what became of it; 1 or more. */
  readonly messageMonths: number;
  /** Months after its round's closing that what somebody typed and did not save is kept; 1 or more. */
  readonly draftMonths: number;
  /** Months that an entry of the audit is kept; 1 or more. */
  readonly auditMonths: number;
  /** Years after its closing that a round is kept with its replies; left out: for ever, as a record. */
  readonly roundYears?: number;
}

/** A year's round can be looked into until the next one; who changed what, for five years. */
export const defaultRetention: Retention = { messageMonths: 12, draftMonths: 3, auditMonths: 60 };

/** So many months before (ISO 8601, UTC): what is older has had its time. */
export function monthsBefore(now: Date, months: number): string {
  return DateTime.fromJSDate(now, { zone: 'utc' }).minus({ months }).toJSDate().toISOString();
}
