import { proposalCardData, proposalSummary } from '../../cards/proposal/data';
import { render } from '../../cards/render';
import { proposalSource } from '../views/people/proposal';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

/** The state at the time of sending: the persons concerned see the decision, without buttons. */
export const drawProposal: PersonalDrawer<'proposal' | 'decision'> = async (
  { store },
  { programmeId, period, goalId, from },
  person,
) => {
  const source = await proposalSource(store, { programmeId, period, goalId, from }, person.language);
  if (!source) return undefined;
  const wording = wordingFor(person.language, source.programme.timeZone);
  return {
    card: render('proposal', proposalCardData(source, wording)),
    summary: proposalSummary(source, wording),
  };
};
