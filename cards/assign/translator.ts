/** The form that asks who writes a pending translation, as data for `card.json`. Pure. */
import { type Candidate, personInputs } from '../parts/person-input';
import { longestLine } from './data';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface TranslatorCardSource {
  readonly context: string;
  /** The goal, and who has to write the translation until now. */
  readonly lines: readonly string[];
  /** Whether somebody was asked for it, who can be relieved of it. */
  readonly isHanded: boolean;
  readonly typed?: string;
  readonly problem?: string;
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  readonly data: {
    readonly programmeId: string;
    readonly period: string;
    readonly goalId: string;
    readonly fieldId: string;
  };
}

export function translatorCardData(source: TranslatorCardSource, wording: Wording) {
  const { context, lines, isHanded, typed, problem, candidates, data } = source;
  const { programmeId, period } = data;
  return {
    verbs: {
      send: 'translator-set',
      remove: 'translator-remove',
      back: 'translations',
    } satisfies Verbs,
    context: shorten(context, 200),
    title: wording.text('translation.assignTitle'),
    lines: [...lines, wording.text('translation.assignExplain')].map((line) => shorten(line, longestLine)),
    person: personInputs(typed, candidates, wording),
    ...(problem !== undefined && { problem }),
    send: wording.text('translation.assignSend'),
    ...(isHanded && { remove: wording.text('translation.return') }),
    back: wording.text('form.back'),
    data,
    backData: { programmeId, period, page: 0 },
  };
}
