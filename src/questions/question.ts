/** A question about a goal in one round, and what its owners respond. Pure. */
import { type Goal } from '../goals/schema';
import { type RoundName } from '../rounds/round-name';

export interface QuestionResponse {
  /** Plain text: nothing in it is interpreted. */
  readonly text: string;
  readonly by: string;
  /** Set if a substitute responded: the id of the person they stood in for. */
  readonly onBehalfOf?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Question {
  /** Made when the card for asking was drawn, so that pressing twice asks once. */
  readonly id: string;
  readonly goalId: string;
  /** The id of the goal's group that it is about, such as one task; default: the whole goal. */
  readonly part?: string;
  /** Plain text: nothing in it is interpreted. */
  readonly text: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The last day for responding, `yyyy-mm-dd`. It can be responded to later too. */
  readonly due: string;
  /** Ids of everybody who has been sent it, colleagues and later owners included. */
  readonly to: readonly string[];
  /** The oldest first. A response is no answer: it changes no figure. */
  readonly responses: readonly QuestionResponse[];
  /** Set if reports publish it with its responses. Default: they do not. */
  readonly published?: true;
}

export interface QuestionName extends RoundName {
  readonly goalId: string;
  readonly questionId: string;
}

/** A question with the round that it is about. */
export interface AskedInRound extends RoundName {
  readonly question: Question;
}

/** In UTF-16 units. */
export const longestQuestion = 1000;
export const longestResponse = 2000;
/** A response can be added to, by the same person or by another owner. */
export const mostResponses = 5;
/** Questions that one person may ask in a day, in all programmes together. */
export const mostADay = 10;
/** Working days for responding, unless the asker chooses a day. */
export const usualDays = 5;
/** Days ahead that may be chosen. */
export const farthestDue = 90;

export function isOpenQuestion({ responses }: Pick<Question, 'responses'>): boolean {
  return responses.length === 0;
}

/** @param today `yyyy-mm-dd`, in the programme's time zone */
export function isOverdue(question: Pick<Question, 'responses' | 'due'>, today: string): boolean {
  return isOpenQuestion(question) && question.due < today;
}

/** Whoever asked it is not told, even if the goal becomes theirs. */
export function isKnownTo({ by, to }: Pick<Question, 'by' | 'to'>, personId: string): boolean {
  return by === personId || to.includes(personId);
}

/** Those about these goals. */
export function askedAbout(questions: readonly AskedInRound[], goalIds: ReadonlySet<string>): AskedInRound[] {
  return questions.filter(({ question }) => goalIds.has(question.goalId));
}

/** Whether it was asked and had no response at the moment (ISO 8601, UTC). */
export function wasOpenAt({ at, responses }: Question, moment: string): boolean {
  return at <= moment && !responses.some((response) => response.at <= moment);
}

/** The name of the part that it is about; `undefined` for the whole goal, and for a part that the form no longer has. */
export function partOf({ part }: Pick<Question, 'part'>, goal: Pick<Goal, 'groups'>) {
  return part === undefined ? undefined : goal.groups.find(({ id }) => id === part);
}
