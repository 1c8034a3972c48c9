/** One message as a row: what went out to whom, when, what became of it, and when it was first pressed. Pure. */
import { type SentMessage } from '../../src/report/sent-messages';
import { type ListRow } from '../parts/list-row';
import { messageKindText } from '../parts/messages/message-kind';
import { type Wording } from '../parts/wording';

/** The messages that a card is about: those of a round, or those to a person in all rounds of the programme. */
export interface DeliveriesName {
  readonly programmeId: string;
  /** Of the round; beside a person, the round that the person was looked for in. */
  readonly period?: string;
  readonly personId?: string;
}

export interface DeliveryRow {
  readonly message: SentMessage;
  /** Of the person or the channel. */
  readonly recipient: string;
  /** Of the message's round; missing if it belongs to none. */
  readonly period?: string;
}

/** A round's message is called by its recipient, a person's by what it says. */
export function deliveryRow(
  { message, recipient, period }: DeliveryRow,
  { personId }: DeliveriesName,
  wording: Wording,
): ListRow {
  const kind = messageKindText(message.kind, wording.locale);
  const isOne = personId !== undefined;
  const called = isOne && period !== undefined ? `${kind} ${wording.period(period)}` : kind;
  const state = stateText(message, wording);
  return {
    name: isOne ? called : recipient,
    lines: [isOne ? sentence(state) : `${kind}: ${state}.`, ...pressLines(message, wording)],
  };
}

function stateText({ state, at, reason, toldBy, replaces }: SentMessage, wording: Wording): string {
  const moment = { at: wording.moment(at) };
  if (toldBy !== undefined) return wording.text('deliveries.toldElsewhere', moment);
  switch (state) {
    case 'sent':
      return wording.text(replaces ? 'deliveries.replaced' : 'deliveries.sentAt', moment);
    case 'pending':
      return wording.text(reason === undefined ? 'deliveries.waits' : 'deliveries.retried', moment);
    case 'needless':
      return wording.text('deliveries.needless', moment);
    default:
      return wording.text('deliveries.notReached', { ...moment, why: wording.text(`deliveries.${state}`) });
  }
}

/** Presses on posts in channels are not recorded, and nobody presses what did not arrive. */
function pressLines({ state, recipient, replaces, firstPressedAt }: SentMessage, wording: Wording): string[] {
  if (firstPressedAt !== undefined)
    return [wording.text('deliveries.pressedAt', { at: wording.moment(firstPressedAt) })];
  const isExpected = state === 'sent' && recipient.type === 'person' && !replaces;
  return isExpected ? [wording.text('deliveries.notPressed')] : [];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
