/** Messages to people who were asked to translate. */
import { isTranslationPending, type PendingTranslation } from '../../src/replies/pending-translations';
import { noAnswers } from '../../src/replies/reply';
import { dueAt, takesRepliesAt } from '../../src/rounds/round';
import { loadOwnerName } from '../../src/people/directory';
import { readTranslation, translationCard, type TranslationView } from '../views/people/translation';
import { loadNames, type Turn } from '../views/turn';
import { type AskedGoal, loadAskedRound, ownTranslations } from '../../src/replies/asked-goals';
import { pendingTasksOf } from '../../src/translations/tasks';
import { drawRequest, turnOn } from '../views/draw-cards';
import { type PersonalDrawer } from './drawer';

/** The source text and the box; nothing if it was taken back, or there is nothing to translate any more. */
export const drawTranslation: PersonalDrawer<'translation'> = async (deps, name, person) => {
  const view = await readTranslation(deps, person, name);
  const { task, wording, round, now } = view;
  if (!task?.asked || !takesRepliesAt(round, now)) return undefined;
  if (!isTranslationPending(task.goal, task.field.id, task.reply?.answers ?? noAnswers)) return undefined;
  const by = await loadOwnerName(deps.store, task.asked.by, wording);
  const { code, title } = task.goal;
  const text = wording.text('translation.received', { by, code, title: wording.of(title) });
  return {
    card: await translationCard(view),
    summary: [text, ...(await asSubstitute(view))].join(' '),
  };
};

async function asSubstitute({ deps, task, wording }: TranslationView): Promise<string[]> {
  if (task?.onBehalfOf === undefined) return [];
  const name = await loadOwnerName(deps.store, task.onBehalfOf, wording);
  return [wording.text('translation.asSubstitute', { name })];
}

/** The first translation that the person was asked to write, or their request if it is a translation of their own. */
export const drawTranslationReminder: PersonalDrawer<'translation-reminder'> = async (
  deps,
  data,
  person,
  sending,
) => {
  const [first, ...more] = await pendingTasksOf(deps.store, data, person.id, deps.clock.now());
  if (!first) return drawOwnTranslations(deps, data, person, sending);
  const view = await readTranslation(deps, person, { ...data, ...first });
  if (!view.task || !takesRepliesAt(view.round, view.now)) return undefined;
  const deadline = view.wording.moment(dueAt(view.round, view.now));
  const reminder = view.wording.text('translation.reminder', { count: 1 + more.length, deadline });
  const text = [reminder, ...(await asSubstitute(view))].join(' ');
  return { card: await translationCard(view, { banner: { text, style: 'warning' } }), summary: text };
};

/** The person's own, or those of people they substitute for; not those that somebody else was asked for. */
const drawOwnTranslations: PersonalDrawer<'translation-reminder'> = async (deps, data, person) => {
  const asked = await loadAskedRound(deps.store, data, person.id, deps.clock.now());
  if (!asked || !takesRepliesAt(asked.round, deps.clock.now())) return undefined;
  const due = asked.goals.filter((each) => unasked(each).length > 0);
  const own = due.filter(({ isHeld }) => isHeld);
  if (due.length === 0) return undefined;
  const turn = turnOn(asked, person, deps);
  const text =
    own.length > 0
      ? turn.wording.text('translation.reminderOwn', { codes: codesOf(own) })
      : turn.wording.text('translation.reminderFor', {
          codes: codesOf(due),
          name: await ownersOf(turn, due),
        });
  return { ...(await drawRequest(turn, { banner: { text, style: 'warning' } })), summary: text };
};

function unasked(asked: AskedGoal): PendingTranslation[] {
  return ownTranslations(asked).filter(({ field }) => !asked.translators?.has(field.id));
}

function codesOf(goals: readonly AskedGoal[]): string {
  return goals.map(({ goal }) => goal.code).join(', ');
}

async function ownersOf({ deps, wording }: Turn, goals: readonly AskedGoal[]): Promise<string> {
  const ids = goals.flatMap((each) =>
    unasked(each).flatMap(({ field }) => each.onBehalfOf.get(field.id) ?? []),
  );
  const names = await loadNames(deps.store, ids, wording);
  return [...new Set(ids)].map((id) => names.get(id) ?? id).join(', ');
}
