/** The questions about one goal over the periods, for its history. */
import { comparePeriods } from '../periods/period';
import { listRoundNames } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { type AskedInRound } from './question';
import { loadQuestions } from './question-store';

/** As many rounds as the goal's history has. */
const roundsShown = 8;

/** The newest first. */
export async function loadGoalQuestions(
  store: EntityStore,
  programmeId: string,
  goalId: string,
): Promise<AskedInRound[]> {
  const names = (await listRoundNames(store, programmeId))
    .sort((a, b) => comparePeriods(b.period, a.period))
    .slice(0, roundsShown);
  const found = await Promise.all(
    names.map(async ({ period }) =>
      (await loadQuestions(store, { programmeId, period }, goalId)).map((question) => ({
        ...{ programmeId, period, question },
      })),
    ),
  );
  return found.flat().sort((a, b) => (a.question.at < b.question.at ? 1 : -1));
}
