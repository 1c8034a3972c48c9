/**
 * Permissions for admins, coordinators and heads of units. A refusal is shown above the programme's card, to people who
 * may see the programme.
 */
import { loadGoals, loadProgramme } from '../../../src/goals/register';
import { type Card } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Programme, type Register } from '../../../src/goals/schema';
import { mayCoordinate, mayStop } from '../../../src/rounds/permissions';
import { type RoundName } from '../../../src/rounds/round-name';
import { type AdminTurn, readAdminTurn, requireAdmin } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { loadMissing, type Missing } from '../../views/missing-source';
import { coordinatedProgrammes, programmeCard } from '../../views/programmes/programmes';
import { goalsToRead } from '../../views/programmes/year';
import { type Permission, type Who } from '../parts/permission';
import { shownOnce } from '../parts/results';

export interface ProgrammeTurn extends AdminTurn {
  readonly programme: Programme;
}

interface OfProgramme {
  readonly programmeId: string;
}

/** `programme` is the one that the button names, if it exists. @throws RefusedError if the person may not press. */
type Admit<T, D> = (turn: AdminTurn, data: D, programme: Programme | undefined) => T | Promise<T>;

function administering<T, D extends object>(who: Who, admit: Admit<T, D>): Permission<T, D> {
  return {
    who,
    async answer({ deps, person }, data, run) {
      const turn = await readAdminTurn(deps, person);
      const programme = await programmeNamed(turn, data);
      // What the chat list shows for the card that replaces the one acted on.
      const summary = programme ? turn.wording.of(programme.name) : turn.wording.text('programmes.title');
      try {
        return { ...(await run(await admit(turn, data, programme))), summary };
      } catch (error) {
        const card = error instanceof RefusedError && (await refusedCard(turn, programme, error));
        if (!card) throw error;
        return { ...shownOnce(card), summary };
      }
    },
  };
}

async function programmeNamed({ deps }: AdminTurn, data: object): Promise<Programme | undefined> {
  const id = 'programmeId' in data ? data.programmeId : undefined;
  return typeof id === 'string' ? loadProgramme(deps.store, id) : undefined;
}

/** @returns `undefined` for people who may not see the programme: they get the reason as plain text */
async function refusedCard(
  turn: AdminTurn,
  programme: Programme | undefined,
  error: RefusedError,
): Promise<Card | undefined> {
  if (error.code === 'not-permitted' || !programme || !mayCoordinate(turn.access, programme))
    return undefined;
  const text = await refusalText(turn.deps, error, turn.wording, programme.id);
  return programmeCard(turn, programme.id, { text, style: 'attention' });
}

/** @throws RefusedError `admins-only`. */
export const admins = administering<AdminTurn, object>('admins', (turn) => {
  requireAdmin(turn);
  return turn;
});

/** @throws RefusedError `admins-only`, `unknown-programme`. */
export const programmeAdmins = administering<ProgrammeTurn, OfProgramme>(
  'admins',
  (turn, { programmeId }, programme) => {
    requireAdmin(turn);
    if (!programme) throw new RefusedError('unknown-programme', { programme: programmeId });
    return { ...turn, programme };
  },
);

/** @throws RefusedError `not-permitted`, also for an unknown programme, so as not to reveal which ones exist. */
export const coordinators = administering<ProgrammeTurn, OfProgramme>(
  'coordinators',
  (turn, { programmeId }, programme) => {
    if (!programme || !mayCoordinate(turn.access, programme))
      throw new RefusedError('not-permitted', { programmeId });
    return { ...turn, programme };
  },
);

/**
 * People who may stop sending: coordinators for their programme and its rounds, admins for everything.
 * @throws RefusedError `not-permitted`; `admins-only` without a programme.
 */
export const stopping = administering<AdminTurn, { readonly programmeId?: string | undefined }>(
  'coordinators',
  (turn, { programmeId }, programme) => {
    if (programmeId === undefined) requireAdmin(turn);
    else if (!programme || !mayStop(turn.access, programme))
      throw new RefusedError('not-permitted', { programmeId });
    return turn;
  },
);

/** Coordinators of any programme. @throws RefusedError `admins-only`. */
export const anyCoordinators = administering<
  AdminTurn & { readonly programmes: readonly Programme[] },
  object
>('coordinators', async (turn) => ({ ...turn, programmes: await coordinatedProgrammes(turn) }));

interface MissingTurn extends AdminTurn {
  readonly missing: Missing;
}

/** @throws RefusedError `not-permitted`, `unknown-round`. */
export const unitHeads = administering<MissingTurn, RoundName>(
  'coordinators and heads of units',
  async (turn, data) => ({ ...turn, missing: await loadMissing(turn, data) }),
);

/** Coordinators may remind the whole round, heads of units only their unit. @throws RefusedError as unitHeads. */
export const reminders = administering<MissingTurn, RoundName & { readonly unit?: string | undefined }>(
  'coordinators and heads of units',
  async (turn, data) => {
    const missing = await loadMissing(turn, data);
    const isOwn = data.unit !== undefined && missing.mayRemind(data.unit);
    if (!missing.coordinates && !isOwn)
      throw new RefusedError('not-permitted', { programmeId: data.programmeId });
    return { ...turn, missing };
  },
);

/** Readers of any goal of the programme. @throws RefusedError `not-permitted`, also for an unknown programme. */
export const programmeReaders = administering<AdminTurn & { readonly register: Register }, OfProgramme>(
  'readers of a goal',
  async (turn, { programmeId }, programme) => {
    const register = programme && { programme, goals: await loadGoals(turn.deps.store, programmeId) };
    if (!register || goalsToRead(turn.access, register).length === 0)
      throw new RefusedError('not-permitted', { programmeId });
    return { ...turn, register };
  },
);
