/** What this process knows about its own sends but could not store yet. */
import { type Message } from './message';
import { type Outcome } from './sender';

/** An attempt whose outcome could not be written. */
export interface Unmarked {
  readonly partition: string;
  readonly key: string;
  readonly outcome: Exclude<Outcome, { readonly type: 'held' }>;
  /** When the attempt ended. */
  readonly at: Date;
}

/**
 * Kept from one run of the sender to the next, so that nobody gets a message twice while the store refuses writes. Only
 * a crash loses it, along with the sends under way.
 */
export interface SendMemory {
  /** @returns false when the message is being sent, or its outcome is not written yet */
  begin(partition: string, key: string): boolean;
  /** Drops what is remembered about the message. */
  forget(partition: string, key: string): void;
  keep(unmarked: Unmarked): void;
  /** @param partition default: all */
  unmarked(partition?: string): readonly Unmarked[];
}

export function createSendMemory(): SendMemory {
  const known = new Map<string, Unmarked | 'under way'>();
  const nameOf = (partition: string, key: Message['key']) => JSON.stringify([partition, key]);
  return {
    begin: (partition, key) => {
      const name = nameOf(partition, key);
      if (known.has(name)) return false;
      known.set(name, 'under way');
      return true;
    },
    forget: (partition, key) => void known.delete(nameOf(partition, key)),
    keep: (unmarked) => void known.set(nameOf(unmarked.partition, unmarked.key), unmarked),
    unmarked: (partition) =>
      [...known.values()].filter(
        (each): each is Unmarked =>
          each !== 'under way' && (partition === undefined || each.partition === partition),
      ),
  };
}
