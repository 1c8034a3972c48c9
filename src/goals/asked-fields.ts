/** What of a form is asked: of this respondent, and after what was answered to other fields. Pure. */
import { type Answers, answerTo } from './answer-result';
import { type Field, type Goal, type Programme, type Register } from './schema';

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

/** Nothing of it is required: it may be left without an answer, as may the voluntary part of a survey. */
export function isVoluntary({ fields }: Pick<Goal, 'fields'>): boolean {
  return fields.every(({ required }) => !required);
}
