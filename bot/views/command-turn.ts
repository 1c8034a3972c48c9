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
  /** What people may type, in lower case. */
  readonly names: readonly string[];
  /** The name that help shows to readers of each language. */
  readonly shown: Readonly<Record<Locale, string>>;
}

/** @param aliases further names that people may type, of any language */
export function named(shown: Named['shown'], ...aliases: readonly string[]): Named {
  return { names: [...Object.values(shown), ...aliases], shown };
}

export function nameIn({ shown }: Named, locale: Locale): string {
  return shown[locale];
}
