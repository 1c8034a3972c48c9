import { named } from '../views/command-turn';
import { RefusedError } from '../../src/errors';
import { mayCoordinate } from '../../src/rounds/permissions';
import { readAdminTurn } from '../views/admin-turn';
import { ownersCard } from '../views/programmes/owners';
import { type Command } from './command';
import { findGoal } from '../views/find-goal';
import { findProgrammes } from '../views/find-programme';

/** Who answers for a goal, with a form to change it. For people who run the programme's rounds. */
export const owners: Command = {
  ...named({ fi: 'vastuuhenkilöt', sv: 'ansvariga', en: 'owners' }),
  async run(turn, rest) {
    if ((await findProgrammes(turn, '')).length === 0) throw new RefusedError('admins-only');
    const found = await findGoal(turn, owners, rest, ({ programme, goals }) =>
      mayCoordinate(turn.access, programme) ? goals : [],
    );
    if (!('goal' in found)) return [found];
    const data = { programmeId: found.programme.id, goalId: found.goal.id };
    const card = await ownersCard(await readAdminTurn(turn, turn.person, 'command'), data);
    return [{ card, summary: turn.wording.text('owners.title') }];
  },
};
