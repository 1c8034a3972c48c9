/** What the front post of a channel shows: its programmes' rounds, a line each. Pure. */
import { type Programme } from '../goals/schema';
import { comparePeriods } from '../periods/period';
import { broughtInAt, type Round } from '../rounds/round';
import { shortHash } from '../short-hash';
import { type Digest } from './digest';
import { figuresOf } from './figures';

/** One round's line. */
export interface FrontRow extends Pick<
  Digest,
  | 'programmeId'
  | 'name'
  | 'shortName'
  | 'period'
  | 'status'
  | 'judged'
  | 'lights'
  | 'asked'
  | 'answered'
  | 'askSupport'
  | 'questions'
> {
  /** Goals whose light fell since the previous period. */
  readonly worse: number;
}

/**
 * The rounds that a front post lists: every open one, and those closed since `since`, in the order of the programmes and
 * the periods. Figures brought in from a document are no closing that anybody waits for.
 * @param since ISO 8601, UTC
 */
export function listedRounds(
  programmes: readonly Pick<Programme, 'id'>[],
  rounds: readonly Round[],
  since: string,
): Round[] {
  return inOrder(programmes, rounds, (own) => own.filter((round) => isListed(round, since)));
}

/** The latest round of each programme in which people were asked: for a reader's question while none is listed. */
export function latestRounds(
  programmes: readonly Pick<Programme, 'id'>[],
  rounds: readonly Round[],
): Round[] {
  return inOrder(programmes, rounds, (own) => own.filter(wasAsked).slice(-1));
}

function inOrder(
  programmes: readonly Pick<Programme, 'id'>[],
  rounds: readonly Round[],
  choose: (own: readonly Round[]) => readonly Round[],
): Round[] {
  return programmes.flatMap(({ id }) => {
    const own = rounds.filter(({ programmeId }) => programmeId === id);
    return choose(own.sort((a, b) => comparePeriods(a.period, b.period)));
  });
}

/** A round that is being closed is as good as open: in a moment it is closed, or open again. */
function isListed(round: Round, since: string): boolean {
  if (round.status !== 'closed') return wasAsked(round);
  const closedAt = round.events.at(-1)?.at ?? '';
  return closedAt >= since && closedAt !== broughtInAt(round);
}

function wasAsked({ status }: Round): boolean {
  return status !== 'planned';
}

/** Only what the line says, so that a post is edited only when a reader sees a difference. */
export function frontRow(digest: Digest): FrontRow {
  const { programmeId, name, shortName, period, status, judged } = digest;
  const { lights, asked, answered, askSupport, worse, questions } = digest;
  return {
    ...{ programmeId, name, period, status, judged },
    ...(shortName && { shortName }),
    ...{ lights, asked, answered, askSupport, worse: worse.length },
    ...(questions !== undefined && { questions }),
  };
}

/** A fingerprint of what the front post shows; of a single round it shows the whole digest. */
export function frontFigures(digests: readonly Digest[]): string {
  const [only, ...more] = digests;
  if (only && more.length === 0) return figuresOf(only);
  return shortHash(JSON.stringify(digests.map(frontRow)), 32);
}
