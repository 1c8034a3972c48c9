/** Which translations wait for a person, in words. */
import { translationsText } from '../../../cards/parts/buttons/translations-due';
import { dueAt } from '../../../src/rounds/round';
import { loadOpenTranslations } from '../../../src/translations/tasks';
import { type CommandTurn } from '../command-turn';

/** In all rounds together, until the nearest deadline; `undefined` if none wait. */
export async function translationsDueText({
  store,
  clock,
  person,
  wording,
}: CommandTurn): Promise<string | undefined> {
  const rounds = await loadOpenTranslations(store, person.id, clock.now());
  const count = rounds.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return rounds[0] && translationsText(count, dueAt(rounds[0].round, clock.now()), wording);
}
