/** The commands that Teams offers while somebody types, taken from the bot's own help so that both say the same. */
import { type StringKey, text } from '../../cards/parts/strings';
import { type Locale } from '../../src/goals/schema';
import { appTexts } from './texts';

/** Teams shows at most twelve a list: those that most people use most. */
const inChat: readonly StringKey[] = [
  'command.help.goals',
  'command.help.next',
  'command.help.status',
  'command.help.history',
  'command.help.who',
  'command.help.digest',
  'command.help.substitute',
  'command.help.language',
  'command.help.programmes',
  'command.help.missing',
  'command.help.schedule',
  'command.help.help',
];

export interface OfferedCommand {
  readonly title: string;
  readonly description: string;
}

export interface CommandList {
  readonly scopes: readonly ('personal' | 'team')[];
  readonly commands: readonly OfferedCommand[];
}

/** One list for a chat with the bot, one for a channel. */
export function commandLists(locale: Locale): readonly CommandList[] {
  const ofChannel = appTexts[locale].inChannel.map(([title, description]) => ({ title, description }));
  return [
    { scopes: ['personal'], commands: inChat.map((key) => offered(text(locale, key))) },
    { scopes: ['team'], commands: ofChannel },
  ];
}

/** "kooste – avoimien kierrosten koosteet": the command, and what it does. */
function offered(line: string): OfferedCommand {
  const [title, ...rest] = line.split(' – ');
  return { title: title!, description: rest.join(' – ') };
}
