/** Which parts of a form are asked, given the respondent and the answers to other fields. Pure. */
import { type Answers, answerTo } from './answer-result';
import { isJudgedGoal } from '../judged';
import { type Field, type Goal, type Programme, type Register } from '../schema';

/** Some questions are only for some respondents; a programme that names no respondent is asked all of them. */
export function isAskedOf(
  { respondents }: Pick<Goal, 'respondents'>,
  { respondent }: Pick<Programme, 'respondent'>,
): boolean {
  return respondents === undefined || respondent === undefined || respondents.includes(respondent);
}

/** The goals that the programme's respondent is asked about, in the register's order. */
export function askedGoals({ programme, goals }: Register): readonly Goal[] {
  return goals.filter((goal) => isAskedOf(goal, programme));
}

/** A field with a condition is asked only while another field has an answer that meets it. */
export function isFieldAsked({ askedWhen }: Pick<Field, 'askedWhen'>, answers: Answers): boolean {
  if (!askedWhen) return true;
  const answer = answerTo(answers, askedWhen.field);
  return answer !== undefined && [answer.value].flat().some((value) => askedWhen.is.includes(String(value)));
}

/** The goal without the fields that are not asked given these answers. */
export function asAsked<G extends Pick<Goal, 'fields'>>(goal: G, answers: Answers): G {
  if (goal.fields.every((field) => isFieldAsked(field, answers))) return goal;
  return { ...goal, fields: goal.fields.filter((field) => isFieldAsked(field, answers)) };
}

/**
 * No field is needed, so the goal may be left without an answer, like the voluntary part of a survey. The optional
 * fields of a judged goal are different ways to answer it (a measured value or an estimate), so it is not voluntary.
 */
export function isVoluntary(goal: Pick<Goal, 'fields'>): boolean {
  return goal.fields.every(({ required, oneOf }) => !required && oneOf === undefined) && !isJudgedGoal(goal);
}

/** The goals or questions as people count them: without contact details. */
export function questionsOf<G extends Pick<Goal, 'contact'>>(goals: readonly G[]): G[] {
  return goals.filter(({ contact }) => !contact);
}

/** Why a goal does not count as one that has to be answered. */
export type Aside = 'contact' | 'voluntary';

/** `undefined` for a goal that counts in response rates. */
export function asideOf(goal: Pick<Goal, 'fields' | 'contact'>): Aside | undefined {
  if (goal.contact) return 'contact';
  return isVoluntary(goal) ? 'voluntary' : undefined;
}
