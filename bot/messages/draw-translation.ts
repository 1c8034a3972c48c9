/** Messages to people who were asked to translate. */
import { sourceOf } from '../../src/replies/pending-translations';
import { noAnswers } from '../../src/replies/reply';
import { takesRepliesAt } from '../../src/rounds/round';
import { loadOwnerName } from '../../src/people/directory';
import { readTranslation, translationCard } from '../views/people/translation';
import { type PersonalDrawer } from './drawer';

/** The source text and the box; nothing if it was taken back, or there is nothing to translate any more. */
export const drawTranslation: PersonalDrawer<'translation'> = async (deps, name, person) => {
  const view = await readTranslation(deps, person, name);
  const { task, wording, round, now } = view;
  if (!task || !takesRepliesAt(round, now)) return undefined;
  const answers = task.reply?.answers ?? noAnswers;
  if (!sourceOf(task.goal, task.field.id, answers) || answers[task.field.id]) return undefined;
  const by = await loadOwnerName(deps.store, task.asked.by, wording);
  const { code, title } = task.goal;
  const text = wording.text('translation.received', { by, code, title: wording.of(title) });
  return { card: await translationCard(view), summary: text };
};
