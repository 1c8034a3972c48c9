/** The translations that a person was asked to write and that are still pending. */
import { loadProgramme } from '../goals/register';
import { isTranslationPending } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { readReply } from '../replies/reply-store';
import { loadRoundGoal, type RoundName } from '../rounds/round-store';
import { loadTranslationTasks, type TranslationTask } from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';

/** The tasks of one round, the oldest first. */
export async function pendingTasksOf(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<Pick<TranslationTask, 'goalId' | 'fieldId'>[]> {
  const [programme, all] = await Promise.all([
    loadProgramme(store, name.programmeId),
    loadTranslationTasks(store, name),
  ]);
  if (!programme) return [];
  const own = all.filter(({ translator }) => translator === personId).sort((a, b) => (a.at < b.at ? -1 : 1));
  const pending = await Promise.all(
    own.map(async ({ goalId, fieldId }) => {
      const [goal, reply] = await Promise.all([
        loadRoundGoal(store, name, goalId, programme),
        readReply(store, name, goalId),
      ]);
      const isPending = goal && isTranslationPending(goal, fieldId, reply?.value.answers ?? noAnswers);
      return isPending ? [{ goalId, fieldId }] : [];
    }),
  );
  return pending.flat();
}
