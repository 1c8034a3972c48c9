/** What the command line says of a programme that an import makes. */
import { InvalidArgumentError } from 'commander';
import { RefusedError } from '../../../src/errors';
import { existingProgramme } from '../../../src/goals/register';
import { type Owner, ownerSchema } from '../../../src/goals/schema';
import { nameOfFile, type NewProgramme } from '../../../src/import/settings/new-programme';
import { type Period } from '../../../src/periods/period';
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
  readonly firstPeriod?: Period;
}

/** A role that "role set" can give members at any time. */
const nobodyYet: Owner = 'role:coordinator';

/** @throws RefusedError `unknown-programme` if the one that it should be like does not exist */
export async function newProgrammeOf(
  store: EntityStore,
  { file, like, name, rhythm, coordinator, firstPeriod }: NewProgrammeOptions,
): Promise<NewProgramme> {
  const model = like === undefined ? undefined : (await existingProgramme(store, like)).value;
  return {
    ...(model && { like: model }),
    ...(name !== undefined && { name }),
    ...(rhythm && { rhythm }),
    ...(coordinator !== undefined && { coordinator }),
    ...(firstPeriod !== undefined && { firstPeriod }),
    fallback: { name: nameOfFile(file), coordinator: await onlyAdmin(store) },
  };
}

const makingOptions = [
  ['like', '--like'],
  ['name', '--name'],
  ['rhythm', '--rhythm'],
  ['coordinator', '--coordinator'],
  ['firstPeriod', '--first-period'],
] as const;

/** These options make a programme and do not change one. @throws RefusedError `programme-exists` */
export function refuseForExisting(options: NewProgrammeOptions): undefined {
  const given = makingOptions.filter(([key]) => options[key] !== undefined).map(([, option]) => option);
  if (given.length === 0) return undefined;
  const names = given.join(', ');
  throw new RefusedError('programme-exists', { programme: options.programme, options: names });
}

/** For `--coordinator`. */
export function coordinatorOption(text: string): Owner {
  const parsed = ownerSchema.safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new InvalidArgumentError('give an email address, or "role:" and a role');
  return parsed.data;
}

/** Nobody is guessed among several admins. */
async function onlyAdmin(store: EntityStore): Promise<Owner> {
  const admins = await loadAdmins(store, new Set(readConfig().admins));
  return admins.length === 1 ? admins[0]!.id : nobodyYet;
}
