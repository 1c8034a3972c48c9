/** The form that asks who writes a pending translation, as data for `card.json`. Pure. */
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { personFormData, type PersonFormSource } from './person-form';

export interface TranslatorCardSource extends PersonFormSource {
  /** Whether somebody was asked for it, who can be relieved of it. */
  readonly isHanded: boolean;
  readonly data: {
    readonly programmeId: string;
    readonly period: string;
    readonly goalId: string;
    readonly fieldId: string;
  };
}

export function translatorCardData(source: TranslatorCardSource, wording: Wording) {
  const { isHanded, data } = source;
  const { programmeId, period } = data;
  return {
    verbs: {
      send: 'translator-set',
      remove: 'translator-remove',
      back: 'translations',
    } satisfies Verbs,
    title: wording.text('translation.assignTitle'),
    ...personFormData(source, wording.text('translation.assignExplain'), wording),
    send: wording.text('translation.assignSend'),
    ...(isHanded && { remove: wording.text('translation.return') }),
    data,
    backData: { programmeId, period, page: 0 },
  };
}
