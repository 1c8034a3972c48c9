/** The displayed names of persons. */
import { randomBytes } from 'node:crypto';
import { type Locale } from '../goals/schema';
import { type Person } from './schema';

/** The name of every erased person: their answers stay, but nothing tells who they were. */
const formerName: Readonly<Record<Locale, string>> = {
  fi: 'entinen työntekijä',
  sv: 'tidigare anställd',
  en: 'former employee',
};

/** An id that no account can have (RFC 2606), different for each person and unrelated to them. */
export function newFormerId(): string {
  return `former-${randomBytes(8).toString('hex')}@erased.invalid`;
}

export function isFormer(personId: string): boolean {
  return /^former-[0-9a-f]{16}@erased\.invalid$/.test(personId);
}

/** The name; a general word for an erased person; the id of anybody else whom the directory does not know. */
export function personName(person: Pick<Person, 'name'> | undefined, id: string, locale: Locale): string {
  return person?.name ?? (isFormer(id) ? formerName[locale] : id);
}

/** Names by id, which also has a name for every erased person. */
export function namesOf(
  persons: Iterable<Pick<Person, 'id' | 'name'>>,
  locale: Locale,
): ReadonlyMap<string, string> {
  return new Names(locale, persons);
}

class Names extends Map<string, string> {
  constructor(
    private readonly locale: Locale,
    persons: Iterable<Pick<Person, 'id' | 'name'>>,
  ) {
    super();
    for (const { id, name } of persons) this.set(id, name);
  }

  override get(id: string): string | undefined {
    return super.get(id) ?? (isFormer(id) ? formerName[this.locale] : undefined);
  }
}
