import { type DrawnCard } from '../../cards/render';
import {
  type ChannelKind,
  type ChannelMessages,
  type PersonalKind,
  type PersonalMessages,
} from '../../src/outbox/message-kind';
import { type Person } from '../../src/people/schema';
import { type CardActionDeps } from '../views/turn';

/** `undefined`: there is nothing left to say. */
type Drawn = DrawnCard | undefined;

export type PersonalDrawer<K extends PersonalKind> = (
  deps: CardActionDeps,
  data: PersonalMessages[K],
  person: Person,
) => Promise<Drawn> | Drawn;

export type ChannelDrawer<K extends ChannelKind> = (
  deps: CardActionDeps,
  data: ChannelMessages[K],
) => Promise<Drawn> | Drawn;
