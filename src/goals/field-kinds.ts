/** The properties of each kind of field: the only place where a new kind has to be described. Pure. */
import { type Field, type FieldKind, type Locale } from './schema';
import { textIn } from './text';

export interface FieldKindRules {
  /** How it is answered: with a figure, a choice, a day, or free text. */
  readonly answeredBy: 'figure' | 'choice' | 'day' | 'words';
  /** Where its choices come from: `steps` are the whole numbers of a short scale, `none` means that it is typed. */
  readonly choices: 'none' | 'options' | 'work-states' | 'lights' | 'yes-no' | 'steps';
  /** One answer may have several choices. */
  readonly isMultiple: boolean;
  /** Its value is a number, which can be drawn as a line and used in a spreadsheet. */
  readonly isFigure: boolean;
  /** Its digits are typed one by one, so one of them may be missing or doubled. */
  readonly isTypedFigure: boolean;
  /** An accepted answer may still look odd and then has to be confirmed (`warnings.ts`). */
  readonly isChecked: boolean;
  /** The unit of its figures: the field's own, percent or euros; `none` never has a unit. */
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
  // Also a figure from 0 to 1: "0,75" is a valid answer for a measure.
  'yes-no': { ...choice, choices: 'yes-no', isFigure: true },
  text: { ...choice, answeredBy: 'words', choices: 'none' },
  date: { ...choice, answeredBy: 'day', choices: 'none', isShort: true },
  light: { ...choice, choices: 'lights' },
  'work-state': { ...choice, choices: 'work-states' },
};

/** The unit that a kind implies; empty for none. */
export const impliedUnits: Readonly<Record<FieldKindRules['unit'], string>> = {
  ...{ none: '', own: '', percent: '%', euro: '€' },
};

/** "hlö", "%", "€/vrk"; empty if its figures have no unit. */
export function measureUnit({ kind, unit }: Pick<Field, 'kind' | 'unit'>, locale: Locale): string {
  return unit ? textIn(unit, locale) : impliedUnits[fieldKindRules[kind].unit];
}
