/** A person's request: what is asked until when, and how far it is, as data for `request.card.json`. Pure. */
import { type Programme } from '../src/goals/schema';
import { type AskedRound } from '../src/replies/asked-goals';
import { type Banner } from './goal-data';
import { type Wording } from './wording';

const marks = { answered: '✓', partly: '◐', unanswered: '○' } as const;

/** `open`: whether the round takes replies at this moment. */
export function requestCardData(asked: AskedRound, open: boolean, wording: Wording, banner?: Banner) {
  const { programme, round, goals } = asked;
  const name = { programmeId: programme.id, period: round.period };
  const answered = goals.filter((goal) => goal.completeness === 'answered').length;
  const allDone = answered === goals.length;
  return {
    ...(banner && { banner }),
    title: wording.text('prompt.title', { period: wording.period(round.period) }),
    programme: wording.of(programme.name),
    lead: lead(asked, allDone, open, wording),
    progress: wording.text('prompt.progress', { answered, asked: goals.length }),
    goals: goals.map(({ goal, completeness, fields }) => {
      const action = wording.text(completeness === 'unanswered' ? 'goal.answer' : 'goal.edit');
      return {
        code: goal.code,
        title: wording.of(goal.title),
        mark: marks[completeness],
        state: wording.text(`state.${completeness}`),
        action,
        tooltip: `${action}: ${goal.code}`,
        open: open && fields.length > 0 && !locked(programme, completeness),
        data: { ...name, goalId: goal.id },
      };
    }),
    ...(open && !allDone && { start: wording.text(answered === 0 ? 'prompt.start' : 'prompt.continue') }),
    data: name,
  };
}

/** What the chat list says instead of "Sent a card". */
export function requestSummary({ programme, round, goals }: AskedRound, wording: Wording): string {
  return wording.text('prompt.summary', {
    programme: wording.of(programme.name),
    period: wording.period(round.period),
    count: goals.filter((goal) => goal.completeness !== 'answered').length,
    deadline: wording.moment(round.deadline),
  });
}

function lead(
  { programme, round, goals }: AskedRound,
  allDone: boolean,
  open: boolean,
  wording: Wording,
): string {
  const deadline = wording.moment(round.deadline);
  if (!open) return wording.text('prompt.closed', { deadline });
  if (!allDone) return wording.text('prompt.lead', { count: goals.length, deadline });
  return programme.policy.lockOnSubmit
    ? wording.text('prompt.allDoneLocked')
    : wording.text('prompt.allDone', { deadline });
}

function locked(programme: Programme, completeness: string): boolean {
  return programme.policy.lockOnSubmit && completeness === 'answered';
}
