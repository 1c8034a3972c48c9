import { render } from '../cards/render';
import { type CommandReply } from './commands/command';

/** A card that only says something; its first line is what the chat list shows. */
export function notice(title: string, lines: readonly string[] = []): CommandReply {
  return { card: render('notice', { title, lines }), summary: title };
}
