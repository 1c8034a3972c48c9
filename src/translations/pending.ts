/** Texts that are answered in one of their languages and still missing in another. Pure. */
import { languageSets } from '../goals/answers/alternatives';
import { isFieldAsked } from '../goals/answers/asked-fields';
import { answerTo } from '../goals/answers/answer-result';
import { type Field, type Goal } from '../goals/schema';
import { type GivenAnswers } from '../replies/reply';

export interface PendingTranslation {
  /** The field whose text is missing. */
  readonly field: Field;
  /** The first field, in the form's order, that has the text in another language. */
  readonly source: Field;
}

/** A text without an answer in any language is not a translation but an answer that is missing. */
export function pendingTranslations(
  { fields }: Pick<Goal, 'fields'>,
  answers: GivenAnswers,
): PendingTranslation[] {
  return languageSets(fields).flatMap((set) => {
    const asked = set.fields.filter((field) => isFieldAsked(field, answers));
    const source = asked.find(({ id }) => answerTo(answers, id) !== undefined);
    if (!source) return [];
    return asked.filter(({ id }) => answerTo(answers, id) === undefined).map((field) => ({ field, source }));
  });
}
