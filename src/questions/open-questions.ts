/** The questions that wait for a response when a round's digest is made. */
import { earlierRounds, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound, wasOpenAt } from './question';
import { loadQuestions } from './question-store';

/**
 * Those of the round and of the one before it: a question that its round's closing left open counts until it is
 * responded to, or until the next round is closed as well.
 * @param moment ISO 8601, UTC
 */
export async function loadOpenQuestions(
  store: EntityStore,
  { programmeId, period }: RoundName,
  moment: string,
): Promise<AskedInRound[]> {
  const name = { programmeId, period };
  const [before] = await earlierRounds(store, name);
  const all = await Promise.all(
    [...(before ? [before] : []), name].map(async (round) =>
      (await loadQuestions(store, round)).map((question) => ({
        ...{ programmeId, period: round.period },
        question,
      })),
    ),
  );
  return all.flat().filter(({ question }) => wasOpenAt(question, moment));
}
