/** Which side of a target is good, and what determines it. Pure. */
import { type Field, type Target } from '../schema';

/** "above" and "below" are strict; "exactly" is neither more nor less. */
export type Side = 'at-least' | 'at-most' | 'above' | 'below' | 'exactly';

/** What can say which side is good; the first that does counts (README.md, "Which side of a target is good"). */
export const sideSources = ['comparator', 'text', 'direction', 'way'] as const;
export type SideSource = (typeof sideSources)[number];

export interface SaidSide {
  readonly by: SideSource;
  readonly side: Side;
}

type Judged = Pick<Field, 'baseline' | 'direction' | 'accumulates'>;

/** `undefined` if nothing says which side is good: the measure is then not assessable, since nothing is guessed. */
export function sideOf(field: Judged, target: Target): Side | undefined {
  return saidSides(field, target)[0]?.side;
}

/** Whether the measure has numeric targets but none can be judged, since nothing says which side is good. */
export function lacksSide(field: Pick<Field, 'role' | 'targets'> & Judged): boolean {
  const figures = field.targets.filter(({ value, low }) => value !== undefined || low !== undefined);
  return (
    field.role === 'measure' &&
    figures.length > 0 &&
    figures.every((target) => target.low === undefined && sideOf(field, target) === undefined)
  );
}

/** Everything that says which side is good, in order of precedence. A range has no side. */
export function saidSides(field: Judged, target: Target): readonly SaidSide[] {
  const { comparator, value, raw } = target;
  if (value === undefined || comparator === 'range') return [];
  const said: readonly (readonly [SideSource, Side | undefined])[] = [
    ['comparator', comparator],
    ['text', comparatorIn(raw)],
    ['direction', field.direction && sides[field.direction]],
    ['way', wayTo(value, field)],
  ];
  return said.flatMap(([by, side]) => (side === undefined ? [] : [{ by, side }]));
}

/** The first two that disagree, if any; the earlier one counts. */
export function disagreeingSides(
  field: Judged,
  target: Target,
): { readonly counts: SaidSide; readonly against: SaidSide } | undefined {
  const [counts, ...others] = saidSides(field, target);
  const against = counts && others.find(({ side }) => way[side] !== way[counts.side]);
  return counts && against && { counts, against };
}

const sides = { up: 'at-least', down: 'at-most', keep: 'exactly' } as const;

/** Which way a side points. */
export const way = {
  'at-least': 'up',
  above: 'up',
  'at-most': 'down',
  below: 'down',
  exactly: 'keep',
} as const satisfies Readonly<Record<Side, string>>;

/** A baseline that equals the target gives no direction, nor does a baseline of 0 of a measure that adds up from 0. */
function wayTo(
  target: number,
  { baseline: { value: baseline } = { raw: '' }, accumulates }: Judged,
): Side | undefined {
  if (baseline === undefined || baseline === target || (accumulates && baseline === 0)) return undefined;
  return target > baseline ? 'at-least' : 'at-most';
}

const words: readonly (readonly [Side, string])[] = [
  ['at-least', 'vähintään|vähintäin|minst|åtminstone|at least|no less than|min\\.?|>=|=>|≥'],
  ['at-most', 'enintään|korkeintaan|högst|som mest|at most|no more than|up to|max\\.?|<=|=<|≤'],
  ['above', 'yli|enemmän kuin|suurempi kuin|över|mer än|fler än|högre än|above|over|more than|>(?!=)'],
  [
    'below',
    'alle|vähemmän kuin|pienempi kuin|under(?! (?:19|20)\\d\\d(?!\\d))|mindre än|färre än|lägre än|below|less than|fewer than|<(?!=)',
  ],
];

/** A separate word, directly or up to three words before the figure; "under 2024" is a time in Swedish. */
const comparatorWords = words.map(
  ([side, said]) =>
    [side, new RegExp(`(?<![\\p{L}<>=])(?:${said})\\s?(?:\\p{L}{1,30}\\s){0,3}[-–−+]?\\d`, 'iu')] as const,
);

/** The comparator that the text states ("alle 5 %"); `undefined` if it states none or several. */
export function comparatorIn(text: string): Side | undefined {
  const found = comparatorWords.filter(([, word]) => word.test(text));
  return found.length === 1 ? found[0]![0] : undefined;
}
