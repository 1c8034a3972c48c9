/** What a person is asked to confirm once before an accepted answer is saved. Pure. */
import { type Answer, type AnswerNote } from '../answers/answer-result';
import { fieldKindRules } from '../field-kinds';
import { formatNumber } from '../format-number';
import { type Field, type Locale, type Target } from '../schema';
import { type Figure, targetAttainment } from './target';
import { sideOf } from './target-side';
import { shortHash } from '../../short-hash';

export type WarningCode =
  /** A digit or a decimal mark too many or too few, by last period's value. */
  | 'ten-times'
  /** Better than the target for the first time. */
  | 'target-passed'
  /** "1,000": read by the language's rule. */
  | 'ambiguous'
  /** "- 5": read as −5. */
  | 'loose-minus'
  /** "90 pv" in a field of months: kept as 90. */
  | 'other-unit'
  /** "350 000 €" or "450 000" in a field of thousands or millions: kept as it is written. */
  | 'other-size'
  /** "0,9" where a percentage is asked for and the target is above 10: kept as 0.9 per cent. */
  | 'share'
  /** "20 % puuttuu": kept as 20. */
  | 'leftover'
  /** "6/6": kept as text. */
  | 'fraction';

/** An answer that was accepted but may not be what was meant; the person confirms it once. */
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
    ...targetPassed(field, answer, previous, locale),
    ...readings(answer, notes, slips.length > 0 || isSameSize(answer, previous)),
  ];
}

/**
 * One token for a set of warnings: field ids, codes and raw texts, in whatever order. 16 characters 0–9 and a–f.
 * What was confirmed for one set of warnings does not confirm another.
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
  // A task that was just begun grows tenfold in a quarter without anybody having slipped.
  if (role === 'progress' || !fieldKindRules[kind].isTypedFigure || !hasFigure(now) || !hasFigure(before))
    return [];
  if (now.value === 0 || before.value === 0) return [];
  const times = Math.abs(now.value / before.value);
  // Exactly ten is the common slip, and floating point must not hide it: 1.4 / 0.14 is just below 10.
  if (Math.max(times, 1 / times) < 10 - 1e-9) return [];
  return [{ code: 'ten-times', details: { value: shown(now, locale), previous: shown(before, locale) } }];
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

/** Above 100 per cent, unclipped. A figure to keep to has no better side. */
function passes(field: Field, target: FigureTarget, figure: Figure): boolean {
  if (sideOf(field, target) === 'exactly') return false;
  const attainment = targetAttainment(field, target, figure);
  return attainment.assessable && attainment.unclipped > 100;
}

/** "No measure", "about" and the like say plainly what was meant and ask nothing. */
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

/** @param isSizeKnown figures like it were confirmed before, or its size is asked about already */
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

/** The one target with a figure that the field is judged by; estimates and progress are judged by themselves. */
function onlyTarget({ role, targets }: Field): FigureTarget | undefined {
  if (role === 'confidence' || role === 'progress') return undefined;
  const [target, ...more] = targets.filter(({ value, low }) => value !== undefined || low !== undefined);
  if (target?.value === undefined || target.comparator === 'range' || more.length > 0) return undefined;
  return { ...target, value: target.value };
}

type FigureAnswer = Answer & { readonly value: number };

function hasFigure(answer: Answer | undefined): answer is FigureAnswer {
  return typeof answer?.value === 'number';
}

/** The figure in the locale; a bound as it was typed, because "3" is not what "<3" said. */
function shown(answer: FigureAnswer, locale: Locale): string {
  return answer.comparator ? quoted(answer) : formatNumber(answer.value, locale);
}

/** What was typed, as problems quote it: a pasted page is not quoted whole. */
function quoted({ raw }: Answer): string {
  return Array.from(String(raw)).slice(0, 80).join('');
}
