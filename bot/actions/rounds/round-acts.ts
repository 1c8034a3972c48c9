/** Shared by all acts on a round by hand. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { RefusedError } from '../../../src/errors';
import { type Round, takesReplies } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { type AdminTurn } from '../../views/admin-turn';
import { lastChange } from '../../views/parts/last-change';
import { programmeCard } from '../../views/programmes/programmes';
import { type ActionResult } from '../../views/turn';
import { doneCard } from '../parts/results';

/** @throws RefusedError `unknown-round`. */
export async function knownRound({ deps }: AdminTurn, name: RoundName): Promise<Round> {
  const round = (await readRound(deps.store, roundNameOf(name)))?.value;
  if (!round) throw new RefusedError('unknown-round');
  return round;
}

/** @throws RefusedError `round-closed`, `round-closing`, `round-discarded`; `unknown-round`, also for one that is only planned. */
export async function openRoundOf(turn: AdminTurn, name: RoundName): Promise<Round> {
  const round = await knownRound(turn, name);
  if (round.discarded) throw new RefusedError('round-discarded');
  if (round.status === 'closed') throw new RefusedError('round-closed');
  if (round.status === 'closing') throw new RefusedError('round-closing');
  if (!takesReplies(round)) throw new RefusedError('unknown-round');
  return round;
}

/** @throws RefusedError `round-changed` if the card shows an older state of the round. */
export function requireSeen(round: Round, seen: unknown): void {
  if (seen !== undefined && seen !== lastChange(round)) throw new RefusedError('round-changed');
}

/** Reports `round-not-open` as `round-closed`: somebody else closed it since it was read. */
export function asClosed(error: unknown): never {
  if (error instanceof RefusedError && error.code === 'round-not-open')
    throw new RefusedError('round-closed');
  throw error;
}

/** Says what was done, above the programme's current card. */
export function doneToRound(
  turn: AdminTurn,
  { programmeId }: RoundName,
  said: readonly string[],
): Promise<ActionResult> {
  return doneCard(said.join(' '), (banner) => programmeCard(turn, programmeId, banner));
}
