import { type DrawnCard } from '../../cards/render';
import { type CommandTurn, type Named } from '../views/command-turn';

export interface Command extends Named {
  /** @param rest what was typed after the name; empty when there was nothing more. */
  run(turn: CommandTurn, rest: string): Promise<DrawnCard[]>;
}
