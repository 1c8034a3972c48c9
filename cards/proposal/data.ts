/** The card on which a coordinator decides who answers for a goal, as data for `card.json`. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type Banner } from '../parts/banner';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';

export interface ProposalCardSource {
  readonly programme: Programme;
  readonly period: string;
  readonly goal: Goal;
  /** Name of the goal's current owner. */
  readonly fromName: string;
  readonly toName: string;
  /** Name of the person who proposed it: the current owner, or somebody on the owner's behalf. */
  readonly byName: string;
  readonly status: 'waiting' | 'accepted' | 'declined' | 'withdrawn';
  /** Person id of the goal's current owner. */
  readonly from: string;
  readonly banner?: Banner;
}

const outcomes = {
  accepted: 'proposal.accepted',
  declined: 'proposal.declined',
  withdrawn: 'proposal.withdrawn',
} as const;

export function proposalCardData(source: ProposalCardSource, wording: Wording) {
  const { programme, period, goal, status, from, banner } = source;
  return {
    verbs: { accept: 'proposal-accept', decline: 'proposal-decline' } satisfies Verbs,
    ...(banner && { banner }),
    context: `${wording.of(programme.name)} ${wording.period(period)}`,
    title: wording.text('proposal.title'),
    code: goal.code,
    goal: wording.of(goal.title),
    lead: lead(source, wording),
    ...(status === 'waiting'
      ? { accept: wording.text('proposal.accept'), decline: wording.text('proposal.decline') }
      : { outcome: outcome(source, status, wording) }),
    data: { programmeId: programme.id, period, goalId: goal.id, from },
  };
}

/** The text in the chat list instead of "Sent a card": the proposal, then its outcome. */
export function proposalSummary(source: ProposalCardSource, wording: Wording): string {
  const { goal, toName, status } = source;
  if (status === 'waiting') return wording.text('proposal.summary', { to: toName, code: goal.code });
  return `${goal.code} · ${outcome(source, status, wording)}`;
}

function lead({ fromName, toName, byName }: ProposalCardSource, wording: Wording): string {
  const names = { from: fromName, to: toName };
  if (byName === fromName) return wording.text('proposal.lead', names);
  return wording.text('proposal.leadByOther', { ...names, by: byName });
}

function outcome(
  { fromName, toName }: ProposalCardSource,
  status: keyof typeof outcomes,
  wording: Wording,
): string {
  return wording.text(outcomes[status], { from: fromName, to: toName });
}
