/** The current state of a proposal to hand a goal over for good. */
import { proposalCardData, type ProposalCardSource } from '../../../cards/proposal/data';
import { type Card, render } from '../../../cards/render';
import { type Locale } from '../../../src/goals/schema';
import { loadProposal, type Proposal, type ProposalName } from '../../../src/rounds/proposal';
import { loadGoalOfRound } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { loadNames } from '../turn';
import { wordingFor } from '../wording';

/** @returns `undefined` when there is no proposal, or its goal is gone */
export async function proposalSource(
  store: EntityStore,
  name: ProposalName,
  locale: Locale,
  proposal?: Proposal,
): Promise<ProposalCardSource | undefined> {
  const { period, goalId } = name;
  const [found, known] = await Promise.all([
    loadGoalOfRound(store, name, goalId),
    proposal ?? loadProposal(store, name),
  ]);
  if (!found || !known) return undefined;
  const { programme, goal } = found;
  const names = await loadNames(store, [known.from, known.to], wordingFor(locale));
  const fromName = names.get(known.from) ?? known.from;
  const toName = names.get(known.to) ?? known.to;
  const { from } = known;
  // A proposal that is being accepted still counts as waiting.
  const status = known.status === 'accepting' ? 'waiting' : known.status;
  return { programme, period, goal, fromName, toName, byName: fromName, status, from };
}

export function drawProposal(source: ProposalCardSource, locale: Locale): Card {
  return render('proposal', proposalCardData(source, wordingFor(locale, source.programme.timeZone)));
}
