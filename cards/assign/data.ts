/** The form that asks who questions are assigned to, as data for `card.json`. Pure. */
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { personFormData, type PersonFormSource } from './person-form';

export interface AssignCardSource extends PersonFormSource {
  /** The question, or one of the theme, and whether the whole theme is assigned. */
  readonly data: {
    readonly programmeId: string;
    readonly period: string;
    readonly goalId: string;
    readonly whole: boolean;
  };
}

export function assignCardData(source: AssignCardSource, wording: Wording) {
  const { data } = source;
  const { whole, ...goal } = data;
  return {
    verbs: { send: 'assign-preview', back: whole ? 'survey-theme' : 'question' } satisfies Verbs,
    title: wording.text('assign.title'),
    ...personFormData(source, wording.text('assign.explain'), wording),
    send: wording.text('assign.continue'),
    data,
    backData: { ...goal, page: 0 },
  };
}
