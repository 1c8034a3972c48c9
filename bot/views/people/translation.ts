/** The card of one translation that a person was asked to write, read from the store. */
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
import { noAnswers, type Reply } from '../../../src/replies/reply';
import { readReply } from '../../../src/replies/reply-store';
import { type Round, takesRepliesAt } from '../../../src/rounds/round';
import { loadRoundGoal, readRound } from '../../../src/rounds/round-store';
import {
  readTranslationTask,
  type TranslationName,
  type TranslationTask,
} from '../../../src/rounds/responsibility-store';
import { pendingTasksOf } from '../../../src/translations/tasks';
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
  /** Set while the person is asked for it. */
  readonly task?: {
    readonly asked: TranslationTask;
    readonly goal: Goal;
    readonly field: Field;
    readonly reply?: Reply;
  };
}

/** @throws RefusedError `unknown-round`. */
export async function readTranslation(
  deps: CardActionDeps,
  person: Person,
  name: TranslationName,
): Promise<TranslationView> {
  const { store, clock } = deps;
  const [programme, round, asked] = await Promise.all([
    loadProgramme(store, name.programmeId),
    readRound(store, name),
    readTranslationTask(store, name),
  ]);
  if (!programme || !round) throw new RefusedError('unknown-round');
  const wording = wordingFor(person.language, programme.timeZone);
  const view = { deps, person, name, now: clock.now(), wording, programme, round: round.value };
  if (asked?.value.translator !== person.id) return view;
  const [goal, reply] = await Promise.all([
    loadRoundGoal(store, name, name.goalId, programme),
    readReply(store, name, name.goalId),
  ]);
  const field = goal?.fields.find(({ id }) => id === name.fieldId);
  if (!goal || !field) return view;
  return { ...view, task: { asked: asked.value, goal, field, ...(reply && { reply: reply.value }) } };
}

type Shown = Pick<TranslationCardSource, 'typed' | 'problem' | 'banner'>;

/** What was typed before and not saved comes back, unless `shown` has something newer. */
export async function translationCard(view: TranslationView, shown: Shown = {}): Promise<Card> {
  const { deps, person, name, now, wording, programme, round, task } = view;
  const [draft, waiting] = await Promise.all([
    shown.typed === undefined ? readDraft(deps.store, { ...name, personId: person.id }) : undefined,
    pendingTasksOf(deps.store, name, person.id),
  ]);
  const kept = draft && typedIn(draft.value.typed, name.fieldId);
  const others = waiting.filter(({ goalId, fieldId }) => goalId !== name.goalId || fieldId !== name.fieldId);
  const takesReplies = takesRepliesAt(round, now);
  const source: TranslationCardSource = {
    ...{ programme, round, open: task !== undefined && takesReplies },
    ...(task && { task: await taskSource(view, task) }),
    ...(typeof kept === 'string' && { typed: kept }),
    ...(others[0] && takesReplies && { next: { ...others[0], count: others.length } }),
    ...shown,
  };
  return render('translation', translationCardData(source, wording));
}

async function taskSource(
  { deps, person, wording }: TranslationView,
  { asked, goal, field, reply }: NonNullable<TranslationView['task']>,
): Promise<NonNullable<TranslationCardSource['task']>> {
  const answers = reply?.answers ?? noAnswers;
  const from = sourceOf(goal, field.id, answers);
  const [text, current] = [from && answerTo(answers, from.id), answerTo(answers, field.id)];
  const nameOf = (id: string) => loadOwnerName(deps.store, id, wording);
  return {
    ...{ goal, field, asker: await nameOf(asked.by) },
    ...(from && text && { source: { field: from, answer: text, author: await nameOf(text.by) } }),
    ...(current && {
      current: { answer: current, author: await nameOf(current.by), own: current.by === person.id },
    }),
  };
}
