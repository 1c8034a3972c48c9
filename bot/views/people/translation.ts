/** The card of one translation that a person may write, read from the store. */
import { translationCardData, type TranslationCardSource } from '../../../cards/translation/data';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { RefusedError } from '../../../src/errors';
import { answerTo } from '../../../src/goals/answers/answer-result';
import { loadProgramme } from '../../../src/goals/register';
import { type Field, type Goal, type Programme } from '../../../src/goals/schema';
import { loadOwnerName } from '../../../src/people/directory';
import { type Person } from '../../../src/people/schema';
import { readDraft, typedIn } from '../../../src/replies/draft';
import { sourceOf } from '../../../src/replies/pending-translations';
import { type GivenAnswer, noAnswers, type Reply } from '../../../src/replies/reply';
import { readReply } from '../../../src/replies/reply-store';
import { type Round, takesRepliesAt } from '../../../src/rounds/round';
import { loadRoundGoal, readRound } from '../../../src/rounds/round-store';
import {
  loadTranslationTask,
  type TranslationName,
  type TranslationTask,
} from '../../../src/rounds/responsibility-store';
import { pendingTasksOf } from '../../../src/translations/tasks';
import { loadTranslator, type Translator } from '../../../src/translations/translator';
import { type CardActionDeps } from '../turn';
import { wordingFor } from '../wording';

/** A press or a message about a translation, whether or not the person is asked for it. */
export interface TranslationView {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly name: TranslationName;
  readonly now: Date;
  readonly wording: Wording;
  readonly programme: Programme;
  readonly round: Round;
  /** Set while the person may write it. */
  readonly task?: Translator & {
    /** Missing if nobody was asked, so that it is due from those who answer the field. */
    readonly asked?: TranslationTask;
    readonly goal: Goal;
    readonly field: Field;
    readonly reply?: Reply;
  };
}

/** @throws RefusedError `unknown-round`, `round-discarded`. */
export async function readTranslation(
  deps: CardActionDeps,
  person: Person,
  name: TranslationName,
): Promise<TranslationView> {
  const { store, clock } = deps;
  const [programme, round, asked] = await Promise.all([
    loadProgramme(store, name.programmeId),
    readRound(store, name),
    loadTranslationTask(store, name),
  ]);
  if (!programme || !round) throw new RefusedError('unknown-round');
  if (round.value.discarded) throw new RefusedError('round-discarded');
  const [{ timeZone }, now] = [programme, clock.now()];
  const wording = wordingFor(person.language, timeZone);
  const view = { deps, person, name, now, wording, programme, round: round.value };
  const [goal, reply] = await Promise.all([
    loadRoundGoal(store, name, name.goalId, programme),
    readReply(store, name, name.goalId),
  ]);
  const field = goal?.fields.find(({ id }) => id === name.fieldId);
  if (!goal || !field) return view;
  if (!asked && !sourceOf(goal, field.id, reply?.value.answers ?? noAnswers)) return view;
  const translator = await loadTranslator(store, name, person.id, { task: asked, goal, timeZone, now });
  if (!translator) return view;
  const task = { ...translator, goal, field, ...(asked && { asked }), ...(reply && { reply: reply.value }) };
  return { ...view, task };
}

type Shown = Pick<TranslationCardSource, 'typed' | 'problem' | 'banner'>;

/** What was typed before and not saved comes back, unless `shown` has something newer. */
export async function translationCard(view: TranslationView, shown: Shown = {}): Promise<Card> {
  const { deps, person, name, now, wording, programme, round, task } = view;
  const [draft, waiting] = await Promise.all([
    shown.typed === undefined ? readDraft(deps.store, { ...name, personId: person.id }) : undefined,
    pendingTasksOf(deps.store, name, person.id, now),
  ]);
  const kept = draft && typedIn(draft.value.typed, name.fieldId);
  const others = waiting.filter(({ goalId, fieldId }) => goalId !== name.goalId || fieldId !== name.fieldId);
  const takesReplies = takesRepliesAt(round, now);
  const source: TranslationCardSource = {
    ...{ programme, round, open: task !== undefined && takesReplies, isClosed: !takesReplies },
    ...(task && { task: await taskSource(view, task) }),
    ...(typeof kept === 'string' && { typed: kept }),
    ...(others[0] && takesReplies && { next: { ...others[0], count: others.length } }),
    ...shown,
  };
  return render('translation', translationCardData(source, wording));
}

async function taskSource(
  { deps, person, wording }: TranslationView,
  { asked, goal, field, reply, onBehalfOf }: NonNullable<TranslationView['task']>,
): Promise<NonNullable<TranslationCardSource['task']>> {
  const answers = reply?.answers ?? noAnswers;
  const from = sourceOf(goal, field.id, answers);
  const [text, current] = [from && answerTo(answers, from.id), answerTo(answers, field.id)];
  const nameOf = (id: string) => loadOwnerName(deps.store, id, wording);
  const authorOf = async (answer: GivenAnswer) => ({
    ...{ answer, author: await nameOf(answer.by) },
    ...(answer.onBehalfOf !== undefined && { owner: await nameOf(answer.onBehalfOf) }),
  });
  return {
    ...{ goal, field },
    ...(asked && { asker: await nameOf(asked.by) }),
    ...(onBehalfOf !== undefined && { onBehalfOf: await nameOf(onBehalfOf) }),
    ...(from && text && { source: { field: from, ...(await authorOf(text)) } }),
    ...(current && { current: { ...(await authorOf(current)), own: current.by === person.id } }),
  };
}
