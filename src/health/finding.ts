/**
 * Terms of health: the measured state is observed; something wrong with it is a finding. `seuranta doctor`, the
 * metrics and the messages to admins use the same findings.
 */
import { type RoundName } from '../rounds/round-name';

export const findingIds = [
  /** No tick for this many minutes. */
  'tick-late',
  /** A part of the leading replica shows no sign of life. */
  'stands-still',
  /** A digest whose time has passed did not reach its channel. */
  'digest-overdue',
  /** Too many of the people asked cannot be reached. */
  'undeliverable',
  /** Somebody has paused sending. */
  'paused',
  /** Messages are waiting although their time has come. */
  'messages-waiting',
  /** The opening of a round was begun but not completed. */
  'opening-cut-off',
  /** The members of a group of the directory could not be read; those of before are kept. */
  'group-unread',
  'secret-expires',
  'store-slow',
  'disk-full',
  'clock-wrong',
] as const;
export type FindingId = (typeof findingIds)[number];

/** `broken`: something that should happen does not. `warning`: it soon will not, or only some people are affected. */
export type Severity = 'warning' | 'broken';

export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** Numbers in the unit that their name ends with; times in ISO 8601, UTC. Never a person's name. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** The rounds concerned. */
  readonly rounds?: readonly RoundName[];
}
