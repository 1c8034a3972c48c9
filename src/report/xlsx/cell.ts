/** Typed cells: figures are numbers, percentages and dates, all else is text. Pure. */
import { goalpostFigure } from '../../goals/answers/answer-text';
import { answerableLights } from '../../goals/answers/choices';
import { fieldKindRules } from '../../goals/field-kinds';
import { dayCellFormats } from '../../goals/format-date';
import { type Baseline, type Field, type Light, type Target } from '../../goals/schema';
import { typedFigure } from '../../goals/answers/typed-figure';
import { type GivenAnswer } from '../../replies/reply';
import { givenAnswer } from '../csv/long-form';
import { figureFormat } from './figure-format';
import { type ReportedGoal, type SheetCell, type SheetContext } from '../content/sheet';

/** Light enough to read black text on, and told apart in grey print by the word beside them. */
const fills: Readonly<Record<Light, string>> = {
  green: '#c6e0b4',
  yellow: '#ffe699',
  red: '#f4b6a6',
  'not-assessable': '#e7e6e6',
  'not-answered': '#ffffff',
};

export function textCell(text: string): SheetCell | undefined {
  return text === '' ? undefined : { value: text };
}

export function lightCell(light: Light, { words }: SheetContext): SheetCell {
  return { value: words.lights[light], fill: fills[light] };
}

/** Empty where nothing was answered; a figure, light or day as such, anything else as its text. */
export function answerCell(
  { answers }: Pick<ReportedGoal, 'answers'>,
  field: Field,
  context: SheetContext,
): SheetCell | undefined {
  const answer = answerIn(answers, field);
  if (!answer) return undefined;
  return (
    numberCell(field, answer, context) ??
    dayCell(field, answer, context) ?? {
      value: context.answer(field, answer),
      ...fillOf(field, answer, context),
    }
  );
}

export function answerIn(answers: ReportedGoal['answers'], { id }: Field): GivenAnswer | undefined {
  return givenAnswer({ answers }, id);
}

/** A number to compute with, only where the text says one figure in the field's own unit: "<3" and "noin 3" do not. */
function numberCell(field: Field, answer: GivenAnswer, { options }: SheetContext): SheetCell | undefined {
  const typed = isNumber(field, answer) ? typedFigure(field, answer) : undefined;
  if (!typed || typed.isAbout || typed.bound) return undefined;
  return { value: cellValue(field, typed.value), format: figureFormat(field, typed, options.locale) };
}

/** The register's figure as a number, its side before it; what says more than a figure as a text. */
export function goalpostCell(
  field: Field,
  goalpost: Baseline | Target,
  { options, goalpost: textOf }: SheetContext,
): SheetCell | undefined {
  const { raw, value } = goalpost;
  const plain = isNumber(field, goalpost) ? typedFigure(field, { raw, value }) : undefined;
  const typed = plain && !plain.isAbout ? goalpostFigure(field, goalpost) : undefined;
  if (!typed) return textCell(textOf(field, goalpost));
  return { value: cellValue(field, typed.value), format: figureFormat(field, typed, options.locale) };
}

/** Yes and no are words, but of a measure from 0 to 1: there "0,75" stands beside a target of 1. */
function isNumber(
  { kind, baseline, targets }: Field,
  { value }: { value?: GivenAnswer['value'] | undefined },
) {
  const { isFigure, answeredBy } = fieldKindRules[kind];
  const isWord = answeredBy === 'choice' && (value === 1 || value === 0);
  return isFigure && (!isWord || baseline !== undefined || targets.length > 0);
}

/** What cents in binary do to 6.76 / 100 is taken away again. */
function cellValue({ kind }: Field, value: number): number {
  return fieldKindRules[kind].unit === 'percent' ? Number((value / 100).toPrecision(15)) : value;
}

/** A day is the same in every time zone. */
function dayCell(field: Field, { value }: GivenAnswer, { options }: SheetContext): SheetCell | undefined {
  if (fieldKindRules[field.kind].answeredBy !== 'day' || typeof value !== 'string') return undefined;
  return { value: new Date(`${value}T00:00:00Z`), format: dayCellFormats[options.locale] };
}

function fillOf(field: Field, answer: GivenAnswer, context: SheetContext): { fill?: string } {
  const light = lightIn(field, answer, context);
  return light ? { fill: fills[light] } : {};
}

function lightIn({ kind }: Field, { value }: GivenAnswer, { workState }: SheetContext): Light | undefined {
  const { choices } = fieldKindRules[kind];
  if (choices === 'lights') return answerableLights.find((light) => light === value);
  return choices === 'work-states' ? workState(value)?.light : undefined;
}
