/** Typed cells: figures are numbers, percentages and dates, everything else is text. Pure. */
import { goalpostFigure } from '../../goals/answers/answer-text';
import { answerableLights } from '../../goals/answers/choices';
import { fieldKindRules } from '../../goals/field-kinds';
import { dayCellFormats } from '../../goals/format-date';
import { type Baseline, type Field, type Light, type Target } from '../../goals/schema';
import { typedFigure } from '../../goals/answers/typed-figure';
import { type GivenAnswer } from '../../replies/reply';
import { answerTo } from '../../goals/answers/answer-result';
import { figureFormat } from './figure-format';
import { type ReportedGoal, type ReportContent } from '../content/report-content';
import { type SheetCell } from './sheet';

/** Light enough for black text; in grey print the word beside them tells them apart. */
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

export function lightCell(light: Light, { words }: ReportContent): SheetCell {
  return { value: words.lights[light], fill: fills[light] };
}

/** Empty if nothing was answered; figures, lights and days are typed, anything else is its text. */
export function answerCell(
  { answers }: Pick<ReportedGoal, 'answers'>,
  field: Field,
  content: ReportContent,
): SheetCell | undefined {
  const answer = answerTo(answers, field.id);
  if (!answer) return undefined;
  return (
    numberCell(field, answer, content) ??
    dayCell(field, answer, content) ?? {
      value: content.answer(field, answer),
      ...fillOf(field, answer, content),
    }
  );
}

/** A number, only if the text is exactly one figure in the field's own unit: "<3" and "noin 3" are not. */
function numberCell(field: Field, answer: GivenAnswer, { reader }: ReportContent): SheetCell | undefined {
  const typed = isNumber(field, answer) ? typedFigure(field, answer) : undefined;
  if (!typed || typed.isAbout || typed.bound) return undefined;
  return { value: cellValue(field, typed.value), format: figureFormat(field, typed, reader) };
}

/** The register's figure as a number after its comparator; as text if it has more than a figure. */
export function goalpostCell(
  field: Field,
  goalpost: Baseline | Target,
  { reader, goalpost: asText }: ReportContent,
): SheetCell | undefined {
  const { raw, value } = goalpost;
  const plain = isNumber(field, goalpost) ? typedFigure(field, { raw, value }) : undefined;
  const typed = plain && !plain.isAbout ? goalpostFigure(field, goalpost) : undefined;
  if (!typed) return textCell(asText(field, goalpost));
  return { value: cellValue(field, typed.value), format: figureFormat(field, typed, reader) };
}

/** Yes and no are words, except in a measure from 0 to 1: there "0,75" is beside a target of 1. */
function isNumber(
  { kind, baseline, targets }: Field,
  { value }: { value?: GivenAnswer['value'] | undefined },
) {
  const { isFigure, answeredBy } = fieldKindRules[kind];
  const isWord = answeredBy === 'choice' && (value === 1 || value === 0);
  return isFigure && (!isWord || baseline !== undefined || targets.length > 0);
}

/** Removes the binary rounding error of 6.76 / 100. */
function cellValue({ kind }: Field, value: number): number {
  return fieldKindRules[kind].unit === 'percent' ? Number((value / 100).toPrecision(15)) : value;
}

/** A day is the same in every time zone. */
function dayCell(field: Field, { value }: GivenAnswer, { options }: ReportContent): SheetCell | undefined {
  if (fieldKindRules[field.kind].answeredBy !== 'day' || typeof value !== 'string') return undefined;
  return { value: new Date(`${value}T00:00:00Z`), format: dayCellFormats[options.locale] };
}

/** A state that a programme publishes by its words alone has no light's colour. */
function fillOf(field: Field, answer: GivenAnswer, content: ReportContent): { fill?: string } {
  if (!content.showsLights) return {};
  const light = lightIn(field, answer, content);
  return light ? { fill: fills[light] } : {};
}

function lightIn({ kind }: Field, { value }: GivenAnswer, { workState }: ReportContent): Light | undefined {
  const { choices } = fieldKindRules[kind];
  if (choices === 'lights') return answerableLights.find((light) => light === value);
  return choices === 'work-states' ? workState(value)?.light : undefined;
}
