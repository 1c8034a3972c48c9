/** The questions about one goal over the periods, for its history. */
import { latestRounds } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound } from './question';
import { loadAskedIn } from './question-store';

/** As many rounds as the goal's history has. */
const roundsShown = 8;

/** The newest first. */
export async function loadGoalQuestions(
  store: EntityStore,
  programmeId: string,
  goalId: string,
): Promise<AskedInRound[]> {
  const names = (await latestRounds(store, programmeId)).slice(0, roundsShown);
  return (await loadAskedIn(store, names, goalId)).sort((a, b) => (a.question.at < b.question.at ? 1 : -1));
}
