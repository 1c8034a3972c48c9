/** Targets in the text of a goal: "alle 190 e/vrk", "98–100 %", "(lh 80 % ja sh 60 %)". Pure. */
import { currencyOf, measuringUnit } from '../../goals/answers/measuring-unit';
import {
  type Baseline,
  type FieldKind,
  type Locale,
  type LocalizedText,
  type Target,
} from '../../goals/schema';
import { type FigurePhrase, figurePhrases, isCompound } from '../text-figures/phrases';
import { shownUnit } from '../text-figures/unit-after';

export interface StatedTargets {
  readonly targets: readonly Target[];
  readonly baseline?: Baseline;
  readonly kind: Extract<FieldKind, 'number' | 'percent' | 'money'>;
  /** Includes the scale: the target "1,2 milj. €" is 1.2 in the unit "milj. €". */
  readonly unit?: LocalizedText;
  /** The highest value of a score: 5 for "4,2/5". */
  readonly max?: number;
  /** A bare percentage, which could also say how much of something should be done. */
  readonly unclear: boolean;
  /** The text says by how much something should change, which is not a level: the targets have no figures. */
  readonly change: boolean;
}

export interface FiguresInText {
  /** Undefined if the text states none. */
  readonly stated?: StatedTargets;
  /** Figures that may be targets, but not of one field: in several units, or two that no word tells apart. */
  readonly mixed: readonly string[];
  /** Figures that are not used, except years, dates, ages and names. */
  readonly unused: readonly string[];
}

/** A target that is stated twice counts once, in its last form. */
export function figuresIn(text: string, language: Locale): FiguresInText {
  const phrases = figurePhrases(text, language);
  const baseline = phrases.find(({ sort, value }) => sort === 'baseline' && value !== undefined);
  const candidates = phrases.filter(
    (phrase, index) => isCandidate(phrase) && !isCompound(text, phrase, phrases[index + 1]),
  );
  const once = lastOfEach(candidates);
  const wanted = labelled(text, once, language);
  const used = wanted === 'mixed' ? [] : wanted;
  const stated =
    used.length > 0
      ? statedBy(used, baseline, language)
      : (changeIn(phrases, once, language) ?? betterThanPresent(text, baseline, language));
  const taken = new Set([
    ...(used.length > 0 ? candidates : []),
    ...(stated?.baseline && baseline ? [baseline] : []),
  ]);
  const unused = phrases.filter((phrase) => isFigure(phrase) && !taken.has(phrase));
  const mixed = wanted === 'mixed' ? once.map(({ raw }) => raw) : [];
  const shown = new Set([...mixed, ...(stated?.targets ?? []).map(({ raw }) => raw)]);
  return {
    ...(stated && { stated }),
    mixed,
    unused: unused.map(({ raw }) => raw).filter((raw) => !shown.has(raw)),
  };
}

/** Whether it is a figure of the goal, not a time or part of a name. */
export function isFigure({ sort }: FigurePhrase): boolean {
  return sort !== 'time' && sort !== 'name';
}

function isCandidate(phrase: FigurePhrase): boolean {
  const hasFigure = phrase.value !== undefined || phrase.low !== undefined;
  const mayBeTarget = phrase.sure || phrase.percent || phrase.outOf !== undefined || phrase.aim;
  return phrase.sort === 'level' && hasFigure && mayBeTarget;
}

/** The last of repeated phrases, in the order of the text. */
function lastOfEach(phrases: readonly FigurePhrase[]): FigurePhrase[] {
  const last = new Map<string, FigurePhrase>();
  for (const phrase of phrases) {
    const figure = [phrase.value, phrase.low, phrase.high, phrase.comparator].join();
    last.delete(figure);
    last.set(figure, phrase);
  }
  return [...last.values()];
}

interface Labelled {
  readonly phrase: FigurePhrase;
  readonly label?: LocalizedText;
}

