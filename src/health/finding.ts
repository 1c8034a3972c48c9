/**
 * Words of health: what is looked at is observed, what is wrong with it is a finding. The same findings are read by
 * `seuranta doctor`, by the metrics and by the messages to admins.
 */
import { type RoundName } from '../rounds/round-name';

export const findingIds = [
  /** No tick since this many minutes. */
  'tick-late',
  /** A part of the replica that leads shows no sign of life. */
  'stands-still',
  /** A digest whose time passed did not reach its channel. */
  'digest-overdue',
  /** Too many of those who are asked cannot be reached. */
  'undeliverable',
  /** Messages wait although their time has come. */
  'messages-waiting',
  /** The opening of a round was begun and not completed. */
  'opening-cut-off',
  'secret-expires',
  'store-slow',
  'disk-full',
  'clock-wrong',
] as const;
export type FindingId = (typeof findingIds)[number];

/** `broken`: something does not happen that should. `warning`: it will come to that, or some are concerned. */
export type Severity = 'warning' | 'broken';

export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** Numbers in the unit that their name ends with; moments are ISO 8601, UTC. Never a name of a person. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** The rounds that it is about. */
  readonly rounds?: readonly RoundName[];
}
