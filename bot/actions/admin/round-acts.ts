/** What all acts on a round by hand have in common. */
import { confirmCardData, type ConfirmCardSource } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/goal/source';
import { render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { type Round, takesReplies } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn } from '../../views/admin-turn';
import { programmeCard } from '../../views/programmes/programmes';
import { afterDoing } from '../../views/sending';

/** Only what names the round: whatever else a card carries is left behind. */
export function nameOf({ programmeId, period }: RoundName): RoundName {
  return { programmeId, period };
}

/** @throws RefusedError `unknown-round`. */
export async function knownRound({ deps }: AdminTurn, name: RoundName): Promise<Round> {
  const round = (await readRound(deps.store, nameOf(name)))?.value;
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

export function asking(source: ConfirmCardSource, wording: Wording): ActionResult {
  return { card: render('confirm', confirmCardData(source, wording)), lasting: false };
}

/** What was done, over the programme as it is now. */
export async function done(
  turn: AdminTurn,
  { programmeId }: RoundName,
  said: readonly string[],
): Promise<ActionResult> {
  const banner: Banner = { text: said.join(' '), style: 'good' };
  return { card: await afterDoing(banner, () => programmeCard(turn, programmeId, banner)), lasting: true };
}
