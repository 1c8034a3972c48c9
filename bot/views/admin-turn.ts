/** The context of an action by an admin, a coordinator or a unit head; checks their rights first. */
import { type Wording } from '../../cards/parts/wording';
import { type Actor } from '../../src/audit/audit';
import { RefusedError } from '../../src/errors';
import { existingProgramme, loadProgramme } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { type Access, loadAccess } from '../../src/people/access';
import { mayAdminister, mayCoordinate } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { wordingFor } from './wording';
import { type CardActionDeps } from './turn';

export interface AdminTurn {
  readonly deps: CardActionDeps;
  readonly person: Person;
  readonly access: Access;
  readonly actor: Actor;
  readonly now: Date;
  /** With Finnish times; `wordingOf` uses the programme's own zone. */
  readonly wording: Wording;
}

export async function readAdminTurn(
  deps: CardActionDeps,
  person: Person,
  way: 'card' | 'command' = 'card',
): Promise<AdminTurn> {
  const access = await loadAccess(deps.store, person, deps.admins);
  const wording = wordingFor(person.language);
  return { deps, person, access, actor: { by: person.id, way }, now: deps.clock.now(), wording };
}

export function wordingOf({ person }: AdminTurn, { timeZone }: Pick<Programme, 'timeZone'>): Wording {
  return wordingFor(person.language, timeZone);
}

/** @throws RefusedError `admins-only`. */
export function requireAdmin({ access }: AdminTurn): void {
  if (!mayAdminister(access)) throw new RefusedError('admins-only');
}

/**
 * The programme of an action, for a person who may run its rounds.
 * @throws RefusedError `not-permitted`, also for an unknown programme, so as not to reveal which ones exist.
 */
export async function coordinatedProgramme(turn: AdminTurn, programmeId: string): Promise<Programme> {
  const programme = await loadProgramme(turn.deps.store, programmeId);
  if (!programme || !mayCoordinate(turn.access, programme))
    throw new RefusedError('not-permitted', { programmeId });
  return programme;
}

/** The programme of an action, for admins. @throws RefusedError `admins-only`, `unknown-programme`. */
export async function administeredProgramme(turn: AdminTurn, programmeId: string): Promise<Programme> {
  requireAdmin(turn);
  return (await existingProgramme(turn.deps.store, programmeId)).value;
}
