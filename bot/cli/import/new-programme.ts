/** What the command line says of a programme that an import makes. */
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { RefusedError } from '../../../src/errors';
import { existingProgramme } from '../../../src/goals/register';
import { type Owner, ownerSchema } from '../../../src/goals/schema';
import { type NewProgramme } from '../../../src/import/settings/new-programme';
import { loadAdmins } from '../../../src/people/access';
import { type EntityStore } from '../../../src/storage/store';
import { readConfig } from '../../config/config';

export interface NewProgrammeOptions {
  readonly file: string;
  readonly programme: string;
  readonly like?: string;
  readonly name?: string;
  readonly rhythm?: NewProgramme['rhythm'];
  readonly coordinator?: string;
}

/** A role that "role set" can give members at any time. */
const nobodyYet: Owner = 'role:coordinator';

/** @throws RefusedError `unknown-programme` if the one that it should be like does not exist */
export async function newProgrammeOf(
  store: EntityStore,
  { file, like, name, rhythm, coordinator }: NewProgrammeOptions,
): Promise<NewProgramme> {
  const model = like === undefined ? undefined : (await existingProgramme(store, like)).value;
  return {
    ...(model && { like: model }),
    ...(name !== undefined && { name }),
    ...(rhythm && { rhythm }),
    ...(coordinator !== undefined && { coordinator }),
    fallback: { name: nameOf(file), coordinator: await onlyAdmin(store) },
  };
}

/** These options make a programme and do not change one. @throws RefusedError `programme-exists` */
export function refuseForExisting(options: NewProgrammeOptions): undefined {
  const given = (['like', 'name', 'rhythm', 'coordinator'] as const).filter(
    (key) => options[key] !== undefined,
  );
  if (given.length === 0) return undefined;
  const names = given.map((key) => `--${key}`).join(', ');
  throw new RefusedError('programme-exists', { programme: options.programme, options: names });
}

/** For `--coordinator`. */
export function coordinatorOption(text: string): Owner {
  const parsed = ownerSchema.safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new InvalidArgumentError('give an email address, or "role:" and a role');
  return parsed.data;
}

/** "Tavoitteet_2027.xlsx" is called "Tavoitteet 2027". */
function nameOf(file: string): string {
  const base = path
    .basename(file, path.extname(file))
    .replace(/[_\s]+/g, ' ')
    .trim();
  return base === '' ? 'Programme' : base.charAt(0).toUpperCase() + base.slice(1);
}

/** Nobody is guessed among several admins. */
async function onlyAdmin(store: EntityStore): Promise<Owner> {
  const admins = await loadAdmins(store, new Set(readConfig().admins));
  return admins.length === 1 ? admins[0]!.id : nobodyYet;
}
