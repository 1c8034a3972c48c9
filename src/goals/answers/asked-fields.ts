/** What of a form is asked: of this respondent, and after what was answered to other fields. Pure. */
import { type Answers, answerTo } from './answer-result';
import { isJudgedGoal } from '../judged';
import { type Field, type Goal, type Programme, type Register } from '../schema';

/** Some questions are put to some respondents only; a programme that names no respondent is asked all of them. */
export function isAskedOf(
  { respondents }: Pick<Goal, 'respondents'>,
  { respondent }: Pick<Programme, 'respondent'>,
): boolean {
  return respondents === undefined || respondent === undefined || respondents.includes(respondent);
}

/** The goals that the programme's respondent is asked, in the register's order. */
export function askedGoals({ programme, goals }: Register): readonly Goal[] {
  return goals.filter((goal) => isAskedOf(goal, programme));
}

/** A field with a condition is asked only while another one has an answer that asks for it. */
export function isFieldAsked({ askedWhen }: Pick<Field, 'askedWhen'>, answers: Answers): boolean {
  if (!askedWhen) return true;
  const answer = answerTo(answers, askedWhen.field);
  return answer !== undefined && [answer.value].flat().some((value) => askedWhen.is.includes(String(value)));
}

/** The goal without the fields that are not asked after these answers. */
export function asAsked<G extends Pick<Goal, 'fields'>>(goal: G, answers: Answers): G {
  if (goal.fields.every((field) => isFieldAsked(field, answers))) return goal;
  return { ...goal, fields: goal.fields.filter((field) => isFieldAsked(field, answers)) };
}

/**
 * Nothing of it is required: it may be left without an answer, as may the voluntary part of a survey. The optional
 * fields of a goal that is judged are different ways to answer it: a measured value or an estimate.
 */
export function isVoluntary(goal: Pick<Goal, 'fields'>): boolean {
  return goal.fields.every(({ required }) => !required) && !isJudgedGoal(goal);
}

/** Without contact details: what people count as the goals or questions of a programme. */
export function questionsOf<G extends Pick<Goal, 'contact'>>(goals: readonly G[]): G[] {
  return goals.filter(({ contact }) => !contact);
}

/** Why a goal is not counted among those that have to be answered. */
export type Aside = 'contact' | 'voluntary';

/** `undefined` for a goal that counts in response rates. */
export function asideOf(goal: Pick<Goal, 'fields' | 'contact'>): Aside | undefined {
  if (goal.contact) return 'contact';
  return isVoluntary(goal) ? 'voluntary' : undefined;
}
