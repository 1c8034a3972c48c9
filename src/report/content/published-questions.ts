/** The questions that the coordinator lets a report publish, with their responses. Pure. */
import { type Goal } from '../../goals/schema';
import { partOf, type Question } from '../../questions/question';
import { goalName } from './labels';
import { type ReportContent } from './report-content';

export interface PublishedQuestion {
  /** The goal's code and title, and the task that the question is about. */
  readonly about: string;
  readonly goal: Goal;
  readonly text: string;
  /** In the order in which they were given; empty if there is none yet. */
  readonly responses: readonly string[];
}

/** In the form's order. Nobody is named: a report is read outside the organisation. */
export function publishedQuestions(content: ReportContent): PublishedQuestion[] {
  return content.goals.flatMap(({ goal }) => publishedAbout(goal, content));
}

export function publishedAbout(goal: Goal, content: ReportContent): PublishedQuestion[] {
  const asked = content.options.said?.questions?.get(goal.id) ?? [];
  return asked.map((question) => ({
    ...{ about: aboutText(question, goal, content), goal, text: question.text },
    responses: question.responses.map(({ text }) => text),
  }));
}

function aboutText(question: Question, goal: Goal, content: ReportContent): string {
  const part = partOf(question, goal);
  return [goalName(goal, content), ...(part ? [content.textOf(part.label)] : [])].join(' · ');
}
