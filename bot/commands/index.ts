/** The commands that people type, found in any of the three languages. */
import { closest, distance } from 'fastest-levenshtein';
import { type DrawnCard } from '../../cards/render';
import { notice } from '../notice';
import { type Command, type CommandTurn } from './command';
import { deliveries } from './deliveries';
import { digest } from './digest';
import { help } from './help';
import { myGoals } from './my-goals';
import { status } from './status';

const commands: readonly Command[] = [help, myGoals, status, digest, deliveries];
const names = commands.flatMap((command) => command.names);

/** Runs what was typed; what is no command is answered with the nearest one. */
export function runCommand(typed: string, turn: CommandTurn): Promise<DrawnCard[]> {
  const text = typed
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '');
  const command = commands.find((candidate) => candidate.names.includes(text)) ?? misspelt(text);
  if (command) return command.run(turn);
  const values = { text: typed.trim().slice(0, 60), nearest: closest(text.slice(0, 60), names) };
  return Promise.resolve([notice(turn.wording.text('command.unknown', values))]);
}

/** One wrong letter in a word of five or more is what was meant. */
function misspelt(text: string): Command | undefined {
  if (text.length > 60) return undefined;
  return commands.find((command) =>
    command.names.some((name) => name.length >= 5 && distance(name, text) === 1),
  );
}
