import { proposalCardData, proposalSummary } from '../../cards/proposal/data';
import { render } from '../../cards/render';
import { proposalSource } from '../views/people/proposal';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

/** As it stands when it is sent: the persons it concerns see what was decided, without buttons. */
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
