import { notice } from '../notice';
import { type Command } from './command';

export const help: Command = {
  names: ['ohje', 'hjälp', 'help', 'apua', '?', 'seuranta'],
  run: ({ wording }) =>
    Promise.resolve([
      notice(wording.text('command.help.title'), [
        wording.text('command.help.goals'),
        wording.text('command.help.next'),
        wording.text('command.help.status'),
        wording.text('command.help.history'),
        wording.text('command.help.who'),
        wording.text('command.help.digest'),
        wording.text('command.help.deliveries'),
        wording.text('command.help.substitute'),
        wording.text('command.help.language'),
        wording.text('command.help.help'),
      ]),
    ]),
};
