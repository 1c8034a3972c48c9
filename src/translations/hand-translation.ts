/** Asks somebody to write a pending translation, and takes it back. */
import { audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Field, type Goal, type Programme } from '../goals/schema';
import { enqueue, type NewMessage } from '../outbox/message';
import { loadPerson } from '../people/directory';
import { loadActiveSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { type AnswerableGoal, loadAnswerableGoal } from '../replies/answerable-goal';
import { isTranslationPending } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { readReply } from '../replies/reply-store';
import { passGate } from '../rounds/close-guard';
import { refuseTooOften } from '../rounds/hand-over';
import { loadOpenGoal, type OpenGoal } from '../rounds/open-goal';
import { roundPartition } from '../rounds/round-name';
import {
  readTranslationTask,
  translationKey,
  type TranslationName,
  type TranslationTask,
} from '../rounds/responsibility-store';
import { put, remove, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

/** Somebody who decides who translates. */
interface Handing extends TranslationName {
  /** A person who answers the field, or who runs the round. */
  readonly by: string;
  /** Whether `by` runs the round, which the caller has checked. Default: they must answer the field. */
  readonly runsRound?: true;
}

export interface HandTranslation extends Handing {
  readonly to: string;
  /** Earliest time at which the message may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * The translator and today's substitutes get a message; everything else about the goal stays with its owner. Asking the
 * same person again changes nothing, asking another one moves the translation. Who runs the round may also ask
 * themselves.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `unknown-colleague`, `own-colleague`,
 *   `not-yours`, `translation-not-pending`, `handed-over-too-often`.
 */
export async function handTranslation(store: EntityStore, act: HandTranslation, now: Date): Promise<void> {
  if (!(await loadPerson(store, act.to))) throw new RefusedError('unknown-colleague');
  if (act.to === act.by && !act.runsRound) throw new RefusedError('own-colleague');
  await retryOnConflict(async () => {
    const { goal, programme, gate, current } = await loadHanded(store, act, now);
    if (!isTranslationPending(goal, act.fieldId, current?.value.answers ?? noAnswers))
      throw new RefusedError('translation-not-pending', { goal: goal.code });
    const row = await readTranslationTask(store, act);
    const { goalId, fieldId, by, to } = act;
    if (row?.value.translator === to) return;
    await refuseTooOften(store, act, 'translation-handed', programme, now);
    const task: TranslationTask = { goalId, fieldId, translator: to, by, at: now.toISOString() };
    const about = { by, way: 'card' as const, programmeId: act.programmeId, period: act.period, goalId };
    const told = await toldOf(store, act, programme, now);
    await store.commit(roundPartition(act), [
      passGate(gate),
      put(row, translationKey(act), task),
      ...told.map((personId) => enqueue(translationMessage(act, personId, now), now, act.sendFrom)),
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
export async function takeTranslationBack(store: EntityStore, act: Handing, now: Date): Promise<void> {
  await retryOnConflict(async () => {
    const { gate } = await loadHanded(store, act, now);
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

/** The goal with the current reply, all read after its gate. @throws RefusedError unless `by` decides who translates. */
async function loadHanded(
  store: EntityStore,
  act: Handing,
  now: Date,
): Promise<OpenGoal & Pick<AnswerableGoal, 'current'>> {
  if (act.runsRound) {
    const open = await loadOpenGoal(store, act, now);
    return { ...open, current: await readReply(store, act, act.goalId) };
  }
  const answerable = await loadAnswerableGoal(store, act, now);
  refuseOthersField(answerable.goal, answerable.fields, act);
  return answerable;
}

/** The translator, and the substitutes of today except the person who asks. */
async function toldOf(
  store: EntityStore,
  { by, to }: HandTranslation,
  { timeZone }: Programme,
  now: Date,
): Promise<string[]> {
  const active = await loadActiveSubstitutions(store, localDay(now, timeZone));
  const substitutes = active.filter(({ personId }) => personId === to).map((each) => each.substituteId);
  return [...new Set([to, ...substitutes.filter((id) => id !== by)])];
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
  { programmeId, period, goalId, fieldId }: HandTranslation,
  personId: string,
  now: Date,
): NewMessage {
  return {
    key: `${programmeId}|${period}|${personId}|translation-${goalId}-${fieldId}-${now.toISOString()}`,
    kind: 'translation',
    recipient: { type: 'person', personId },
    data: { programmeId, period, goalId, fieldId },
  };
}
