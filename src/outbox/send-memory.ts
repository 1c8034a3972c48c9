/** What this process knows of its own sends and the store does not know yet. */
import { type Message } from './message';
import { type Outcome } from './sender';

/** An attempt that was made and could not be written down. */
export interface Unmarked {
  readonly partition: string;
  readonly key: string;
  readonly outcome: Exclude<Outcome, { readonly type: 'held' }>;
  /** When the attempt ended. */
  readonly at: Date;
}

/**
 * Kept from one run of the sender to the next, so that a store that takes no writes makes nobody get a message twice.
 * Only a crash loses it, and with it what was under way.
 */
export interface SendMemory {
  /** @returns false when the message is being sent, or its outcome is not written down yet */
  begin(partition: string, key: string): boolean;
  /** Nothing is to be remembered of the message any more. */
  forget(partition: string, key: string): void;
  keep(unmarked: Unmarked): void;
  /** @param partition all where it is not given */
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
