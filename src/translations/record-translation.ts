/** Records a translation: guard, parse, write. It changes no other field. */
import { RefusedError } from '../errors';
import { answerTo, parseAnswer } from '../goals/answers/answer';
import { type Field, type Locale } from '../goals/schema';
import { answeredChanges, readDraft } from '../replies/draft';
import { sourceOf } from '../replies/pending-translations';
import { refuseLocked } from '../replies/refuse-reply';
import { type GivenAnswer, nextVersion, noAnswers, type Reply } from '../replies/reply';
import { readReply, replyChanges } from '../replies/reply-store';
import { InvalidReplyError } from '../replies/submission';
import { passGate, readGate } from '../rounds/close-guard';
import { openGoalBehind } from '../rounds/open-goal';
import { roundPartition } from '../rounds/round-name';
import { loadTranslationTask, type TranslationName } from '../rounds/responsibility-store';
import { retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { loadTranslator, type Translator } from './translator';

export interface Translating extends TranslationName {
  readonly by: string;
  readonly text: string;
  /** The translator's, for the figures of a problem. */
  readonly locale: Locale;
  /** The versions of the source text and of the translation that the translator saw; 0 if there was none. */
  readonly seenSource: number;
  readonly seen: number;
}

/**
 * Writes the next version of the reply with the translation: who wrote it, on whose behalf, and from which version of
 * the source. Submitting the same again writes nothing.
 * @throws RefusedError `unknown-round`, `round-not-open`, `unknown-goal`, `locked`; `translation-not-yours` if it was
 *   taken back or given to somebody else (details name who), or if the person no longer is the translator's substitute;
 *   `translation-no-source` if the source text was emptied; `source-changed` if it is not the version that was seen;
 *   `changed-meanwhile` if somebody else wrote the translation.
 * @throws InvalidReplyError if the text is empty or too long.
 */
export async function recordTranslation(store: EntityStore, act: Translating, now: Date): Promise<Reply> {
  return retryOnConflict(async () => {
    const gate = await readGate(store, act, act.goalId);
    const [open, task, current, draft] = await Promise.all([
      openGoalBehind(store, gate, act, now),
      loadTranslationTask(store, act),
      readReply(store, act, act.goalId),
      readDraft(store, { ...act, personId: act.by }),
    ]);
    const { goal, programme } = open;
    const asked = { task, goal, timeZone: programme.timeZone, now };
    const translator = await loadTranslator(store, act, act.by, asked);
    if (!translator) throw new RefusedError('translation-not-yours', task && { by: task.translator });
    const field = goal.fields.find(({ id }) => id === act.fieldId);
    const answers = current?.value.answers ?? noAnswers;
    const source = field && sourceOf(goal, field.id, answers);
    if (!field || !source || !current) throw new RefusedError('translation-no-source', { goal: goal.code });
    const from = answerTo(answers, source.id)!;
    const before = answerTo(answers, field.id);
    const answer = parsed(field, programme, act);
    const isSame = before?.raw === answer.raw && (before.translatedFrom ?? from.version) === from.version;
    if (isSame) return current.value;
    refuseUnseen(act, from, before);
    const whole = { ...open, onBehalfOf: new Map(), fields: goal.fields, current, draft };
    await refuseLocked(store, current.value, whole, [field], act);
    const meta = {
      ...{ by: act.by, at: now.toISOString(), formVersion: programme.version },
      ...{ translatedFrom: from.version, onBehalfOf: onBehalf(field, translator) },
    };
    const next = nextVersion(current.value, goal, new Map([[field.id, answer]]), meta);
    const changes = [...replyChanges(current, next), ...answeredChanges(draft, [field])];
    await store.commit(roundPartition(act), [passGate(open.gate), ...changes]);
    return next;
  }, 20);
}

function onBehalf({ id }: Field, { onBehalfOf }: Translator): ReadonlyMap<string, string> {
  return new Map(onBehalfOf === undefined ? [] : [[id, onBehalfOf]]);
}

function parsed(field: Field, programme: Parameters<typeof parseAnswer>[1], { text, locale }: Translating) {
  const result = parseAnswer({ ...field, required: true }, programme, text, locale);
  if (!result.ok) throw new InvalidReplyError(new Map([[field.id, result.problem]]));
  return result.answer!;
}

function refuseUnseen(act: Translating, source: GivenAnswer, before: GivenAnswer | undefined): void {
  if (source.version !== act.seenSource) throw new RefusedError('source-changed', { by: source.by });
  const isOthers = before && before.by !== act.by && before.version > act.seen;
  if (isOthers) throw new RefusedError('changed-meanwhile', { by: before.by, fields: act.fieldId });
}
