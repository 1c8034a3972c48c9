import { named } from '../views/command-turn';
import { programmeCard, programmesCard } from '../views/programmes/programmes';
import { readAdminTurn } from '../views/admin-turn';
import { type Command } from './command';
import { findProgrammes } from '../views/find-programme';

/** The programmes that a person runs, or the named one of them. */
export const programmes: Command = {
  ...named({ fi: 'ohjelmat', sv: 'program', en: 'programmes' }, 'ohjelma', 'programmen', 'programme'),
  async run(turn, rest) {
    const { person, wording } = turn;
    const admin = await readAdminTurn(turn, person, 'command');
    const [named, ...others] = rest ? await findProgrammes(turn, rest) : [];
    if (named && others.length === 0)
      return [{ card: await programmeCard(admin, named.id), summary: wording.of(named.name) }];
    return [{ card: await programmesCard(admin), summary: wording.text('programmes.title') }];
  },
};
