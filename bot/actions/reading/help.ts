import { z } from 'zod';
import { loadAccess } from '../../../src/people/access';
import { drawHelp } from '../../views/people/help';
import { wordingFor } from '../../views/wording';
import { forThemselves } from '../may/plain';
import { action } from '../parts/action';
import { shownOnce } from '../parts/results';

/** The commands that the person may use. */
export const help = action(
  'help',
  z.object({}),
  forThemselves('command.help.title'),
  async ({ deps, person }) => {
    const access = await loadAccess(deps.store, person, deps.admins);
    const { card } = await drawHelp({ store: deps.store, access, wording: wordingFor(person.language) });
    return shownOnce(card);
  },
);
