/** The displayed names of persons. */
import { randomBytes } from 'node:crypto';
import { type Locale } from '../goals/schema';
import { type Person } from './schema';

/** The reader's language, and the word for an erased person, which is in cards/strings. */
export interface NameReader {
  readonly locale: Locale;
  /** Shown for every erased person: their answers stay, but nothing tells who they were. */
  readonly formerEmployee: string;
}

/** An id that no account can have (RFC 2606), different for each person and unrelated to them. */
export function newFormerId(): string {
  return `former-${randomBytes(8).toString('hex')}@erased.invalid`;
}

export function isFormer(personId: string): boolean {
  return /^former-[0-9a-f]{16}@erased\.invalid$/.test(personId);
}

/** The name; a general word for an erased person; the id of anybody else whom the directory does not know. */
export function personName(
  person: Pick<Person, 'name'> | undefined,
  id: string,
  { formerEmployee }: Pick<NameReader, 'formerEmployee'>,
): string {
  return person?.name ?? (isFormer(id) ? formerEmployee : id);
}

/** Names by id, which also has a name for every erased person. */
export function namesOf(
  persons: Iterable<Pick<Person, 'id' | 'name'>>,
  { formerEmployee }: Pick<NameReader, 'formerEmployee'>,
): ReadonlyMap<string, string> {
  return new Names(formerEmployee, persons);
}

class Names extends Map<string, string> {
  constructor(
    private readonly formerEmployee: string,
    persons: Iterable<Pick<Person, 'id' | 'name'>>,
  ) {
    super();
    for (const { id, name } of persons) this.set(id, name);
  }

  override get(id: string): string | undefined {
    return super.get(id) ?? (isFormer(id) ? this.formerEmployee : undefined);
  }
}
