/** Permissions for buttons with no programme or request to go back to: a refusal is plain text. */
import { type PlainKey } from '../../../cards/parts/strings';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { mayCoordinate } from '../../../src/rounds/permissions';
import { loadAccess } from '../../../src/people/access';
import { type AdminTurn, readAdminTurn } from '../../views/admin-turn';
import { type CommandTurn } from '../../views/command-turn';
import {
  type Followable,
  type FollowableUnits,
  loadFollowable,
  loadFollowables,
} from '../../views/people/follows';
import { wordingFor } from '../../views/wording';
import { type Answered, type Permission, type Press, type PressDeps, type Who } from '../parts/permission';

interface OfProgramme {
  readonly programmeId: string;
}

/** @param summary what the chat list shows for the card that replaces the one acted on */
function plain<T, D>(
  who: Who,
  summary: PlainKey,
  admit: (press: Press, data: D) => T | Promise<T>,
): Permission<T, D> {
  return {
    who,
    answer: async (press, data, run) => ({
      ...(await run(await admit(press, data))),
      summary: wordingFor(press.person.language).text(summary),
    }),
  };
}

/** Anybody in the directory, for themselves only. @param summary as in `plain` */
export const forThemselves = (summary: PlainKey) =>
  plain<Press, unknown>('anybody', summary, (press) => press);

export const anybody = forThemselves('substitute.title');

/** Anybody; the command then shows each person what they may see. */
export const speakers: Permission<CommandTurn & PressDeps, unknown, Answered> = {
  who: 'anybody',
  async answer({ deps, person }, _data, run) {
    const access = await loadAccess(deps.store, person, deps.admins);
    return run({ ...deps, person, access, wording: wordingFor(person.language) });
  },
};

/** Coordinators, who decide on proposals. @throws RefusedError `not-permitted`, also for an unknown programme. */
export const deciders = plain<AdminTurn, OfProgramme>(
  'coordinators',
  'proposal.title',
  async ({ deps, person }, { programmeId }) => {
    const turn = await readAdminTurn(deps, person);
    const programme = await loadProgramme(deps.store, programmeId);
    if (!programme || !mayCoordinate(turn.access, programme))
      throw new RefusedError('not-permitted', { programmeId });
    return turn;
  },
);

/** @throws RefusedError `nothing-to-follow`. */
export const followers = plain<AdminTurn & { readonly followables: readonly Followable[] }, unknown>(
  'readers of a unit',
  'follow.title',
  async ({ deps, person }) => {
    const turn = await readAdminTurn(deps, person);
    return { ...turn, followables: await loadFollowables(turn) };
  },
);

/** @throws RefusedError `not-permitted`, also for an unknown programme. */
export const programmeFollowers = plain<AdminTurn & FollowableUnits, OfProgramme>(
  'readers of a unit',
  'follow.title',
  async ({ deps, person }, { programmeId }) => {
    const turn = await readAdminTurn(deps, person);
    return { ...turn, ...(await loadFollowable(turn, programmeId)) };
  },
);
