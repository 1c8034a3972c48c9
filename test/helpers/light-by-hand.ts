/**
 * The light of a goal by the rules of the follow-up documents, computed independently from the typed texts alone, so
 * that a digest can be checked against something that shares no code with it. Accepts figures with their units, bounds
 * such as "<3" and "alle 10 %", and texts that are not figures, which count as none.
 */
import { type Field, type Goal, type Light, type Programme, type Target } from '../../src/goals/schema';

export function lightByHand(
  goal: Goal,
  programme: Programme,
  typed: ReadonlyMap<string, string>,
  period: string,
): Light {
  for (const role of ['measure', 'progress', 'confidence'] as const) {
    const percents = goal.fields
      .filter((field) => field.role === role && (typed.get(field.id) ?? '') !== '')
      .flatMap((field) => percentOfText(field, typed.get(field.id)!, yearPassed(period)) ?? []);
    if (percents.length > 0) return colourOf(mean(percents), programme);
  }
  const states = goal.fields
    .filter((field) => field.role === 'state' && !inTask(field, goal))
    .map((field) => typed.get(field.id));
  const colours = programme.workStates.filter(({ id }) => states.includes(id)).map(({ light }) => light);
  return (['red', 'yellow', 'green'] as const).find((light) => colours.includes(light)) ?? 'not-assessable';
}

/** Whether some task of the goal is said not to proceed; undefined if no task's state is given. */
export function asksByHand(
  goal: Goal,
  programme: Programme,
  typed: ReadonlyMap<string, string>,
): boolean | undefined {
  const said = goal.fields
    .filter((field) => field.role === 'state' && inTask(field, goal))
    .flatMap((field) => programme.workStates.filter(({ id }) => id === typed.get(field.id)));
  return said.length === 0 ? undefined : said.some(({ light }) => light === 'red');
}

function inTask({ group }: Field, { groups = [] }: Goal): boolean {
  return groups.some(({ id, kind }) => id === group && kind === 'task');
}

/** Share of the year that has passed: three quarters after "2024-Q3". */
function yearPassed(period: string): number {
  const [, letter = '', number = ''] = /-([MQTH])(\d+)$/.exec(period) ?? [];
  const parts = { M: 12, Q: 4, T: 3, H: 2 }[letter];
  return parts === undefined ? 1 : Number(number) / parts;
}

function colourOf(percent: number, { thresholds }: Programme): Light {
  // Rounded to a millionth, so that 0.9 × 100 is exactly 90.
  const rounded = Math.round(percent * 1e6) / 1e6;
  if (rounded > thresholds.green) return 'green';
  return rounded >= thresholds.yellow ? 'yellow' : 'red';
}

/** "<3" is only known to be below 3: it counts as 3 if that is good enough. */
function percentOfText(field: Field, text: string, passed: number): number | undefined {
  if (/^(?:<|alle )/.test(text)) {
    const bound = figureOf(text);
    const [target] = field.targets;
    const goal = target?.value;
    if (field.role !== 'measure' || goal === undefined) return undefined;
    const good = sideByHand(field, target!);
    const share = field.accumulates ? goal * passed : goal;
    if (good === 'less' && bound <= share) return percentOf(field, bound, passed);
    // The target is certainly not kept, and only that counts.
    const isAllOrNothing = field.direction === 'keep' || share === 0 || field.baseline?.value === goal;
    return good === 'more' && isAllOrNothing && bound <= share ? 0 : undefined;
  }
  const value = wordsForFigures.get(text) ?? figureOf(text);
  if (field.kind === 'yes-no' && (value < 0 || value > 1)) return undefined;
  return Number.isNaN(value) ? undefined : percentOf(field, value, passed);
}

const wordsForFigures = new Map([
  ['kyllä', 1],
  ['ei', 0],
]);

function percentOf(field: Field, value: number, passed: number): number | undefined {
  if (field.role === 'progress' || field.role === 'confidence') return clipped(value / 100);
  const hasTarget = field.targets.some(({ value: figure, low }) => (figure ?? low) !== undefined);
  if (!hasTarget && field.kind === 'yes-no') return clipped(value);
  if (!hasTarget && field.kind === 'scale') return clipped(value / field.max!);
  const share = field.accumulates ? passed : 1;
  const percents = field.targets.flatMap((target) => towards(field, target, value, share) ?? []);
  return percents.length > 0 ? mean(percents) : undefined;
}

/** Which direction is better, as a person would read the register; undefined if it does not say. */
function sideByHand(
  field: Field,
  { comparator, raw, value = NaN }: Target,
): 'more' | 'less' | 'same' | undefined {
  if (comparator === 'at-least' || comparator === 'above') return 'more';
  if (comparator === 'at-most' || comparator === 'below') return 'less';
  if (comparator) return 'same';
  if (/(?:vähintään|yli|minst|över) ?\S* ?\S* ?-?\d/.test(raw)) return 'more';
  if (/(?:enintään|alle|högst|under) ?\S* ?\S* ?-?\d/.test(raw)) return 'less';
  if (field.direction) return ({ up: 'more', down: 'less', keep: 'same' } as const)[field.direction];
  const start = field.baseline?.value;
  if (start === undefined || start === value || (field.accumulates && start === 0)) return undefined;
  return start < value ? 'more' : 'less';
}

function towards(field: Field, target: Target, value: number, share: number): number | undefined {
  if (target.low !== undefined && target.high !== undefined) {
    const [low, high] = [target.low * share, target.high * share];
    if (value >= low && value <= high) return 100;
    return clipped(value < low ? value / low : high / value);
  }
  const good = target.value === undefined ? undefined : sideByHand(field, target);
  if (good === undefined) return undefined;
  const goal = target.value! * share;
  const start = field.accumulates ? undefined : field.baseline?.value;
  const isMet = kept(comparatorByHand(target, good), value, goal);
  if (field.direction === 'keep' && !field.accumulates) return isMet ? 100 : 0;
  if (start === goal || (start === undefined && goal === 0)) return isMet ? 100 : 0;
  const leads = start !== undefined && (good === 'same' || start < goal === (good === 'more'));
  if (leads) return clipped((value - start) / (goal - start));
  // Below zero the sides swap: "at least −10" is to −20 what "at most 10" is to 20.
  if (goal >= 0) return quotient(good, value, goal);
  return quotient({ more: 'less', less: 'more', same: 'same' }[good] as typeof good, -value, -goal);
}

function quotient(good: 'more' | 'less' | 'same', value: number, goal: number): number {
  if (good === 'more') return clipped(value / goal);
  if (value <= goal && good === 'less') return 100;
  return clipped(value < goal ? value / goal : goal / value);
}

function comparatorByHand({ comparator, raw }: Target, good: 'more' | 'less' | 'same') {
  if (comparator) return comparator;
  if (good === 'same') return 'exactly';
  if (good === 'more') return /(?:yli|över) /.test(raw) ? 'above' : 'at-least';
  return /(?:alle|under) /.test(raw) ? 'below' : 'at-most';
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

/** The figure in a text as a Finn or a Swede types it: "6,76", "1 000,5 €", "−51", "+/-0 / htv2". */
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
