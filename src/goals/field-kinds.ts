/** What each kind of field is and can do: the one place that a new kind has to be described in. Pure. */
import { type Field, type FieldKind, type Locale } from './schema';
import { textIn } from './text';

export interface FieldKindRules {
  /** How it is answered: with a figure, by choosing, with a day, or in one's own words. */
  readonly answeredBy: 'figure' | 'choice' | 'day' | 'words';
  /** Where its choices come from; `steps` are the whole numbers of a short scale, `none` is typed only. */
  readonly choices: 'none' | 'options' | 'work-states' | 'lights' | 'yes-no' | 'steps';
  /** Several choices make one answer. */
  readonly isMultiple: boolean;
  /** The value of its answer is a number: it can be drawn as a line and computed with in a sheet. */
  readonly isFigure: boolean;
  /** Its digits are typed one by one, so that one of them can be lost or doubled. */
  readonly isTypedFigure: boolean;
  /** An answer that is accepted may still look odd, and is then confirmed (`warnings.ts`). */
  readonly isChecked: boolean;
  /** What its figures are counted in: the field's own unit, percent, euros; `none` never has a unit. */
  readonly unit: 'none' | 'own' | 'percent' | 'euro';
  /** Short enough to be printed on the line of its label. */
  readonly isShort: boolean;
}

const figure = {
  answeredBy: 'figure',
  choices: 'none',
  isMultiple: false,
  isFigure: true,
  isTypedFigure: true,
  isChecked: true,
  unit: 'own',
  isShort: true,
} as const satisfies FieldKindRules;

const choice = {
  answeredBy: 'choice',
  choices: 'options',
  isMultiple: false,
  isFigure: false,
  isTypedFigure: false,
  isChecked: false,
  unit: 'none',
  isShort: false,
} as const satisfies FieldKindRules;

/** Does not compile while a kind is missing. */
export const fieldKindRules: Readonly<Record<FieldKind, FieldKindRules>> = {
  number: figure,
  percent: { ...figure, unit: 'percent' },
  money: { ...figure, unit: 'euro' },
  scale: { ...figure, choices: 'steps', isTypedFigure: false },
  'single-choice': choice,
  'multiple-choice': { ...choice, isMultiple: true },
  // A figure from 0 to 1 as well: "0,75" is a legal answer of a measure.
  'yes-no': { ...choice, choices: 'yes-no', isFigure: true },
  text: { ...choice, answeredBy: 'words', choices: 'none' },
  date: { ...choice, answeredBy: 'day', choices: 'none', isShort: true },
  light: { ...choice, choices: 'lights' },
  'work-state': { ...choice, choices: 'work-states' },
};

export type FieldKinds = typeof fieldKindRules;

const units = { none: '', own: '', percent: '%', euro: '€' } as const;

/** "hlö", "%", "€/vrk"; empty where its figures are counted in nothing. */
export function measureUnit({ kind, unit }: Pick<Field, 'kind' | 'unit'>, locale: Locale): string {
  return unit ? textIn(unit, locale) : units[fieldKindRules[kind].unit];
}
