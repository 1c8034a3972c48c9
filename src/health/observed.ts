/** The measured state. Whatever could not be measured is missing, and causes no finding. */
import { type Pause } from '../brake/scope';
import { type GroupProblem } from '../people/directory-source';
import { type RoundName } from '../rounds/round-name';

/** A digest that should have been posted. */
export interface OverdueDigest extends RoundName {
  /** When it was due: ISO 8601, UTC. */
  readonly since: string;
  /** `not-made`: not in the outbox; `waiting`: in the outbox, not sent; `failed`: the channel did not accept it. */
  readonly why: 'not-made' | 'waiting' | 'failed';
}

/** Messages whose time has come, including those that will be retried later. */
export interface WaitingMessages {
  readonly count: number;
  /** When the longest-waiting message could have been sent: ISO 8601, UTC. Missing when none waits. */
  readonly oldest?: string;
  /** The highest number of attempts of any waiting message. */
  readonly attempts: number;
}

export interface PausesObserved {
  readonly pauses: readonly Pause[];
  /** Messages whose time has come. */
  readonly held: number;
}

/** A channel to which nothing can be posted; its coordinators have been told. */
export interface ChannelObserved {
  readonly channel: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly why: string;
  /** The rounds whose latest digest was not posted there. */
  readonly unposted: readonly RoundName[];
}

export interface RoundsObserved {
  readonly overdue: readonly OverdueDigest[];
  /** Missing when there are none. */
  readonly lost?: readonly ChannelObserved[];
  readonly cutOff: readonly RoundName[];
  /** People asked in open rounds, and those among them whom the latest message did not reach. */
  readonly asked: number;
  readonly unreached: number;
  /** Without those that a pause holds. */
  readonly waiting: WaitingMessages;
  /** Missing when nothing is paused. */
  readonly paused?: PausesObserved;
  /** When a digest was last posted: ISO 8601, UTC. */
  readonly lastDigest?: string;
}

/** Times of reading one row and of a conditional write: the median of three, in milliseconds. */
export interface StoreTimes {
  readonly readMs: number;
  readonly writeMs: number;
}

/** A running part of the leading replica. */
export interface ObservedPart {
  readonly part: string;
  /** Milliseconds since its last sign of life. */
  readonly stillMs: number;
}

/** A group of the directory whose members could not be read. */
export interface UnreadGroup {
  readonly name: string;
  readonly why: GroupProblem;
  /** Local day, `yyyy-mm-dd`. */
  readonly since: string;
}

export interface Observed {
  readonly now: Date;
  readonly lastTick?: Date;
  readonly parts?: readonly ObservedPart[];
  readonly rounds?: RoundsObserved;
  readonly store?: StoreTimes;
  /** Missing when no group of the directory is used. */
  readonly unreadGroups?: readonly UnreadGroup[];
  /** When the password or certificate expires. */
  readonly secretExpires?: Date;
  /** Free bytes on the disk of the embedded store. */
  readonly diskFreeBytes?: number;
  /** How far this machine's clock is ahead of the store's, in milliseconds. */
  readonly clockAheadMs?: number;
}
