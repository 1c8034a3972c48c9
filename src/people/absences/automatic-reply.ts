/** The source of people's automatic email replies: their mailboxes, or a file for development. Never the reply's text. */
import { type Wanted } from '../directory-source';

/**
 * `on`: until it is switched off by hand. `none`: it is off, or there is no mailbox. `forbidden`: the bot may not read
 * this mailbox.
 */
export type AutomaticReply =
  | { readonly type: 'on' | 'none' | 'forbidden' }
  | { readonly type: 'scheduled'; readonly start: Date; readonly end: Date };

export interface AutomaticReplies {
  /** @throws DirectoryError if there was no answer, or an unreadable one */
  read(person: Wanted): Promise<AutomaticReply>;
}
