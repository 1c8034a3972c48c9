/** Asks somebody to write a pending translation, and takes it back. */
import { audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Field, type Goal } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { loadPerson } from '../people/directory';
import { loadAnswerableGoal } from '../replies/answerable-goal';
import { isTranslationPending } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { passGate } from '../rounds/close-guard';
import { refuseTooOften } from '../rounds/hand-over';
import { roundPartition } from '../rounds/round-name';
import {
  readTranslationTask,
  translationKey,
  type TranslationName,
  type TranslationTask,
} from '../rounds/responsibility-store';
import { put, remove, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

export interface HandTranslation extends TranslationName {
  /** A person who answers the field. */
  readonly by: string;
  readonly to: string;
}

/**
 * The translator gets a message; everything else about the goal stays with its owner. Asking the same person again
 * changes nothing, asking another one moves the translation.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `unknown-colleague`, `own-colleague`,
 *   `not-yours`, `translation-not-pending`, `handed-over-too-often`.
 */
export async function handTranslation(store: EntityStore, act: HandTranslation, now: Date): Promise<void> {
  if (!(await loadPerson(store, act.to))) throw new RefusedError('unknown-colleague');
  if (act.to === act.by) throw new RefusedError('own-colleague');
  await retryOnConflict(async () => {
    const { goal, programme, gate, fields, current } = await loadAnswerableGoal(store, act, now);
    refuseOthersField(goal, fields, act);
    if (!isTranslationPending(goal, act.fieldId, current?.value.answers ?? noAnswers))
      throw new RefusedError('translation-not-pending', { goal: goal.code });
    const row = await readTranslationTask(store, act);
    const { goalId, fieldId, by, to } = act;
    if (row?.value.translator === to) return;
    await refuseTooOften(store, act, 'translation-handed', programme, now);
    const task: TranslationTask = { goalId, fieldId, translator: to, by, at: now.toISOString() };
    const about = { by, way: 'card' as const, programmeId: act.programmeId, period: act.period, goalId };
    await store.commit(roundPartition(act), [
      passGate(gate),
      put(row, translationKey(act), task),
      enqueue(translationMessage(act, now), now),
      audit(
        { ...about, what: 'translation-handed', personId: to, to: { field: fieldId, translator: to } },
        now,
      ),
    ]);
  }, 20);
}

/**
 * The translation is the owner's again. What the translator has saved stays.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `not-yours`.
 */
export async function takeTranslationBack(
  store: EntityStore,
  act: TranslationName & { readonly by: string },
  now: Date,
): Promise<void> {
  await retryOnConflict(async () => {
    const { goal, gate, fields } = await loadAnswerableGoal(store, act, now);
    refuseOthersField(goal, fields, act);
    const row = await readTranslationTask(store, act);
    if (!row) return;
    const { programmeId, period, goalId, fieldId, by } = act;
    const about = { by, way: 'card' as const, programmeId, period, goalId };
    const { translator } = row.value;
    await store.commit(roundPartition(act), [
      passGate(gate),
      remove(row),
      audit(
        {
          ...about,
          what: 'translation-taken-back',
          personId: translator,
          from: { field: fieldId, translator },
        },
        now,
      ),
    ]);
  }, 20);
}

/** @throws RefusedError `not-yours` */
function refuseOthersField(
  { code }: Goal,
  own: readonly Field[],
  { fieldId }: Pick<TranslationName, 'fieldId'>,
): void {
  if (!own.some(({ id }) => id === fieldId)) throw new RefusedError('not-yours', { goal: code });
}

function translationMessage(
  { programmeId, period, goalId, fieldId, to }: HandTranslation,
  now: Date,
): NewMessage {
  return {
    key: `${programmeId}|${period}|${to}|translation-${goalId}-${fieldId}-${now.toISOString()}`,
    kind: 'translation',
    recipient: { type: 'person', personId: to },
    data: { programmeId, period, goalId, fieldId },
  };
}
