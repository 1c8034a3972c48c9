/** The context of an answer to a command, and the names of commands. */
import { type Wording } from '../../cards/parts/wording';
import { type Locale } from '../../src/goals/schema';
import { type Access } from '../../src/people/access';
import { type Person } from '../../src/people/schema';
import { type CardActionDeps } from './turn';

export interface CommandTurn extends CardActionDeps {
  readonly person: Person;
  readonly access: Access;
  readonly wording: Wording;
}

export interface Named {
  /** What people may type, in lower case; first the names that help shows: Finnish, Swedish, English. */
  readonly names: readonly string[];
}

/** The name that help shows to readers of a language. */
export function nameIn({ names }: Named, locale: Locale): string {
  return names[{ fi: 0, sv: 1, en: 2 }[locale]]!;
}
