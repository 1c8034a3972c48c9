/** The card on which a goal is handed over to a colleague, as data for `card.json`. Pure. */
import { type Field, type Goal, type Programme } from '../../src/goals/schema';
import { type Banner } from '../parts/banner';
import { languagesOf } from '../parts/goals/language-names';
import { type Candidate, personInputs } from '../parts/person-input';
import { longestShown } from '../parts/limits';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface HandedTranslation {
  readonly field: Field;
  /** The name of the person who was already asked for it. */
  readonly translator?: string;
}

/** The whole goal for this round or for good, or the translation of a field. */
export type HandOverScope = 'round' | 'for-good' | TranslationScope;

/** A prefix, and the id of the field to translate. */
type TranslationScope = `translation|${string}`;

/** What was chosen on the card; anything else is read as the whole goal for this round. */
export function scopeChosen(value: string): HandOverScope {
  return value === 'for-good' || isTranslation(value) ? value : 'round';
}

/** The field whose translation is handed over; `undefined` for the whole goal. */
export function translationIn(scope: HandOverScope): string | undefined {
  return isTranslation(scope) ? scope.slice('translation|'.length) : undefined;
}

function isTranslation(value: string): value is TranslationScope {
  return value.startsWith('translation|');
}

export interface HandOverCardSource {
  readonly programme: Programme;
  readonly period: string;
  readonly goal: Goal;
  /** Whether the goal is the person's own, so that handing it over for good can be proposed. */
  readonly mayBeForGood: boolean;
  /** The goal's pending translations of the person's texts, which can be handed over alone. */
  readonly translations?: readonly HandedTranslation[];
  /** What the person typed, if the card comes back with a problem. */
  readonly typed?: { readonly person: string; readonly scope: HandOverScope };
  readonly problem?: string;
  /** Persons whose names match what was typed. */
  readonly candidates?: readonly Candidate[];
  readonly banner?: Banner;
}

export function handOverCardData(source: HandOverCardSource, wording: Wording) {
  const { programme, period, goal, typed, problem, candidates, banner, translations = [] } = source;
  const data = { programmeId: programme.id, period, goalId: goal.id };
  return {
    verbs: { send: 'hand-over-to', back: 'goal', takeBack: 'translation-take-back' } satisfies Verbs,
    ...(banner && { banner }),
    context: `${wording.of(programme.name)} ${wording.period(period)}`,
    title: wording.text('handOver.title'),
    code: goal.code,
    goal: wording.of(goal.title),
    explain: wording.text('handOver.explain'),
    person: personInputs(typed?.person, candidates, wording),
    ...(problem && { problem }),
    ...scopeData(source, wording),
    translated: translations.flatMap(({ field, translator }) =>
      translator === undefined ? [] : [translatedBy(field, translator, data, wording)],
    ),
    send: wording.text('handOver.send'),
    back: wording.text('form.back'),
    data,
  };
}

/** If a translation is pending, handing it over is the likeliest reason for opening the card. */
function scopeData({ mayBeForGood, translations = [], typed }: HandOverCardSource, wording: Wording) {
  const [first] = translations;
  if (!mayBeForGood && !first) return {};
  const usual = first ? (`translation|${first.field.id}` as const) : 'round';
  const choices = [
    ...translations.map(({ field }) => ({
      title: wording.text('translation.only', { language: languagesOf([{ field }], wording) }),
      value: `translation|${field.id}`,
    })),
    { title: wording.text(first ? 'translation.wholeGoal' : 'handOver.round'), value: 'round' },
    ...(mayBeForGood ? [{ title: wording.text('handOver.forGood'), value: 'for-good' }] : []),
  ];
  const label = wording.text(first ? 'translation.what' : 'handOver.scope');
  return { scope: { label, value: typed?.scope ?? usual, choices } };
}

function translatedBy(
  field: Field,
  translator: string,
  data: { readonly programmeId: string; readonly period: string; readonly goalId: string },
  wording: Wording,
) {
  const language = languagesOf([{ field }], wording);
  const title = wording.text('translation.takeBack');
  return {
    text: wording.text('translation.with', { language, name: shorten(translator, longestShown.name) }),
    ...{ title, tooltip: `${title}: ${language}` },
    data: { ...data, fieldId: field.id },
  };
}
