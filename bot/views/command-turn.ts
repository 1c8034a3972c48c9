/** The context of an answer to a command, and the names of commands. */
import { type DrawnCard } from '../../cards/render';
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

/**
 * Runs the command with this English name as if it had been typed.
 * @returns `undefined` if there is no such command
 */
export type RunNamed = (name: string, turn: CommandTurn) => Promise<DrawnCard[]> | undefined;

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
