/** The requests for support on which something is decided, with the decision. Pure. */
import { type Goal } from '../../goals/schema';
import { taskOf } from '../../support/goal-support';
import { decidedIn, type SupportDecision } from '../../support/request';
import { goalName } from './labels';
import { type ReportContent } from './report-content';

export interface DecidedSupport {
  /** The goal's code and title, and the task. */
  readonly about: string;
  readonly task: string;
  /** In the owner's words; empty if nothing was said. */
  readonly wanted: string;
  readonly text: string;
}

/** In the form's order. Nobody is named: a report is read outside the organisation. */
export function decidedSupport(content: ReportContent): DecidedSupport[] {
  return content.goals.flatMap(({ goal }) => decidedAbout(goal, content));
}

/** @param isWanted which decisions; default: all */
export function decidedAbout(
  goal: Goal,
  content: ReportContent,
  isWanted: (decision: SupportDecision) => boolean = () => true,
): DecidedSupport[] {
  return (content.source.decisions?.get(goal.id) ?? []).flatMap((decision) => {
    const decided = decidedIn(decision);
    if (!decided || !isWanted(decision)) return [];
    const task = content.textOf(taskOf(decision, goal)?.label);
    const about = [goalName(goal, content), task].filter(Boolean).join(' · ');
    return [{ about, task, wanted: decision.wanted.join(' '), text: decided.text }];
  });
}
