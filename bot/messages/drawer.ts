import { type DrawnCard } from '../../cards/render';
import {
  type ChannelKind,
  type ChannelMessages,
  type PersonalKind,
  type PersonalMessages,
} from '../../src/outbox/message-kind';
import { type Person } from '../../src/people/schema';
import { type Together } from '../../src/reminders/told-together';
import { type CardActionDeps } from '../views/turn';

/** `undefined`: there is nothing left to say. */
type Drawn = DrawnCard | undefined;

/** The person was told in another message. */
export interface ToldElsewhere {
  /** The key of that message. */
  readonly toldBy: string;
}

/** A card that also says what other waiting messages would say. */
export interface DrawnTogether extends DrawnCard {
  /** Their keys. */
  readonly told?: readonly string[];
}

export interface Sending {
  /** The message's key. */
  readonly key: string;
  /** Finds what else the person is about to be told. */
  readonly together: Together;
}

export type PersonalDrawer<K extends PersonalKind> = (
  deps: CardActionDeps,
  data: PersonalMessages[K],
  person: Person,
  sending: Sending,
) => Promise<DrawnTogether | ToldElsewhere | undefined> | Drawn;

export type ChannelDrawer<K extends ChannelKind> = (
  deps: CardActionDeps,
  data: ChannelMessages[K],
) => Promise<Drawn> | Drawn;
