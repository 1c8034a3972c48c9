/** Finds the goals of the register that a goal of the file may be, although its words have changed. Pure. */
import { distance } from 'fastest-levenshtein';
import { type StoredGoal } from '../../goals/register';
import { type Goal, type Locale } from '../../goals/schema';
import { type ImportedGoal } from '../table/imported';
import { measuresOf, placeOf, titleOf } from './goal-texts';

export interface NearGoal {
  readonly stored: StoredGoal;
  /** The smaller, the more alike; 0 for the same title and measures. */
  readonly apart: number;
}

const mostCandidates = 3;

interface Compared {
  readonly stored: StoredGoal;
  readonly title: string;
  readonly measures: string;
  readonly place: string;
  readonly stems: ReadonlySet<string>;
}

/**
 * Computes the texts that are compared with every goal of the file only once.
 * @param left the goals of the register that have no match
 */
export function nearGoals(
  register: readonly StoredGoal[],
  left: ReadonlySet<StoredGoal>,
  locale: Locale,
): (goal: ImportedGoal) => readonly NearGoal[] {
  const all = register.map((stored) => ({ stored, ...textsOf(stored.goal, locale) }));
  const compared = all.filter(({ stored }) => left.has(stored));
  const count = countsOf(all.map(({ measures }) => measures));
  const isOwn = (measures: string) => measures !== '' && count.get(measures) === 1;
  const byStem = new Map<string, Compared[]>();
  for (const each of compared)
    for (const stem of each.stems) {
      const others = byStem.get(stem);
      if (others) others.push(each);
      else byStem.set(stem, [each]);
    }
  return (goal) => {
    const own = textsOf(goal, locale);
    const shared = new Map<Compared, number>();
    for (const stem of own.stems)
      for (const each of byStem.get(stem) ?? []) shared.set(each, (shared.get(each) ?? 0) + 1);
    return compared
      .map((other) => ({
        stored: other.stored,
        apart: apartOf(own, other, { shared: shared.get(other) ?? 0, isOwn: isOwn(other.measures) }),
      }))
      .filter(({ apart }) => Number.isFinite(apart))
      .sort((a, b) => a.apart - b.apart || a.stored.order - b.stored.order)
      .slice(0, mostCandidates);
  };
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function textsOf(goal: Pick<Goal, 'title' | 'headings'> & Parameters<typeof measuresOf>[0], locale: Locale) {
  const title = titleOf(goal, locale);
  const place = placeOf(goal, locale);
  return { title, place, measures: measuresOf(goal, locale), stems: stemsOf(title) };
}

/** Distances of goals whose words differ; a title that differs in a few letters is always nearer. */
const [reworded, sameMeasure] = [1_000, 3_000];

/** @param isOwn whether no other goal of the register has these measures: many may have a field "Value" */
function apartOf(
  own: Omit<Compared, 'stored'>,
  other: Compared,
  { shared, isOwn }: { readonly shared: number; readonly isOwn: boolean },
): number {
  const isOther = Number(other.measures !== own.measures);
  const most = mostWrong(Math.max(own.title.length, other.title.length));
  const letters = wrongLetters(own.title, other.title, most);
  if (letters <= most) return 2 * letters + isOther;
  // A retired goal comes back only under nearly the same title.
  if (other.stored.retired) return Infinity;
  const likeness = likenessOf(shared, own.stems.size, other.stems.size);
  if (likeness > 0) return reworded + Math.round((1 - likeness) * 1_000) + isOther;
  const isSame = !isOther && own.place === other.place && isOwn;
  return isSame ? sameMeasure : Infinity;
}

/** Comparing letters takes time in proportion to the product of the lengths, so longer titles must be equal. */
const longestCompared = 1_000;

function wrongLetters(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > longestCompared) return Infinity;
  return distance(a, b);
}

/** One letter of a short title, a sixth of a longer one. */
function mostWrong(length: number): number {
  return length < 12 ? 1 : Math.floor(length / 6);
}

/** The beginnings of its longer words: endings change with the grammar, and short words say little. */
function stemsOf(title: string): Set<string> {
  return new Set(title.split(' ').flatMap((word) => (word.length > 3 ? [word.slice(0, 5)] : [])));
}

/** Enough of the words of both, or nearly all words of the shorter one: two goals merged, or one made longer. */
const enough = { ofBoth: 0.6, ofShorter: 0.8, words: 2 } as const;

/** 0 if the titles are not alike, else up to 1. */
function likenessOf(shared: number, own: number, other: number): number {
  if (shared < enough.words) return 0;
  const ofBoth = (2 * shared) / (own + other);
  const ofShorter = shared / Math.min(own, other);
  return ofBoth >= enough.ofBoth || ofShorter >= enough.ofShorter ? ofBoth : 0;
}
