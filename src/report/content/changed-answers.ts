/** Which answers changed since the previous period, for programmes that publish no lights. Pure. */
import { answerTo } from '../../goals/answers/answer-result';
import { fieldKindRules } from '../../goals/field-kinds';
import { type Field, type Goal } from '../../goals/schema';
import { changeText, previousOf } from './previous';
import { type ReportContent, type ReportedGoal } from './report-content';

export interface ChangedAnswer {
  readonly goal: Goal;
  readonly before: string;
  readonly now: string;
  /** "↑ parempi"; empty if the answers cannot be compared as figures. */
  readonly change: string;
  /** Of a figure: by how much it changed, as a share of what it was; 0 if they cannot be compared. */
  readonly share: number;
}

/** States of goals and tasks that are others now, in the form's order. */
export function changedStates(content: ReportContent): ChangedAnswer[] {
  return changed(content, ({ kind }) => kind === 'work-state').filter(({ before, now }) => before !== now);
}

/** Figures that went up or down, those that changed most first. */
export function changedValues(content: ReportContent): ChangedAnswer[] {
  return changed(content, ({ kind }) => fieldKindRules[kind].isFigure)
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}

function changed(content: ReportContent, isMeant: (field: Field) => boolean): ChangedAnswer[] {
  return content.goals
    .filter(({ standing }) => standing.aside === undefined)
    .flatMap((reported) =>
      reported.goal.fields.filter(isMeant).flatMap((field) => changedAnswer(field, reported, content)),
    );
}

function changedAnswer(field: Field, reported: ReportedGoal, content: ReportContent): ChangedAnswer[] {
  const answer = answerTo(reported.answers, field.id);
  const earlier = previousOf(field, reported, content);
  if (!answer || !earlier) return [];
  const { goal } = reported;
  const [from, to] = [earlier.answer.value, answer.value].map((value) =>
    typeof value === 'number' ? value : 0,
  );
  const share = earlier.arrow === undefined ? 0 : Math.abs(to! - from!) / (Math.abs(from!) || 1);
  const now = content.answer(field, answer);
  return [{ goal, before: earlier.text, now, change: changeText(earlier), share }];
}
