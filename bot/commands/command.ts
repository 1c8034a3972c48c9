import { type DrawnCard } from '../../cards/render';
import { type Wording } from '../../cards/wording';
import { type Clock } from '../../src/clock';
import { type Person } from '../../src/people/schema';
import { type EntityStore } from '../../src/storage/store';

export interface CommandTurn {
  readonly store: EntityStore;
  readonly clock: Clock;
  readonly person: Person;
  readonly wording: Wording;
}

export interface Command {
  /** What people may type, in all three languages, in lower case; the first of each language is shown in help. */
  readonly names: readonly string[];
  run(turn: CommandTurn): Promise<DrawnCard[]>;
}
