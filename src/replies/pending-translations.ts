/** Texts that are answered in one of their languages and not yet in another. Pure. */
import { languageSets } from '../goals/answers/alternatives';
import { isFieldAsked } from '../goals/answers/asked-fields';
import { answerTo } from '../goals/answers/answer-result';
import { type Field, type Goal } from '../goals/schema';
import { type GivenAnswer, type GivenAnswers } from './reply';

export interface PendingTranslation {
  /** The field whose text is missing, or was translated from an earlier version of the source. */
  readonly field: Field;
  /** The field that has the text in another language. */
  readonly source: Field;
}

/** A text without an answer in any language is not a translation but an answer that is missing. */
export function pendingTranslations(goal: Pick<Goal, 'fields'>, answers: GivenAnswers): PendingTranslation[] {
  return languageSets(goal.fields).flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const source = isFieldAsked(field, answers) && sourceAmong(fields, field, answers);
      return source && isPending(field, source, answers) ? [{ field, source }] : [];
    }),
  );
}

export function isTranslationPending(
  goal: Pick<Goal, 'fields'>,
  fieldId: string,
  answers: GivenAnswers,
): boolean {
  return pendingTranslations(goal, answers).some(({ field }) => field.id === fieldId);
}

/** The field that this one is translated from: the first other one whose text is not itself a translation. */
export function sourceOf(
  goal: Pick<Goal, 'fields'>,
  fieldId: string,
  answers: GivenAnswers,
): Field | undefined {
  const set = languageSets(goal.fields).find(({ fields }) => fields.some(({ id }) => id === fieldId));
  const field = set?.fields.find(({ id }) => id === fieldId);
  return set && field && sourceAmong(set.fields, field, answers);
}

function sourceAmong(fields: readonly Field[], field: Field, answers: GivenAnswers): Field | undefined {
  const given = fields.filter((other) => other !== field && answerTo(answers, other.id) !== undefined);
  return given.find(({ id }) => answerTo(answers, id)?.translatedFrom === undefined) ?? given[0];
}

/** Texts that one person wrote in both languages are not compared: a correction may concern only one of them. */
function isPending({ id }: Field, source: Field, answers: GivenAnswers): boolean {
  const own = answerTo(answers, id);
  return !own || isOfOlderText(own, answerTo(answers, source.id)!);
}

/**
 * Whether the source text was changed after it was translated. A source that is a translation itself, of this text or of
 * one that was emptied since, says nothing newer.
 */
export function isOfOlderText(
  { translatedFrom }: Pick<GivenAnswer, 'translatedFrom'>,
  source: Pick<GivenAnswer, 'translatedFrom' | 'version'>,
): boolean {
  return (
    translatedFrom !== undefined && source.translatedFrom === undefined && source.version > translatedFrom
  );
}
