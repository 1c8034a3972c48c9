/** The translations that a person may write because somebody was asked to, and that are still pending. */
import { loadProgramme } from '../goals/register';
import { type Programme } from '../goals/schema';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { isTranslationPending } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { readReply } from '../replies/reply-store';
import { type Round, takesRepliesAt } from '../rounds/round';
import { listOpenRounds, loadRoundGoal, type RoundName } from '../rounds/round-store';
import { loadTranslationTasks, type TranslationTask } from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';
import { type Translator, translatorOf } from './translator';

/** A translation that the person was asked to write, or the translator whose substitute the person is today. */
export type PendingTask = Pick<TranslationTask, 'goalId' | 'fieldId'> & Translator;

/** The tasks of one round: the person's own, the oldest first, then those of people they substitute for today. */
export async function pendingTasksOf(
  store: EntityStore,
  name: RoundName,
  personId: string,
  now: Date,
): Promise<PendingTask[]> {
  const [programme, all] = await Promise.all([
    loadProgramme(store, name.programmeId),
    loadTranslationTasks(store, name),
  ]);
  if (!programme || all.length === 0) return [];
  const substitutions = await loadActiveSubstitutions(store, localDay(now, programme.timeZone));
  const tasks = all
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap((task) => {
      const translator = translatorOf(task, personId, substitutions);
      return translator ? [{ goalId: task.goalId, fieldId: task.fieldId, ...translator }] : [];
    });
  const isOwn = ({ onBehalfOf }: PendingTask) => onBehalfOf === undefined;
  const sorted = [...tasks.filter(isOwn), ...tasks.filter((task) => !isOwn(task))];
  const pending = await Promise.all(
    sorted.map(async (task) => {
      const { goalId, fieldId } = task;
      const [goal, reply] = await Promise.all([
        loadRoundGoal(store, name, goalId, programme),
        readReply(store, name, goalId),
      ]);
      const isPending = goal && isTranslationPending(goal, fieldId, reply?.value.answers ?? noAnswers);
      return isPending ? [task] : [];
    }),
  );
  return pending.flat();
}

/** A round in which translations wait for the person and can be written now. */
export interface TranslationsAsked {
  readonly programme: Programme;
  readonly round: Round;
  /** At least one. */
  readonly tasks: readonly PendingTask[];
}

/** The earliest deadline first. */
export async function loadOpenTranslations(
  store: EntityStore,
  personId: string,
  now: Date,
): Promise<TranslationsAsked[]> {
  const open = (await listOpenRounds(store)).filter((round) => takesRepliesAt(round, now));
  const asked = await Promise.all(
    open.map(async (round) => {
      const tasks = await pendingTasksOf(store, round, personId, now);
      const programme = tasks.length > 0 && (await loadProgramme(store, round.programmeId));
      return programme ? [{ programme, round, tasks }] : [];
    }),
  );
  return asked.flat().sort((a, b) => (a.round.deadline < b.round.deadline ? -1 : 1));
}