/** Several figures are several targets only if each has its own comparator or label, and all have the same unit. */
function labelled(
  text: string,
  phrases: readonly FigurePhrase[],
  language: Locale,
): readonly Labelled[] | 'mixed' {
  if (phrases.length <= 1) return phrases.map((phrase) => ({ phrase }));
  const units = new Set(
    phrases.map(({ percent, unitText = '' }) => (percent ? '%' : measuringUnit(unitText).base)),
  );
  const labels = phrases.map(({ at }) => labelBefore(text, at));
  const distinct = new Set(labels).size === labels.length && !labels.includes('');
  const sure = phrases.filter((phrase) => phrase.sure).length;
  const isTold = sure === phrases.length ? distinct || !areOpposite(phrases) : sure === 0 && distinct;
  if (units.size > 1 || !isTold) return 'mixed';
  return phrases.map((phrase, index) => {
    const label = labels[index]!;
    return { phrase, ...(label !== '' && { label: { [language]: label } }) };
  });
}

/** "yli 50, alle 70" are the two ends of a range, not two targets. */
function areOpposite(phrases: readonly FigurePhrase[]): boolean {
  const sides = phrases.map(({ comparator = '' }) => comparator);
  return (
    sides.some((side) => side === 'at-least' || side === 'above') &&
    sides.some((side) => side === 'at-most' || side === 'below')
  );
}

const longestLabel = 200;

/** The words right before a figure: "lh" in "(lh 80 % ja sh 60 %)". */
function labelBefore(text: string, at: number): string {
  const before =
    text
      .slice(Math.max(0, at - longestLabel), at)
      .split(/[,;:()%.]|(?<!\p{L})(?:ja|sekä|och|samt|and)(?!\p{L})/u)
      .at(-1) ?? '';
  return before.trim().split(/\s+/).slice(-3).join(' ');
}

function statedBy(
  wanted: readonly Labelled[],
  baseline: FigurePhrase | undefined,
  language: Locale,
): StatedTargets {
  const [first] = wanted as [Labelled];
  return {
    targets: wanted.map(({ phrase, label }) => ({ ...targetOf(phrase), ...(label && { label }) })),
    ...(baseline && { baseline: { raw: baseline.raw, value: baseline.value! } }),
    ...kindOf(first.phrase, language),
    ...(first.phrase.outOf !== undefined && { max: first.phrase.outOf }),
    unclear: wanted.every(({ phrase }) => !phrase.sure),
    change: false,
  };
}

function targetOf({ raw, value, low, high, comparator }: FigurePhrase): Target {
  if (low !== undefined) return { raw, low, high, comparator: 'range' };
  return { raw, value, ...(comparator && { comparator }) };
}

/** "Käynnit vähenevät 10 %" is kept as written: the target is not to reach ten per cent of visits. */
function changeIn(
  phrases: readonly FigurePhrase[],
  others: readonly FigurePhrase[],
  language: Locale,
): StatedTargets | undefined {
  const changes = phrases.filter(({ sort }) => sort === 'change');
  const [first] = changes;
  if (!first || others.length > 0) return undefined;
  const targets = changes.map(({ raw }): Target => ({ raw }));
  return { targets, ...kindOf(first, language), unclear: true, change: true };
}

const better = /(?:paremmin|enemmän|parempi) kuin nyky\p{L}{1,12}|(?:bättre|mer) än nuläget/iu;

function betterThanPresent(
  text: string,
  baseline: FigurePhrase | undefined,
  language: Locale,
): StatedTargets | undefined {
  const said = baseline && better.exec(text);
  if (!said) return undefined;
  return {
    targets: [{ raw: said[0] }],
    baseline: { raw: baseline.raw, value: baseline.value! },
    ...{ ...kindOf(baseline, language), unclear: false, change: false },
  };
}

/** Euros are money, in thousands or millions if the text says so; kronor are numbers with a unit. */
function kindOf({ percent, unitText }: FigurePhrase, language: Locale): Pick<StatedTargets, 'kind' | 'unit'> {
  if (percent) return { kind: 'percent' };
  if (unitText === undefined) return { kind: 'number' };
  const { base, scale } = measuringUnit(unitText);
  const unit = { [language]: shownUnit(unitText) };
  if (currencyOf({ base }) !== '€') return { kind: 'number', unit };
  return base === '€' && scale === 1 ? { kind: 'money' } : { kind: 'money', unit };
}
