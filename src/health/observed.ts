/** What was looked at, as it was found. What could not be looked at is left out, and no finding comes from it. */
import { type RoundName } from '../rounds/round-name';

/** A digest that should have been posted. */
export interface OverdueDigest extends RoundName {
  /** When it was due: ISO 8601, UTC. */
  readonly since: string;
  /** `not-made`: no tick has put it into the outbox; `waiting`: it is there; `failed`: the channel did not take it. */
  readonly why: 'not-made' | 'waiting' | 'failed';
}

/** Messages whose time to be sent has come, those too that are tried again later. */
export interface WaitingMessages {
  readonly count: number;
  /** When the one that waits longest could have been sent: ISO 8601, UTC. Left out when none waits. */
  readonly oldest?: string;
  /** The most attempts that one of all waiting messages has had. */
  readonly attempts: number;
}

export interface RoundsObserved {
  readonly overdue: readonly OverdueDigest[];
  readonly cutOff: readonly RoundName[];
  /** Persons who are asked in open rounds, and those of them whom the latest message did not reach. */
  readonly asked: number;
  readonly unreached: number;
  readonly waiting: WaitingMessages;
  /** When a digest was last posted: ISO 8601, UTC. */
  readonly lastDigest?: string;
}

/** Milliseconds, as the median of three: a read of one row, and a conditional write. */
export interface StoreTimes {
  readonly readMs: number;
  readonly writeMs: number;
}

/** A part of the replica that leads, while it runs; milliseconds. */
export interface ObservedPart {
  readonly part: string;
  /** Since its last sign of life. */
  readonly stillMs: number;
}

export interface Observed {
  readonly now: Date;
  readonly lastTick?: Date;
  readonly parts?: readonly ObservedPart[];
  readonly rounds?: RoundsObserved;
  readonly store?: StoreTimes;
  /** When the password or certificate ends. */
  readonly secretExpires?: Date;
  /** Of the disk that the embedded store lies on. */
  readonly diskFreeBytes?: number;
  /** How far this machine's clock is ahead of the store's, in milliseconds. */
  readonly clockAheadMs?: number;
}
