/** Who may write a translation that was asked for: the translator, and their substitutes of the day. */
import { isActive, loadSubstitutions, type Substitution } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { principalsOf } from '../rounds/responsibility';
import { type TranslationTask } from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';

export interface Translator {
  /** The translator for whom a substitute writes; missing for the translator. */
  readonly onBehalfOf?: string;
}

/** `undefined` if the person may not write it. @param substitutions today's */
export function translatorOf(
  { translator }: Pick<TranslationTask, 'translator'>,
  personId: string,
  substitutions: readonly Substitution[],
): Translator | undefined {
  if (translator === personId) return {};
  const isSubstitute = principalsOf(personId, { substitutions }).includes(translator);
  return isSubstitute ? { onBehalfOf: translator } : undefined;
}

/** The same from the store, which is read only if the person is not the translator. */
export async function loadTranslator(
  store: EntityStore,
  task: Pick<TranslationTask, 'translator'>,
  personId: string,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Promise<Translator | undefined> {
  const own = translatorOf(task, personId, []);
  if (own) return own;
  const day = localDay(now, timeZone);
  const all = await loadSubstitutions(store);
  return translatorOf(
    task,
    personId,
    all.filter((each) => isActive(each, day)),
  );
}
