import { type Activity } from 'botbuilder';

/** Work that takes longer than a turn may: the turn is answered at once, and the outcome comes as a message. */
export interface BackgroundWork {
  /** What is worked on in this conversation: a second press meanwhile starts nothing. */
  readonly key: string;
  /** @returns the message to send when it is done */
  readonly work: () => Promise<Partial<Activity>>;
  /** Sent when the work fails. */
  readonly failed: Partial<Activity>;
  /** Id of a message to remove once the work is done. */
  readonly removes?: string;
}
