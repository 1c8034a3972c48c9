/** Draws a card: one expansion of a fixed template. Data never becomes a template. */
import { Template } from 'adaptivecards-templating';
import digestTemplate from './digest.card.json';
import goalTemplate from './goal.card.json';
import handOverTemplate from './hand-over.card.json';
import historyTemplate from './history.card.json';
import noticeTemplate from './notice.card.json';
import proposalTemplate from './proposal.card.json';
import requestTemplate from './request.card.json';
import snoozeTemplate from './snooze.card.json';
import statusTemplate from './status.card.json';
import substituteTemplate from './substitute.card.json';

const templates = {
  digest: new Template(digestTemplate),
  goal: new Template(goalTemplate),
  'hand-over': new Template(handOverTemplate),
  history: new Template(historyTemplate),
  notice: new Template(noticeTemplate),
  proposal: new Template(proposalTemplate),
  request: new Template(requestTemplate),
  snooze: new Template(snoozeTemplate),
  status: new Template(statusTemplate),
  substitute: new Template(substituteTemplate),
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
