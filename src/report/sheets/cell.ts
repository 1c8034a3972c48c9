/** Typed cells: figures are numbers, percentages and dates, all else is text. Pure. */
import { unitText } from './labels';
import { type Field, type Light } from '../../goals/schema';
import { type GivenAnswer } from '../../replies/reply';
import { answerWords, givenAnswer } from '../long-form';
import { type ReportedGoal, type SheetCell, type SheetContext } from './sheet';

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

/** Empty where nothing was answered. */
export function answerCell(
  { answers }: Pick<ReportedGoal, 'answers'>,
  field: Field,
  context: SheetContext,
): SheetCell | undefined {
  const answer = answerIn(answers, field);
  if (!answer) return undefined;
  return (
    yesNoCell(field, answer, context) ??
    numberCell(field, answer, context) ??
    dateCell(field, answer, context) ?? {
      value: answerText(field, answer, context),
      ...fillOf(field, answer, context),
    }
  );
}

/** A word, but of a measure from 0 to 1 its figure: there "0,75" stands beside a target of 1. */
function yesNoCell(
  { kind, baseline, targets }: Field,
  { value }: GivenAnswer,
  { words }: SheetContext,
): SheetCell | undefined {
  if (kind !== 'yes-no' || baseline || targets.length > 0) return undefined;
  return value === 1 ? { value: words.yes } : value === 0 ? { value: words.no } : undefined;
}

export function answerIn(answers: ReportedGoal['answers'], { id }: Field): GivenAnswer | undefined {
  return givenAnswer({ answers }, id);
}

export function answerText(field: Field, answer: GivenAnswer, { source, options, of }: SheetContext): string {
  return answerWords(field, source.form.programme, answer, of, options.locale);
}

/** Only what says the figure and nothing more: "<3", "470 (-30)" and "kyllä" stay as they were typed. */
const figureAlone = /^[-−–+]?[\d.,\s]*\d[^\d()<>]*$/u;

export function numberCell(
  field: Field,
  answer: Pick<GivenAnswer, 'raw' | 'value' | 'comparator'>,
  context: SheetContext,
): SheetCell | undefined {
  const { value, raw, comparator } = answer;
  const isFigure = ['number', 'percent', 'money', 'scale', 'yes-no'].includes(field.kind);
  if (!isFigure || typeof value !== 'number' || typeof raw !== 'string') return undefined;
  if (comparator !== undefined || !figureAlone.test(raw)) return undefined;
  // What cents in binary do to 6.76 / 100 is taken away again.
  if (field.kind === 'percent')
    return {
      value: Number((value / 100).toPrecision(12)),
      // A space stands before the sign in Finnish and Swedish.
      format: `0${decimals(value)}${context.options.locale === 'en' ? '%' : '\\ %'}`,
    };
  const unit = field.kind === 'money' && !field.unit ? '€' : unitText(field, context);
  return { value, format: `#,##0${decimals(value)}${inFormat(unit)}` };
}

/** As many decimals as the figure has, at most 6. */
function decimals(value: number): string {
  const count = /\.(\d+)$/.exec(String(Number(value.toFixed(6))))?.[1]?.length ?? 0;
  return count === 0 ? '' : `.${'0'.repeat(count)}`;
}

function inFormat(unit: string): string {
  const plain = unit.replace(/["\\]/g, '').slice(0, 100);
  return plain === '' ? '' : `" ${plain}"`;
}

/** A day is the same in every time zone. */
function dateCell(field: Field, { value }: GivenAnswer, { options }: SheetContext): SheetCell | undefined {
  if (field.kind !== 'date' || typeof value !== 'string') return undefined;
  return {
    value: new Date(`${value}T00:00:00Z`),
    format: options.locale === 'en' ? 'd mmm yyyy' : 'd.m.yyyy',
  };
}

function fillOf(field: Field, { value }: GivenAnswer, { workState }: SheetContext): { fill?: string } {
  const light = field.kind === 'light' ? (value as Light) : workState(value)?.light;
  return (field.kind === 'light' || field.kind === 'work-state') && light ? { fill: fills[light] } : {};
}
