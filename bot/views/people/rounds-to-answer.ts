import { type AskedRound, loadOpenRoundsOf } from '../../../src/replies/asked-goals';
import { takesRepliesAt } from '../../../src/rounds/round';
import { type CommandTurn } from '../command-turn';

/** The rounds that take the person's answers now, the earliest deadline first. */
export async function roundsToAnswer({ store, person, clock }: CommandTurn): Promise<AskedRound[]> {
  const now = clock.now();
  const rounds = await loadOpenRoundsOf(store, person.id, now);
  return rounds.filter(({ round }) => takesRepliesAt(round, now));
}
