/** Who has which translation to write. Pure. */
import { type Field, type Goal } from '../goals/schema';
import { type AskedPersonsSource, holdings } from '../replies/asked-persons';
import { byUnit, missingGoals, type MissingUnit } from '../replies/missing';
import { pendingTranslations } from './pending';
import { noAnswers } from '../replies/reply';

export interface TranslationDue {
  readonly personId: string;
  readonly goal: Goal;
  readonly field: Field;
}

/** A pending translation is due from everybody who holds its field; hand-overs count. */
export function translationsDue(source: AskedPersonsSource): TranslationDue[] {
  return holdings(source).flatMap(({ personId, goal, fields }) =>
    pendingTranslations(goal, source.replies.get(goal.id)?.answers ?? noAnswers)
      .filter(({ field }) => fields.some(({ id }) => id === field.id))
      .map(({ field }) => ({ personId, goal, field })),
  );
}

/** Units with people who have not answered or have a translation to write, in the order of `missingByUnit`. */
export function waitingByUnit(source: AskedPersonsSource): MissingUnit[] {
  return byUnit(source, missingGoals(source), translationsDue(source));
}
