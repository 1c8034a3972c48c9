/** The commands that Teams offers while somebody types, taken from the bot's own help so that both say the same. */
import { type PlainKey, text } from '../../cards/parts/strings';
import { type Locale } from '../../src/goals/schema';

/** Teams shows at most twelve per list, so these are the most used ones. */
const inChat: readonly PlainKey[] = [
  'command.help.goals',
  'command.help.next',
  'command.help.questions',
  'command.help.status',
  'command.help.history',
  'command.help.who',
  'command.help.digest',
  'command.help.substitute',
  'command.help.language',
  'command.help.programmes',
  'command.help.missing',
  'command.help.help',
];

const inChannel: readonly PlainKey[] = ['app.channel.digest', 'app.channel.subscribe'];

export interface OfferedCommand {
  readonly title: string;
  readonly description: string;
}

export interface CommandList {
  readonly scopes: readonly ('personal' | 'team')[];
  readonly commands: readonly OfferedCommand[];
}

/** One list for the chat with the bot and one for channels. */
export function commandLists(locale: Locale): readonly CommandList[] {
  const offeredOf = (keys: readonly PlainKey[]) => keys.map((key) => offered(text(locale, key)));
  return [
    { scopes: ['personal'], commands: offeredOf(inChat) },
    { scopes: ['team'], commands: offeredOf(inChannel) },
  ];
}

/** "kooste – avoimien kierrosten koosteet": the command, and what it does. */
function offered(line: string): OfferedCommand {
  const [title, ...rest] = line.split(' – ');
  return { title: title!, description: rest.join(' – ') };
}
