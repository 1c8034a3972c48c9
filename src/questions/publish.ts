/** The coordinator's choice of the questions that reports publish, with their responses; by default none. */
import { type Actor, audit } from '../audit/audit';
import { grouped } from '../grouped';
import { omit } from '../omit';
import { type RoundName, roundPartition } from '../rounds/round-store';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type Question, type QuestionName } from './question';
import { existingQuestion, loadQuestions } from './question-store';

/**
 * Choosing the same again changes nothing.
 * @throws RefusedError `unknown-question`
 */
export async function publishQuestion(
  store: EntityStore,
  act: QuestionName & Actor & { readonly published: boolean },
  now: Date,
): Promise<Question> {
  return retryOnConflict(async () => {
    const row = await existingQuestion(store, act);
    if ((row.value.published ?? false) === act.published) return row.value;
    const { programmeId, period, goalId, questionId, by, way, published } = act;
    const next: Question = published ? { ...row.value, published } : omit(row.value, 'published');
    const entry = { by, way, what: 'question-published', programmeId, period, goalId } as const;
    await store.commit(roundPartition(act), [
      replace(row, next),
      audit({ ...entry, from: !published, to: { questionId, published } }, now),
    ]);
    return next;
  }, 20);
}

/** The questions that reports of the round publish, by goal, the oldest first. */
export async function loadPublished(
  store: EntityStore,
  name: RoundName,
): Promise<ReadonlyMap<string, readonly Question[]>> {
  const published = (await loadQuestions(store, name)).filter((question) => question.published);
  return grouped(published, ({ goalId }) => goalId);
}
