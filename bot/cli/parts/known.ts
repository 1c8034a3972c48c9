/** Looks up what the options name; a refusal says what there is instead. */
import { existingRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { type Goal, type Owner, type Register } from '../../../src/goals/schema';
import { unitsOf } from '../../../src/goals/unit';
import { loadDirectory, loadRoles } from '../../../src/people/directory';
import { findPerson } from '../../../src/people/find-person';
import { findOrAdd } from '../../../src/people/look-up';
import { type Person } from '../../../src/people/schema';
import { fitsRhythm } from '../../../src/periods/calendar';
import { type Round } from '../../../src/rounds/round';
import { readRound, type RoundName } from '../../../src/rounds/round-store';
import { type EntityStore } from '../../../src/storage/store';
import { foundIn } from './acting-as';
import { type CliContext } from './cli-command';

export interface RoundOptions {
  readonly programme: string;
  readonly period: string;
}

export function nameOf({ programme, period }: RoundOptions): RoundName {
  return { programmeId: programme, period };
}

/** @throws RefusedError `wrong-rhythm`, `wrong-only-period`. */
export function requireRhythm({ programme }: Register, period: string): void {
  if (fitsRhythm(programme, period)) return;
  const { id, rhythm, onlyPeriod = '' } = programme;
  if (rhythm === 'once') throw new RefusedError('wrong-only-period', { programme: id, period, onlyPeriod });
  throw new RefusedError('wrong-rhythm', { programme: id, period, rhythm });
}

/** @throws RefusedError `calendar-unusable` if no times can be computed. */
export async function withCalendar<T>(programme: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedError('calendar-unusable', { programme, reason: error.message });
  }
}

export interface KnownRound extends Register {
  readonly round: Round;
}

/**
 * An existing round is found even if the programme has changed its rhythm since.
 * @throws RefusedError `unknown-programme`, `wrong-rhythm`, `wrong-only-period`, `unknown-round`.
 */
export async function knownRound(store: EntityStore, options: RoundOptions): Promise<KnownRound> {
  const register = await existingRegister(store, options.programme);
  const round = (await readRound(store, nameOf(options)))?.value;
  if (round) return { ...register, round };
  requireRhythm(register, options.period);
  throw new RefusedError('unknown-round', { ...options });
}

/** @throws RefusedError `person-unclear`, `person-not-found`. */
export async function knownPerson(store: EntityStore, text: string): Promise<Person> {
  return foundIn(findPerson((await loadDirectory(store)).persons.values(), text), text);
}

/**
 * Finds a person who will get a role or a goal. An unknown address is looked up, if a directory is configured.
 * @throws RefusedError as `knownPerson`; DirectoryError.
 */
export async function namedPerson(
  { store, clock, actor, lookUp }: CliContext,
  text: string,
): Promise<Person> {
  return foundIn(await findOrAdd(store, text, { actor, ...(lookUp && { lookUp }) }, clock.now()), text);
}

/** A person, or a role by its id or its name in any language. @throws RefusedError as `knownPerson`. */
export async function knownOwner(context: CliContext, text: string): Promise<Owner> {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^role:/, '');
  const role = (await loadRoles(context.store)).find(
    (each) => each.id === id || Object.values(each.label).some((label) => label && isSame(label, text)),
  );
  return role ? `role:${role.id}` : (await namedPerson(context, text)).id;
}

/** The id of a person who may have left the directory. */
export async function personIdIn(store: EntityStore, text: string): Promise<string> {
  const search = findPerson((await loadDirectory(store)).persons.values(), text);
  return 'found' in search ? search.found.id : text.trim().toLowerCase();
}

/** Finds a unit by its name in any language. @returns its name in the main one. @throws RefusedError `unknown-unit`. */
export function knownUnit(register: Register, text: string): string {
  const found = unitIn(register, text);
  if (found !== undefined) return found;
  const units = [...unitsOf(register.goals, register.programme).keys()].join('; ');
  throw new RefusedError('unknown-unit', { programme: register.programme.id, unit: text, units });
}

export function unitIn({ programme, goals }: Register, text: string): string | undefined {
  const units = [...unitsOf(goals, programme)];
  return units.find(([, names]) => Object.values(names).some((name) => name && isSame(name, text)))?.[0];
}

/** Finds a goal by id or code. @throws RefusedError `goal-not-found`, `goal-unclear`. */
export function knownGoal({ programme, goals }: Register, text: string): Goal {
  const named = goals.filter(({ id }) => id === text);
  const found = named.length > 0 ? named : goals.filter(({ code }) => isSame(code, text));
  if (found.length === 1) return found[0]!;
  const details = { programme: programme.id, goal: text, ids: found.map(({ id }) => id).join(', ') };
  throw new RefusedError(found.length > 1 ? 'goal-unclear' : 'goal-not-found', details);
}

function isSame(one: string, other: string): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(one) === plain(other);
}
