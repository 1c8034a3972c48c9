/** Goals that may be the same as others in the register: shown with both texts, decided one by one or all alike. Pure. */
import { type Field, type Locale } from '../../goals/schema';
import { textIn } from '../../goals/text';
import { type ImportedGoal, type Place } from '../table/imported';
import { type GoalMatches } from './match-goals';

/** What people compare. */
export interface GoalWords {
  readonly code?: string;
  readonly title: string;
  /** Outermost first. */
  readonly headings: readonly string[];
  readonly measures: readonly string[];
}

export interface NearCandidate extends GoalWords {
  /** In the register. */
  readonly id: string;
  /** The smaller, the more alike. */
  readonly apart: number;
}

export interface NearMatch extends GoalWords {
  /** The id that the goal gets if it is new; it names the goal in decisions. */
  readonly key: string;
  readonly place: Place;
  /** The nearest first, at least one. */
  readonly candidates: readonly NearCandidate[];
  readonly decided?: MatchDecision;
}

export type MatchDecision = { readonly same: string } | 'new';

/** By the key of the goal. */
export type MatchDecisions = ReadonlyMap<string, MatchDecision>;

/** The decisions as an import takes them. */
export interface MatchChoices {
  /** A new goal, by the id it would get or its code → the id of the same goal in the register. */
  readonly same: ReadonlyMap<string, string>;
  /** New goals that are not the same as the goals they resemble. */
  readonly different: ReadonlySet<string>;
}

/** @param undecided what matches without any decision, so that decided goals are listed too */
export function nearMatchesIn(
  { near }: Pick<GoalMatches, 'near'>,
  named: ReadonlyMap<ImportedGoal, { readonly id: string }>,
  choices: Partial<MatchChoices>,
  locale: Locale,
): NearMatch[] {
  return [...near].map(([goal, candidates]): NearMatch => {
    const { id: key } = named.get(goal)!;
    const decided = decisionOf([key, ...(goal.code === undefined ? [] : [goal.code])], choices);
    return {
      ...{ key, place: goal.place, ...wordsOf(goal, locale) },
      candidates: candidates.map(({ stored, apart }) => ({
        ...{ id: stored.goal.id, apart, ...wordsOf(stored.goal, locale) },
      })),
      ...(decided && { decided }),
    };
  });
}

function decisionOf(
  names: readonly string[],
  { same, different }: Partial<MatchChoices>,
): MatchDecision | undefined {
  const id = names.map((name) => same?.get(name)).find((each) => each !== undefined);
  if (id !== undefined) return { same: id };
  return names.some((name) => different?.has(name)) ? 'new' : undefined;
}

interface Worded extends Pick<ImportedGoal, 'title' | 'headings'> {
  readonly code?: string;
  readonly fields: readonly Pick<Field, 'label' | 'role'>[];
}

function wordsOf({ code, title, headings, fields }: Worded, locale: Locale): GoalWords {
  return {
    ...(code !== undefined && { code }),
    title: textIn(title, locale),
    headings: headings.map((text) => textIn(text, locale)),
    measures: fields.filter(({ role }) => role === 'measure').map(({ label }) => textIn(label, locale)),
  };
}

export function choicesOf(decisions: MatchDecisions): MatchChoices {
  const all = [...decisions];
  return {
    same: new Map(all.flatMap(([key, to]) => (to === 'new' ? [] : [[key, to.same] as const]))),
    different: new Set(all.flatMap(([key, to]) => (to === 'new' ? [key] : []))),
  };
}

/** Those of the plan so far. */
export function decisionsIn(matches: readonly NearMatch[]): MatchDecisions {
  return new Map(matches.flatMap(({ key, decided }) => (decided ? [[key, decided] as const] : [])));
}

/** The candidates that no other goal has been said to be. */
export function freeCandidates({ key, candidates }: NearMatch, decisions: MatchDecisions): NearCandidate[] {
  const taken = new Set([...decisions].flatMap(([of, to]) => (to === 'new' || of === key ? [] : [to.same])));
  return candidates.filter(({ id }) => !taken.has(id));
}

/**
 * Decides all that are undecided alike. Each goal of the register goes to the one that is most like it; goals that are
 * left without any stay undecided.
 */
export function decidedAlike(matches: readonly NearMatch[], to: 'nearest' | 'new'): MatchDecisions {
  const decisions = new Map(decisionsIn(matches));
  const open = matches.filter(({ decided }) => !decided);
  if (to === 'new') return new Map([...decisions, ...open.map(({ key }) => [key, 'new'] as const)]);
  const pairs = open.flatMap(({ key, candidates }) =>
    candidates.map(({ id, apart }) => ({ key, id, apart })),
  );
  const taken = new Set([...decisions.values()].flatMap((each) => (each === 'new' ? [] : [each.same])));
  for (const { key, id } of pairs.toSorted((a, b) => a.apart - b.apart)) {
    if (decisions.has(key) || taken.has(id)) continue;
    decisions.set(key, { same: id });
    taken.add(id);
  }
  return decisions;
}
