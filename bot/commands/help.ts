import { named } from '../views/command-turn';
import { drawHelp } from '../views/people/help';
import { type Command } from './command';

export const help: Command = {
  ...named({ fi: 'ohje', sv: 'hjälp', en: 'help' }, 'apua', '?', 'seuranta'),
  run: async (turn) => [await drawHelp(turn)],
};
