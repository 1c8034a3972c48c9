/** What all acts on a round by hand have in common. */
import { RefusedError } from '../../../src/errors';
import { type Round, takesReplies } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { type AdminTurn } from '../../views/admin-turn';
import { programmeCard } from '../../views/programmes/programmes';
import { type ActionResult } from '../../views/turn';
import { roundNameOf } from '../parts/data';
import { doneCard } from '../parts/results';

/** @throws RefusedError `unknown-round`. */
export async function knownRound({ deps }: AdminTurn, name: RoundName): Promise<Round> {
  const round = (await readRound(deps.store, roundNameOf(name)))?.value;
  if (!round) throw new RefusedError('unknown-round');
  return round;
}

/** @throws RefusedError `round-closed`, `round-closing`; `unknown-round`, also for one that is only planned. */
export async function openRoundOf(turn: AdminTurn, name: RoundName): Promise<Round> {
  const round = await knownRound(turn, name);
  if (round.status === 'closed') throw new RefusedError('round-closed');
  if (round.status === 'closing') throw new RefusedError('round-closing');
  if (!takesReplies(round)) throw new RefusedError('unknown-round');
  return round;
}

/** When the round was opened, closed or reopened last (ISO 8601, UTC); a card carries it to be told from later ones. */
export function lastChange({ events }: Round): string | undefined {
  return events.at(-1)?.at;
}

/** @throws RefusedError `round-changed` where a card shows the round as it was before. */
export function requireSeen(round: Round, seen: unknown): void {
  if (seen !== undefined && seen !== lastChange(round)) throw new RefusedError('round-changed');
}

/** Somebody else closed it since it was read. */
export function asClosed(error: unknown): never {
  if (error instanceof RefusedError && error.code === 'round-not-open')
    throw new RefusedError('round-closed');
  throw error;
}

/** What was done, over the programme as it is now. */
export function doneToRound(
  turn: AdminTurn,
  { programmeId }: RoundName,
  said: readonly string[],
): Promise<ActionResult> {
  return doneCard(said.join(' '), (banner) => programmeCard(turn, programmeId, banner));
}
