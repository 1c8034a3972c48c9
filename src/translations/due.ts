/** Who has which translation to write. Pure. */
import { answerTo } from '../goals/answers/answer-result';
import { askedGoals } from '../goals/answers/asked-fields';
import { type Field, type Goal } from '../goals/schema';
import { type AskedPersonsSource, holdings } from '../replies/asked-persons';
import { byUnit, missingGoals, type MissingUnit } from '../replies/missing';
import { pendingTranslations } from '../replies/pending-translations';
import { noAnswers } from '../replies/reply';
import { translationKey } from '../rounds/responsibility-store';

/** A translation that a round lacks. */
export interface RoundTranslation {
  readonly goal: Goal;
  readonly field: Field;
  /** Who has to write it; several if several people answer the field, nobody if it has no owner. */
  readonly persons: readonly string[];
  /** Whether somebody was asked to write only this; otherwise those who answer the field write it. */
  readonly isHanded: boolean;
  /** When the source text was last changed, or the translator was asked, if that was later (ISO 8601, UTC). */
  readonly since: string;
}

export interface TranslationDue {
  readonly personId: string;
  readonly goal: Goal;
  readonly field: Field;
  /** Whether the person was asked to write only this, rather than to answer the goal. */
  readonly isHanded: boolean;
}

/** In the form's order. */
export function roundTranslations(source: AskedPersonsSource): RoundTranslation[] {
  const tasks = new Map((source.translations ?? []).map((task) => [translationKey(task), task] as const));
  const holders = holdings(source);
  return askedGoals(source.form).flatMap((goal) => {
    const answers = source.replies.get(goal.id)?.answers ?? noAnswers;
    return pendingTranslations(goal, answers).map(({ field, source: from }) => {
      const task = tasks.get(translationKey({ goalId: goal.id, fieldId: field.id }));
      const { at } = answerTo(answers, from.id)!;
      return {
        ...{ goal, field, isHanded: task !== undefined },
        persons: task ? [task.translator] : holdersOf(holders, goal, field),
        since: task && task.at > at ? task.at : at,
      };
    });
  });
}

/** A pending translation is due from whoever was asked to write it, otherwise from everybody who holds its field. */
export function translationsDue(source: AskedPersonsSource): TranslationDue[] {
  return roundTranslations(source).flatMap(({ persons, goal, field, isHanded }) =>
    persons.map((personId) => ({ personId, goal, field, isHanded })),
  );
}

/** What one person has to translate in a round. */
export interface TranslatorLoad {
  readonly personId: string;
  readonly count: number;
  /** Of the one that has waited longest (ISO 8601, UTC). */
  readonly since: string;
}

/** The most first. A translation that is due from several people counts for each of them. */
export function translatorLoads(translations: readonly RoundTranslation[]): TranslatorLoad[] {
  const loads = new Map<string, TranslatorLoad>();
  for (const { persons, since } of translations)
    for (const personId of persons) {
      const { count = 0, since: before = since } = loads.get(personId) ?? {};
      loads.set(personId, { personId, count: count + 1, since: since < before ? since : before });
    }
  return [...loads.values()].sort((a, b) => b.count - a.count);
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
