/** What an answer is, and what comes of reading one. */
import { z } from 'zod';
import { numberComparators } from './figure-words';

/**
 * `raw` is what was given, without surrounding white space and control characters; always kept.
 * `value` is what can be computed with or shown: a number (yes is 1, no is 0), an option id, a light, a work-state
 * id, an ISO date, the text itself, the ids of several options; null where a figure was asked for and the text says
 * that there is none, or gives one that cannot be computed with ("6/6").
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
  /** The owner's own light differs from the figures, and counts only with a reason. */
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

/** Something the person should see read back: the answer was accepted, but was not plainly one figure. */
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
  // A problem quotes what was typed; a pasted page is not quoted whole.
  const quoted = Object.entries(details).map(([key, text]) => [key, Array.from(text).slice(0, 80).join('')]);
  return { ok: false, problem: { code, details: Object.fromEntries(quoted) as Record<string, string> } };
}

export function accept(answer: Answer, notes: readonly AnswerNote[] = []): AnswerResult {
  return { ok: true, answer, notes };
}
