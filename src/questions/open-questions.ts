/** The questions that wait for a response when a round's digest is made. */
import { earlierRounds, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound, wasOpenAt } from './question';
import { loadAskedIn } from './question-store';

/**
 * Those of the round and of the one before it: a question that its round's closing left open counts until it is
 * responded to, or until the next round is closed as well.
 * @param moment ISO 8601, UTC
 */
export async function loadOpenQuestions(
  store: EntityStore,
  name: RoundName,
  moment: string,
): Promise<AskedInRound[]> {
  const [before] = await earlierRounds(store, name);
  const all = await loadAskedIn(store, [...(before ? [before] : []), name]);
  return all.filter(({ question }) => wasOpenAt(question, moment));
}
