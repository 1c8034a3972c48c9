import { type DrawnCard, render } from '../../cards/render';

/** A card that only says something; its first line is what the chat list shows. */
export function notice(title: string, lines: readonly string[] = []): DrawnCard {
  return { card: render('notice', { title, lines }), summary: title };
}
