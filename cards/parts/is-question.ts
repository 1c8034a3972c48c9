import { type Goal } from '../../src/goals/schema';
import { type Wording } from './wording';

/** Whether the goal is a survey question: none of its fields is followed up, so people do not call it a goal. */
export function isQuestion({ fields }: Goal): boolean {
  return fields.every(({ role }) => role === undefined);
}

/** The button to a person's request. */
export function overviewTitle(goal: Parameters<typeof isQuestion>[0], wording: Wording): string {
  return wording.text(isQuestion(goal) ? 'goal.overviewSurvey' : 'goal.overview');
}
