/** What a person is asked to confirm once before an accepted answer is saved. Pure. */
import { type Answer, type AnswerNote } from '../answers/answer-result';
import { fieldKindRules } from '../field-kinds';
import { isEstimate } from '../field-roles';
import { formatNumber } from '../format-number';
import { type Field, type Locale, type Target } from '../schema';
import { type Figure, hasFigure as hasTargetFigure, targetAttainment } from './target';
import { sideOf } from './target-side';
import { shortHash } from '../../short-hash';

export type WarningCode =
  /** Compared with last period's value, a digit or a decimal mark may be missing or extra. */
  | 'ten-times'
  | 'tenth'
  /** A task's progress fell below half of last period's. */
  | 'progress-fell'
  /** Negative, while the target, the baseline and last period's value are known and are not. */
  | 'negative'
  /** A negative percentage, where nothing known about the field suggests that it can be negative. */
  | 'negative-share'
  /** Above 100 per cent, where a share or a task's progress is asked for. */
  | 'over-whole'
  /** Better than the target for the first time. */
  | 'target-passed'
  /** "1,000": read by the language's rule. */
  | 'ambiguous'
  /** "- 5": read as −5. */
  | 'loose-minus'
  /** "90 pv" in a field in months: kept as 90. */
  | 'other-unit'
  /** "350 000 €" or "450 000" in a field in thousands or millions: kept as typed. */
  | 'other-size'
  /** "0,9" where a percentage is asked for and the target is above 10: kept as 0.9 per cent. */
  | 'share'
  /** "20 % puuttuu": kept as 20. */
  | 'leftover'
  /** "6/6": kept as text. */
  | 'fraction';

/** Says that an accepted answer may not be what was meant; the person confirms it once. */
export interface AnswerWarning {
  /** The end of the key of the text a person reads: `warning.<code>`. */
  readonly code: WarningCode;
  /** The text's placeholders: figures in the person's locale, and what was typed, at most 80 characters of it. */
  readonly details: Readonly<Record<string, string>>;
}

/**
 * Warnings about one answer, in the order of `WarningCode`; usually none.
 * @param notes what `parseAnswer` returned with the answer
 * @param previous last period's answer to the same field
 */
export function warningsFor(
  field: Field,
  answer: Answer,
  notes: readonly AnswerNote[],
  previous: Answer | undefined,
  locale: Locale,
): AnswerWarning[] {
  const slips = tenTimes(field, answer, previous, locale);
  return [
    ...slips,
    ...progressFell(field, answer, previous, locale),
    ...(slips.length > 0 ? [] : negative(field, answer, previous, locale)),
    ...(slips.length > 0 ? [] : overWhole(field, answer, previous, locale)),
    ...targetPassed(field, answer, previous, locale),
    ...readings(answer, notes, slips.length > 0 || isSameSize(answer, previous)),
  ];
}

/**
 * One token for a set of warnings (field ids, codes and raw texts, in any order): 16 characters 0–9 and a–f.
 * Confirming one set of warnings does not confirm another.
 */
export function warningToken(
  warnings: ReadonlyMap<string, readonly AnswerWarning[]>,
  answers: ReadonlyMap<string, Answer | undefined>,
): string {
  const warned = [...warnings]
    .filter(([, list]) => list.length > 0)
    .map(([id, list]) => JSON.stringify([id, list.map(({ code }) => code).sort(), answers.get(id)?.raw]))
    .sort();
  return shortHash(JSON.stringify(warned), 16);
}

function tenTimes(
  { kind, role }: Field,
  now: Answer,
  before: Answer | undefined,
  locale: Locale,
): AnswerWarning[] {
  // The progress of a task that has just begun can grow tenfold in a quarter without a typing error.
  if (role === 'progress' || !fieldKindRules[kind].isTypedFigure || !hasFigure(now) || !hasFigure(before))
    return [];
  if (now.value === 0 || before.value === 0) return [];
  const times = Math.abs(now.value / before.value);
  // Exactly ten is the common typing error, and floating point must not hide it: 1.4 / 0.14 is just below 10.
  if (Math.max(times, 1 / times) < 10 - 1e-9) return [];
  return [{ code: times > 1 ? 'ten-times' : 'tenth', details: compared(now, before, locale) }];
}

/** Work that was done is seldom undone; a missing or extra digit is likelier. */
function progressFell(
  { role }: Field,
  now: Answer,
  before: Answer | undefined,
  locale: Locale,
): AnswerWarning[] {
  if (role !== 'progress' || !hasFigure(now) || !hasFigure(before) || now.value >= before.value / 2)
    return [];
  return [{ code: 'progress-fell', details: compared(now, before, locale) }];
}

