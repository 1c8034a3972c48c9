/** An answer, and the result of reading one. */
import { z } from 'zod';
import { numberComparators } from './figure-words';

/**
 * `raw` is what was given, without surrounding white space and control characters; it is always kept.
 * `value` is for calculations and display: a number (yes is 1, no is 0), an option id, a light, a work-state id, an
 * ISO date, the text itself, the ids of several options; null if a figure was asked for and the text says that there
 * is none, or gives one that cannot be used in calculations ("6/6").
 */
export const answerSchema = z.strictObject({
  raw: z.union([z.string(), z.array(z.string())]),
  value: z.union([z.number(), z.string(), z.array(z.string()), z.null()]),
  /** "<3 kk" is stored as value 3, comparator "below". */
  comparator: z.enum(numberComparators).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** Answers to one goal by field id; read it with `answerTo`. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

/** A field id may be "constructor": only the record's own entries are answers. */
export function answerTo<A extends Answer>(
  answers: Readonly<Record<string, A | undefined>>,
  fieldId: string,
): A | undefined {
  return Object.hasOwn(answers, fieldId) ? answers[fieldId] : undefined;
}

export type ProblemCode =
  | 'required'
  /** At least one of several fields needs an answer; the reason is `two` if there are two. */
  | 'one-of'
  /** A text is needed in one of its languages. */
  | 'one-language'
  /** The owner's own light differs from the figures and counts only with a reason. */
  | 'reason-needed'
  | 'number-unreadable'
  | 'wrong-unit'
  | 'below-minimum'
  | 'above-maximum'
  | 'text-too-long'
  | 'unknown-option'
  | 'several-values'
  | 'date-unreadable'
  | 'no-such-date'
  | 'yes-no-unreadable';

/** `code` is the key of the text a person reads; `details` are its placeholders, figures in the person's locale. */
export interface AnswerProblem {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, string>>;
}

/** The answer was accepted but was not plainly one figure, so the person should see how it was read. */
export interface AnswerNote {
  readonly code:
    | 'no-measure'
    | 'fraction'
    | 'approximate'
    | 'ambiguous'
    | 'bracket'
    | 'bound'
    | 'loose-minus'
    | 'other-unit'
    | 'other-size'
    | 'maybe-other-size'
    | 'maybe-share'
    | 'leftover';
  readonly details: Readonly<Record<string, string>>;
}

export type AnswerResult =
  | { readonly ok: true; readonly answer: Answer | undefined; readonly notes: readonly AnswerNote[] }
  | { readonly ok: false; readonly problem: AnswerProblem };

export function refuse(code: ProblemCode, details: AnswerProblem['details'] = {}): AnswerResult {
  // A problem quotes what was typed, but not all of a pasted page.
  const quoted = Object.entries(details).map(([key, text]) => [key, Array.from(text).slice(0, 80).join('')]);
  return { ok: false, problem: { code, details: Object.fromEntries(quoted) as Record<string, string> } };
}

export function accept(answer: Answer, notes: readonly AnswerNote[] = []): AnswerResult {
  return { ok: true, answer, notes };
}
