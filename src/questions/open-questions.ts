/** The questions that wait for a response when a round's digest is made. */
import { latestBefore, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound, wasOpenAt } from './question';
import { loadAskedIn } from './question-store';

/**
 * Those of the round and of the one asked before it: a question that its round's closing left open counts until it is
 * responded to, or until the next round is closed as well.
 * @param moment ISO 8601, UTC
 */
export async function loadOpenQuestions(
  store: EntityStore,
  name: RoundName,
  moment: string,
): Promise<AskedInRound[]> {
  // A round that was skipped or taken back was never asked in.
  const before = await latestBefore(store, name, ({ status }) => status !== 'planned');
  const all = await loadAskedIn(store, [...(before ? [before] : []), name]);
  return all.filter(({ question }) => wasOpenAt(question, moment));
}