/** A coverage or a count cannot be negative, a balance can: its target or baseline then says so. */
function negative(
  { kind, targets, baseline }: Field,
  now: Answer,
  before: Answer | undefined,
  locale: Locale,
): AnswerWarning[] {
  if (!hasFigure(now) || now.value >= 0) return [];
  const known = [...targets, ...(baseline ? [baseline] : []), ...(before ? [before] : [])]
    .map(({ value }) => value)
    .filter((value) => typeof value === 'number');
  if (known.some((value) => value < 0)) return [];
  if (known.length > 0) return [{ code: 'negative', details: { value: shown(now, locale) } }];
  return kind === 'percent' ? [{ code: 'negative-share', details: { value: shown(now, locale) } }] : [];
}

/** What a whole is divided into, in the languages of the forms: "peittävyys", "andel", "share". */
const shareWords = /osuu[sd]|osuutta|peittävyy|kattavuu|andel|täckning|\bshare\b|coverage/i;

/** A share of a whole and a task's progress end at 100 per cent. */
function overWhole(field: Field, now: Answer, before: Answer | undefined, locale: Locale): AnswerWarning[] {
  const { kind, label, hint } = field;
  if (kind !== 'percent' || !hasFigure(now) || now.value <= 100) return [];
  if (hasFigure(before) && before.value > 100) return [];
  const texts = [...Object.values(label), ...Object.values(hint ?? {})];
  const isShare = isEstimate(field) || texts.some((text) => shareWords.test(text ?? ''));
  return isShare ? [{ code: 'over-whole', details: { value: shown(now, locale) } }] : [];
}

function compared(now: FigureAnswer, before: FigureAnswer, locale: Locale): AnswerWarning['details'] {
  return { value: shown(now, locale), previous: shown(before, locale) };
}

function targetPassed(
  field: Field,
  answer: Answer,
  previous: Answer | undefined,
  locale: Locale,
): AnswerWarning[] {
  const target = onlyTarget(field);
  if (!target || !hasFigure(answer) || !passes(field, target, answer)) return [];
  if (hasFigure(previous) && passes(field, target, previous)) return [];
  const details = { value: shown(answer, locale), target: formatNumber(target.value, locale) };
  return [{ code: 'target-passed', details }];
}

/** Whether the unclipped attainment is above 100 per cent. "Exactly" has no better side. */
function passes(field: Field, target: FigureTarget, figure: Figure): boolean {
  if (sideOf(field, target) === 'exactly') return false;
  const attainment = targetAttainment(field, target, figure);
  return attainment.assessable && attainment.unclipped > 100;
}

/** Notes such as "no measure" and "about" are missing here: they are clear and need no confirmation. */
const askedAbout: Readonly<Partial<Record<AnswerNote['code'], WarningCode>>> = {
  ambiguous: 'ambiguous',
  'loose-minus': 'loose-minus',
  'other-unit': 'other-unit',
  'other-size': 'other-size',
  'maybe-other-size': 'other-size',
  'maybe-share': 'share',
  leftover: 'leftover',
  fraction: 'fraction',
};

/** @param isSizeKnown a similar figure was given before, or another warning already asks about the size */
function readings(answer: Answer, notes: readonly AnswerNote[], isSizeKnown: boolean): AnswerWarning[] {
  return notes.flatMap(({ code, details }) => {
    const asked = askedAbout[code];
    if (!asked || (code.startsWith('maybe-') && isSizeKnown)) return [];
    return [{ code: asked, details: { ...details, text: quoted(answer) } }];
  });
}

function isSameSize(now: Answer, before: Answer | undefined): boolean {
  if (!hasFigure(now) || !hasFigure(before) || before.value === 0) return false;
  const times = Math.abs(now.value / before.value);
  return times < 10 && times > 0.1;
}

type FigureTarget = Target & { readonly value: number };

/** The only numeric target by which the field is judged; estimates and progress are judged without one. */
function onlyTarget(field: Field): FigureTarget | undefined {
  if (isEstimate(field)) return undefined;
  const [target, ...more] = field.targets.filter(hasTargetFigure);
  if (target?.value === undefined || target.comparator === 'range' || more.length > 0) return undefined;
  return { ...target, value: target.value };
}

type FigureAnswer = Answer & { readonly value: number };

function hasFigure(answer: Answer | undefined): answer is FigureAnswer {
  return typeof answer?.value === 'number';
}

/** The figure in the locale; a bound as it was typed, because "3" does not mean "<3". */
function shown(answer: FigureAnswer, locale: Locale): string {
  return answer.comparator ? quoted(answer) : formatNumber(answer.value, locale);
}

/** What was typed, cut like in problems: a pasted page is not quoted in full. */
function quoted({ raw }: Answer): string {
  return Array.from(String(raw)).slice(0, 80).join('');
}
