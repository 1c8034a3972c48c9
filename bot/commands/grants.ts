import { named } from '../views/command-turn';
import { readAdminTurn } from '../views/admin-turn';
import { grantsCard } from '../views/people/grants';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** Everybody's roles; those of a named programme come first. For admins. */
export const grants: Command = {
  ...named({ fi: 'roolit', sv: 'roller', en: 'roles' }, 'käyttöoikeudet', 'behörigheter', 'permissions'),
  async run(turn, rest) {
    const admin = await readAdminTurn(turn, turn.person, 'command');
    const [first, ...more] = await findProgrammes(turn, rest);
    const card = await grantsCard(admin, first && more.length === 0 ? { first: first.id } : {});
    return [{ card, summary: turn.wording.text('grants.title') }];
  },
};
