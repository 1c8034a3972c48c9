/** Figures that may have been meant in another magnitude than their field's unit. Pure. */
import { isEstimate } from '../field-roles';
import { type AnswerNote } from './answer-result';
import { ownScale, ownUnits } from './answer-unit';
import { formatNumber } from '../format-number';
import { type ReadNumber } from './parse-number';
import { type Field, type Locale } from '../schema';

/** Smaller figures are plausible in any unit. */
const largeFigure = 1000;
/** A figure this many times the target or the baseline is more likely one in plain units. */
const farBeyond = 10;

/** "450 000" where thousands of euros are asked for and the target is 500. */
export function maybeOtherSize(field: Field, { value }: ReadNumber, locale: Locale): AnswerNote[] {
  if (ownScale(field) === 1 || Math.abs(value) < largeFigure) return [];
  const known = Math.max(0, ...figuresOf(field).map(Math.abs));
  if (known > 0 && Math.abs(value) < farBeyond * known) return [];
  return [{ code: 'maybe-other-size', details: scaledDown(field, value, locale) }];
}

/** Placeholders of the text: the unit that is asked for, and the figure if it was meant in plain units. */
export function scaledDown(field: Field, value: number, locale: Locale): Record<string, string> {
  const unit = field.unit?.[locale] ?? Object.values(field.unit ?? {})[0] ?? '';
  const scaled = Number((value / ownScale(field)).toPrecision(12));
  return { unit, value: formatNumber(value, locale), scaled: formatNumber(scaled, locale) };
}

/** If the target is above this, a figure of at most 1 is more likely a share (1 = 100 per cent) than a percentage. */
const targetAbove = 10;

/** "0,9" without a percent sign, where the target is 90 %. */
export function maybeShare(field: Field, { value }: ReadNumber, locale: Locale): AnswerNote[] {
  if (!isShare(value) || !ownUnits(field).some(({ base }) => base === '%')) return [];
  const targets = field.targets.flatMap(({ value: aim, low, high }) =>
    [aim, low, high].filter((each) => each !== undefined),
  );
  // Work that is 1 per cent done is plausible; 0.9 per cent is not.
  const suspect = isEstimate(field) ? !Number.isInteger(value) : targets.some((aim) => aim > targetAbove);
  if (!suspect) return [];
  const percent = formatNumber(Number((value * 100).toPrecision(12)), locale);
  return [{ code: 'maybe-share', details: { value: formatNumber(value, locale), percent } }];
}

export function isShare(value: number): boolean {
  return value !== 0 && Math.abs(value) <= 1;
}

function figuresOf({ targets, baseline }: Field): number[] {
  const figures = [...targets.flatMap(({ value, low, high }) => [value, low, high]), baseline?.value];
  return figures.filter((figure) => figure !== undefined);
}
