import { type DrawnCard } from '../../cards/render';
import { type Wording } from '../../cards/parts/wording';
import { type Locale } from '../../src/goals/schema';
import { type Access } from '../../src/people/access';
import { type Person } from '../../src/people/schema';
import { type CardActionDeps } from '../views/turn';

export interface CommandTurn extends CardActionDeps {
  readonly person: Person;
  readonly access: Access;
  readonly wording: Wording;
}

export interface Command {
  /** What people may type, in lower case; first the names that help shows: Finnish, Swedish, English. */
  readonly names: readonly string[];
  /** @param rest what was typed after the name; empty when there was nothing more. */
  run(turn: CommandTurn, rest: string): Promise<DrawnCard[]>;
}

/** The name that help shows to readers of a language. */
export function nameIn({ names }: Pick<Command, 'names'>, locale: Locale): string {
  return names[{ fi: 0, sv: 1, en: 2 }[locale]]!;
}
