/** Who may write a translation: whoever was asked, or else those who answer the field; and their substitutes of the day. */
import { type Goal } from '../goals/schema';
import { type Substitution } from '../people/substitutions';
import { fieldsAnswerableBy, principalsOf } from '../rounds/responsibility';
import {
  loadResponsibility,
  type TranslationName,
  type TranslationTask,
} from '../rounds/responsibility-store';
import { type EntityStore } from '../storage/store';

export interface Translator {
  /** The translator, if the person is only their substitute. */
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

interface Asked {
  /** Missing if nobody was asked: then those who answer the field write it. */
  readonly task: Pick<TranslationTask, 'translator'> | undefined;
  readonly goal: Goal;
  readonly timeZone: string;
  readonly now: Date;
}

/** The same from the store, for a translation that somebody was asked for or not. */
export async function loadTranslator(
  store: EntityStore,
  name: TranslationName,
  personId: string,
  { task, goal, timeZone, now }: Asked,
): Promise<Translator | undefined> {
  if (task?.translator === personId) return {};
  const responsibility = await loadResponsibility(store, name, timeZone, now, name.goalId);
  if (task) return translatorOf(task, personId, responsibility.substitutions);
  const held = fieldsAnswerableBy(personId, goal, responsibility);
  const onBehalfOf = held.get(name.fieldId);
  if (!held.has(name.fieldId)) return undefined;
  return onBehalfOf === undefined ? {} : { onBehalfOf };
}
