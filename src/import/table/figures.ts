/** Targets and baselines in separate cells, read whole or not at all. Pure. */
import { ownUnits, type TypedUnit, typedUnit } from '../../goals/answers/answer-unit';
import { isSameBase, measuringUnit, type MeasuringUnit } from '../../goals/answers/measuring-unit';
import {
  type NumberComparator,
  parseScaledNumber,
  type ScaledNumber,
} from '../../goals/answers/parse-number';
import { type Baseline, type Field, type Locale, type Target } from '../../goals/schema';
import { figurePhrases } from '../text-figures/phrases';

/** The field that the cell belongs to: the figure is kept in the field's unit. */
export type FigureField = Pick<Field, 'kind' | 'unit'>;

export interface CellFigure {
  readonly value?: number;
  /** Both ends of a range belong to it. */
  readonly low?: number;
  readonly high?: number;
  readonly comparator?: NumberComparator;
  /** The cell has a percent sign. */
  readonly percent: boolean;
  /** Words besides the figure. */
  readonly leftover?: string;
  /** Why there is no figure, although the cell is not empty. */
  readonly unread?: 'target-unclear' | 'figure-ambiguous' | 'target-unit';
}

const longestCell = 200;

/**
 * "alle 190 e/vrk", "98–100 %", "≥ 98–100 %", "< 3 kk", "1,100.0".
 *
 * The figure is in the field's unit: "1,2 milj. €" is 1.2 in a field in millions of euros, 1,200 in thousands and
 * 1,200,000 in euros. A figure in another unit, a change ("5 % laskua"), "1.000" and a text that is not one figure or
 * range have no value.
 */
export function readFigure(text: string, field: FigureField, locale: Locale): CellFigure {
  if (text.length > longestCell) return unread('target-unclear');
  const raw = text.replace(/\s+/g, ' ').trim();
  const range = readRange(raw, field, locale);
  if (range) return range;
  const parsed = parseScaledNumber(raw, locale);
  if (parsed.kind !== 'number' || parsed.looseMinus) return unread('target-unclear');
  return inFieldUnit(parsed, field);
}

function unread(why: NonNullable<CellFigure['unread']>, percent = false): CellFigure {
  return { percent, unread: why };
}

const changeWords =
  /(?<!\p{L})(?:kasvu|lasku|nousu|vähenn|vähenem|vähemmän|enemmän|lisäy|puuttu|ökning|minskning|sänkning|höjning|mer|mindre|färre|fler|saknas|increase|decrease|reduction|growth|more|less|fewer|missing)/iu;

function inFieldUnit(parsed: ScaledNumber, field: FigureField): CellFigure {
  const { value, comparator, percent, note } = parsed;
  if (parsed.ambiguous) return unread('figure-ambiguous', percent);
  const typed = typedUnit(field, parsed);
  const factor = factorOf(typed, parsed, field);
  if (factor === undefined) return unread('target-unit', percent);
  const leftover = [typed.rest, note].filter(Boolean).join(' ');
  if (changeWords.test(leftover)) return unread('target-unclear', percent);
  return {
    value: Number((value * factor).toPrecision(15)),
    ...(comparator && { comparator }),
    percent,
    ...(leftover !== '' && { leftover }),
  };
}

/** Undefined if the units are unrelated. */
function factorOf(
  { fits, unit }: TypedUnit,
  { scale = 1 }: ScaledNumber,
  field: FigureField,
): number | undefined {
  const own = ownUnits(field);
  if (fits === 'none' || fits === 'own') return 1;
  if (fits === 'other' && own.length === 0) return 1;
  const typed = unit === '%' ? undefined : measuringUnit(unit);
  const same = typed && own.find((each) => isSameKind(typed, each));
  return same && scale / same.scale;
}

function isSameKind(typed: MeasuringUnit, own: MeasuringUnit): boolean {
  return typed.base === '' || isSameBase(typed, own);
}

const rangeParts = /^(?:[≥>]=? ?)?([-−]?\d[\d., ]{0,30}) ?(%?) ?(?:[-–—…]|\.\.\.?) ?(\d.*)$/;

/** "98–100 %": both ends are inclusive, even after a "≥". */
function readRange(raw: string, field: FigureField, locale: Locale): CellFigure | undefined {
  const parts = rangeParts.exec(raw);
  const high = parts && parseScaledNumber(parts[3]!, locale);
  if (!parts || high?.kind !== 'number' || high.comparator || high.looseMinus) return undefined;
  const low = parseScaledNumber(parts[1]!.trim(), locale);
  if (low.kind !== 'number') return undefined;
  const percent = high.percent || parts[2] === '%';
  if (low.ambiguous) return unread('figure-ambiguous', percent);
  const end = inFieldUnit({ ...high, percent }, field);
  const start = inFieldUnit({ ...high, value: low.value, percent }, field);
  if (end.value === undefined || start.value === undefined) return end;
  if (start.value > end.value || [start.value, end.value].every(isYear)) return undefined;
  const { value: top, ...rest } = end;
  return { ...rest, low: start.value, high: top };
}

/** Whether the figure may be the year in which a target should be reached. */
export function isYear(value: number): boolean {
  return Number.isInteger(value) && value > 2010 && value < 2051;
}

/** The comparator that a text has with its figure; undefined if it has none or several. */
export function comparatorIn(text: string, locale: Locale): NumberComparator | undefined {
  const phrases = figurePhrases(text.slice(0, longestCell), locale);
  const found = new Set(phrases.flatMap(({ comparator }) => comparator ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}

/** The direction from a measure's baseline to its target; undefined if they are equal. */
export function directionOf(
  baseline: Baseline | undefined,
  target: Target | undefined,
): 'up' | 'down' | 'keep' | undefined {
  if (!target) return undefined;
  if (target.comparator === 'range') return 'keep';
  if (baseline?.value !== undefined && target.value !== undefined) {
    if (baseline.value === target.value) return undefined;
    return target.value > baseline.value ? 'up' : 'down';
  }
  if (target.comparator === 'at-least' || target.comparator === 'above') return 'up';
  return target.comparator === 'at-most' || target.comparator === 'below' ? 'down' : undefined;
}
