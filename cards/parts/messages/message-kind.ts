import { type Locale } from '../../../src/goals/schema';
import { channelKinds, type MessageKind, personalKinds } from '../../../src/outbox/message-kind';
import { text } from '../strings';

/** What a kind of message is called; one that a newer version of the program wrote is called by its code. */
export function messageKindText(kind: string, locale: Locale): string {
  return isKnown(kind) ? text(locale, `deliveries.kind.${kind}`) : kind;
}

function isKnown(kind: string): kind is MessageKind {
  return Object.hasOwn(personalKinds, kind) || Object.hasOwn(channelKinds, kind);
}
