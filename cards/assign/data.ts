/** The form that asks who questions are assigned to, as data for `card.json`. Pure. */
import { type Candidate, personInputs } from '../parts/person-input';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface AssignCardSource {
  readonly context: string;
  /** What is assigned, and who had it until now. */
  readonly lines: readonly string[];
  readonly typed?: string;
  readonly problem?: string;
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  /** The question, or one of the theme, and whether the whole theme is assigned. */
  readonly data: {
    readonly programmeId: string;
    readonly period: string;
    readonly goalId: string;
    readonly whole: boolean;
  };
}

export const longestLine = 500;

export function assignCardData(source: AssignCardSource, wording: Wording) {
  const { context, lines, typed, problem, candidates, data } = source;
  const { whole, ...goal } = data;
  return {
    verbs: { send: 'assign-preview', back: whole ? 'survey-theme' : 'question' } satisfies Verbs,
    context: shorten(context, 200),
    title: wording.text('assign.title'),
    lines: [...lines, wording.text('assign.explain')].map((line) => shorten(line, longestLine)),
    person: personInputs(typed, candidates, wording),
    ...(problem !== undefined && { problem }),
    send: wording.text('assign.continue'),
    back: wording.text('form.back'),
    data,
    backData: { ...goal, page: 0 },
  };
}
