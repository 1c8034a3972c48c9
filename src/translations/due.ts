/** Who has which translation to write. Pure. */
import { askedGoals } from '../goals/answers/asked-fields';
import { type Field, type Goal } from '../goals/schema';
import { type AskedPersonsSource, holdings } from '../replies/asked-persons';
import { byUnit, missingGoals, type MissingUnit } from '../replies/missing';
import { pendingTranslations } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { translationKey } from '../rounds/responsibility-store';

export interface TranslationDue {
  readonly personId: string;
  readonly goal: Goal;
  readonly field: Field;
  /** Whether the person was asked to write only this, rather than to answer the goal. */
  readonly isHanded: boolean;
}

/** A pending translation is due from whoever was asked to write it, otherwise from everybody who holds its field. */
export function translationsDue(source: AskedPersonsSource): TranslationDue[] {
  const tasks = new Map(
    (source.translations ?? []).map((task) => [translationKey(task), task.translator] as const),
  );
  const holders = holdings(source);
  return askedGoals(source.form).flatMap((goal) =>
    pendingTranslations(goal, source.replies.get(goal.id)?.answers ?? noAnswers).flatMap(({ field }) => {
      const translator = tasks.get(translationKey({ goalId: goal.id, fieldId: field.id }));
      const persons = translator === undefined ? holdersOf(holders, goal, field) : [translator];
      return persons.map((personId) => ({ personId, goal, field, isHanded: translator !== undefined }));
    }),
  );
}

function holdersOf(holders: ReturnType<typeof holdings>, goal: Goal, { id }: Field): string[] {
  return holders
    .filter((held) => held.goal === goal && held.fields.some((field) => field.id === id))
    .map(({ personId }) => personId);
}

/** Units with people who have not answered or have a translation to write, in the order of `missingByUnit`. */
export function waitingByUnit(source: AskedPersonsSource): MissingUnit[] {
  return byUnit(source, missingGoals(source), translationsDue(source));
}
