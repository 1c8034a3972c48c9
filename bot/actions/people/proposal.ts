/** The coordinator decides on a proposal to hand a goal over for good. */
import { RefusedError } from '../../../src/errors';
import { personIdSchema } from '../../../src/goals/schema';
import { decideProposal, type ProposalName } from '../../../src/rounds/proposal';
import { type AdminTurn } from '../../views/admin-turn';
import { drawProposal, proposalSource } from '../../views/people/proposal';
import { type ActionResult } from '../../views/turn';
import { deciders } from '../may/plain';
import { action } from '../parts/action';
import { goalData } from '../parts/data';
import { shown } from '../parts/results';

const proposed = goalData.extend({ from: personIdSchema });

export const proposalAccept = action('proposal-accept', proposed, deciders, (turn, name) =>
  decide(turn, name, true),
);
export const proposalDecline = action('proposal-decline', proposed, deciders, (turn, name) =>
  decide(turn, name, false),
);

async function decide(
  { deps, person, access }: AdminTurn,
  name: ProposalName,
  accept: boolean,
): Promise<ActionResult> {
  const decided = await decideProposal(deps.store, name, { access, accept }, deps.clock.now());
  const source = await proposalSource(deps.store, name, person.language, decided);
  if (!source) throw new RefusedError('unknown-goal');
  return shown(drawProposal(source, person.language));
}
