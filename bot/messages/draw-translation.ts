/** Messages to people who were asked to translate. */
import { answerTo } from '../../src/goals/answers/answer-result';
import { sourceOf } from '../../src/replies/pending-translations';
import { noAnswers } from '../../src/replies/reply';
import { takesRepliesAt } from '../../src/rounds/round';
import { loadOwnerName } from '../../src/people/directory';
import { readTranslation, translationCard } from '../views/people/translation';
import { loadAskedRound, ownTranslations } from '../../src/replies/asked-goals';
import { pendingTasksOf } from '../../src/translations/tasks';
import { drawRequest, turnOn } from '../views/draw-cards';
import { type PersonalDrawer } from './drawer';

/** The source text and the box; nothing if it was taken back, or there is nothing to translate any more. */
export const drawTranslation: PersonalDrawer<'translation'> = async (deps, name, person) => {
  const view = await readTranslation(deps, person, name);
  const { task, wording, round, now } = view;
  if (!task || !takesRepliesAt(round, now)) return undefined;
  const answers = task.reply?.answers ?? noAnswers;
  if (!sourceOf(task.goal, task.field.id, answers) || answerTo(answers, task.field.id)) return undefined;
  const by = await loadOwnerName(deps.store, task.asked.by, wording);
  const { code, title } = task.goal;
  const text = wording.text('translation.received', { by, code, title: wording.of(title) });
  return { card: await translationCard(view), summary: text };
};

/** The first translation that the person was asked to write, or their request if it is a translation of their own. */
export const drawTranslationReminder: PersonalDrawer<'translation-reminder'> = async (
  deps,
  data,
  person,
  sending,
) => {
  const [first, ...more] = await pendingTasksOf(deps.store, data, person.id);
  if (!first) return drawOwnTranslations(deps, data, person, sending);
  const view = await readTranslation(deps, person, { ...data, ...first });
  if (!view.task || !takesRepliesAt(view.round, view.now)) return undefined;
  const deadline = view.wording.moment(view.round.deadline);
  const text = view.wording.text('translation.reminder', { count: 1 + more.length, deadline });
  return { card: await translationCard(view, { banner: { text, style: 'warning' } }), summary: text };
};

/** Translations that were handed to somebody else are not mentioned. */
const drawOwnTranslations: PersonalDrawer<'translation-reminder'> = async (deps, data, person) => {
  const asked = await loadAskedRound(deps.store, data, person.id, deps.clock.now());
  if (!asked || !takesRepliesAt(asked.round, deps.clock.now())) return undefined;
  const own = asked.goals.filter(
    (each) => each.isHeld && ownTranslations(each).some(({ field }) => !each.translators?.has(field.id)),
  );
  if (own.length === 0) return undefined;
  const turn = turnOn(asked, person, deps);
  const codes = own.map(({ goal }) => goal.code).join(', ');
  const text = turn.wording.text('translation.reminderOwn', { codes });
  return { ...(await drawRequest(turn, { banner: { text, style: 'warning' } })), summary: text };
};
