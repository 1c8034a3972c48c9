/** A survey's questions by theme, and each theme's progress. Pure. */
import { type Goal, type LocalizedText } from '../../goals/schema';
import { type ReviewState } from '../review';
import { type ReviewedGoal } from './send-answer';

/** Questions under the same headings. */
export interface Theme {
  /** The outer heading; missing if the programme has one level. */
  readonly part?: LocalizedText;
  readonly name: LocalizedText;
  /** At least one, in the form's order. */
  readonly goals: readonly ReviewedGoal[];
}

export type ReviewCounts = Readonly<Record<ReviewState, number>>;

/** In the form's order. */
export function themesOf(goals: readonly ReviewedGoal[]): Theme[] {
  const themes = new Map<string, ReviewedGoal[]>();
  for (const reviewed of goals) {
    const name = themeKey(reviewed.goal);
    themes.set(name, [...(themes.get(name) ?? []), reviewed]);
  }
  return [...themes.values()].map((own) => {
    const headings = own[0]!.goal.headings;
    const name = headings.at(-1)!;
    return { name, goals: own, ...(headings.length > 1 && { part: headings[0]! }) };
  });
}

/** The theme that contains this question; `undefined` if it is not asked. */
export function themeOf(goals: readonly ReviewedGoal[], goalId: string): Theme | undefined {
  return themesOf(goals).find((theme) => theme.goals.some(({ goal }) => goal.id === goalId));
}

/** Leaves out the contact details, which are answered and accepted like questions. */
export function reviewedQuestions(goals: readonly ReviewedGoal[]): ReviewedGoal[] {
  return goals.filter(({ goal }) => !goal.contact);
}

export function countStates(goals: readonly ReviewedGoal[]): ReviewCounts {
  const counts = { unanswered: 0, partly: 0, answered: 0, commented: 0, accepted: 0 };
  for (const { state } of goals) counts[state]++;
  return counts;
}

function themeKey({ headings }: Goal): string {
  return JSON.stringify(headings);
}
