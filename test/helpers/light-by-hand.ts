/**
 * The light of a goal by the rules of the follow-up documents, written a second time and from the typed texts alone,
 * so that a digest can be checked against something that shares no code with it. Takes figures with their
 * units, bounds as "<3" and "alle 10 %", and texts that are no figure, which count as none.
 */
import { type Field, type Goal, type Light, type Programme, type Target } from '../../src/goals/schema';

export function lightByHand(goal: Goal, programme: Programme, typed: ReadonlyMap<string, string>): Light {
  for (const role of ['measure', 'progress', 'confidence'] as const) {
    const percents = goal.fields
      .filter((field) => field.role === role && (typed.get(field.id) ?? '') !== '')
      .flatMap((field) => percentOfText(field, typed.get(field.id)!) ?? []);
    if (percents.length > 0) return colourOf(mean(percents), programme);
  }
  const states = goal.fields.filter((field) => field.role === 'state').map((field) => typed.get(field.id));
  const colours = programme.workStates.filter(({ id }) => states.includes(id)).map(({ light }) => light);
  return (['red', 'yellow', 'green'] as const).find((light) => colours.includes(light)) ?? 'not-assessable';
}

function colourOf(percent: number, { thresholds }: Programme): Light {
  // To a millionth: 0.9 × 100 must stay at ninety.
  const rounded = Math.round(percent * 1e6) / 1e6;
  if (rounded > thresholds.green) return 'green';
  return rounded >= thresholds.yellow ? 'yellow' : 'red';
}

/** "<3" is only known to be below: it counts where that is good enough, as if it were 3. */
function percentOfText(field: Field, text: string): number | undefined {
  if (/^(?:<|alle )/.test(text)) {
    const bound = figureOf(text);
    const [target] = field.targets;
    const goal = target?.value;
    const isLower =
      field.baseline?.value !== undefined && goal !== undefined && field.baseline.value !== goal
        ? field.baseline.value > goal
        : target?.comparator
          ? ['at-most', 'below'].includes(target.comparator)
          : field.direction === 'down';
    return field.role === 'measure' && goal !== undefined && goal > 0 && isLower && bound <= goal
      ? percentOf(field, bound)
      : undefined;
  }
  const value = wordsForFigures.get(text) ?? figureOf(text);
  return Number.isNaN(value) ? undefined : percentOf(field, value);
}

const wordsForFigures = new Map([
  ['kyllä', 1],
  ['ei', 0],
]);

function percentOf(field: Field, value: number): number | undefined {
  if (field.role === 'progress' || field.role === 'confidence') return clipped(value / 100);
  if (field.targets.length === 0 && field.kind === 'yes-no') return clipped(value);
  const percents = field.targets.flatMap((target) => towards(field, target, value) ?? []);
  return percents.length > 0 ? mean(percents) : undefined;
}

function towards(field: Field, target: Target, value: number): number | undefined {
  if (target.low !== undefined && target.high !== undefined) {
    if (value >= target.low && value <= target.high) return 100;
    return clipped(value < target.low ? value / target.low : target.high / value);
  }
  const goal = target.value;
  if (goal === undefined) return undefined;
  const start = field.baseline?.value;
  const { comparator } = target;
  if (start !== undefined && start === goal) {
    if (comparator === undefined) return undefined;
    return kept(comparator, value, goal) ? 100 : 0;
  }
  if (start !== undefined) return clipped((value - start) / (goal - start));
  if (goal === 0) return undefined;
  const lowerIsBetter = comparator ? ['at-most', 'below'].includes(comparator) : field.direction === 'down';
  if (!lowerIsBetter) return clipped(value / goal);
  return value <= goal ? 100 : clipped(goal / value);
}

function kept(comparator: NonNullable<Target['comparator']>, value: number, goal: number): boolean {
  switch (comparator) {
    case 'at-least':
      return value >= goal;
    case 'at-most':
      return value <= goal;
    case 'above':
      return value > goal;
    case 'below':
      return value < goal;
    default:
      return value === goal;
  }
}

/** The figure that stands in a text as a Finn or a Swede types it: "6,76", "1 000,5 €", "−51", "+/-0 / htv2". */
export function figureOf(text: string): number {
  if (/^\d+\/\d+$/.test(text)) return NaN;
  const figure = /[-−]?\d[\d\s]*(?:[.,]\d+)?/.exec(text.replace('+/-', ''))?.[0] ?? '';
  return figure === '' ? NaN : Number(figure.replace(/\s/g, '').replace('−', '-').replace(',', '.'));
}

function clipped(share: number): number {
  return 100 * Math.min(1, Math.max(0, share));
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
