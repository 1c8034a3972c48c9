/** Draws a card: one expansion of a fixed template. Data never becomes a template. */
import { Template } from 'adaptivecards-templating';
import digestTemplate from './digest.card.json';
import goalTemplate from './goal.card.json';
import noticeTemplate from './notice.card.json';
import requestTemplate from './request.card.json';
import statusTemplate from './status.card.json';

const templates = {
  digest: new Template(digestTemplate),
  goal: new Template(goalTemplate),
  notice: new Template(noticeTemplate),
  request: new Template(requestTemplate),
  status: new Template(statusTemplate),
};

export type CardName = keyof typeof templates;

/** An Adaptive Card as JSON. */
export type Card = Readonly<Record<string, unknown>>;

/** A card and what the chat list says about it. */
export interface DrawnCard {
  readonly card: Card;
  readonly summary: string;
}

export function render(name: CardName, data: object): Card {
  return templates[name].expand({ $root: data }) as Card;
}
