import { type Activity, ActivityTypes, CardFactory } from 'botbuilder';
import { type DrawnCard } from '../../../cards/render';

/** A message that shows a card; the summary is what the chat list says. */
export function cardMessage({ card, summary }: DrawnCard): Partial<Activity> {
  return { type: ActivityTypes.Message, summary, attachments: [CardFactory.adaptiveCard(card)] };
}
