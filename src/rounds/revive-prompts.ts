import { reviveAll } from '../outbox/message';
import { peoplePartition } from '../people/directory';
import { type EntityStore } from '../storage/store';
import { isOverAfterClosing } from './closing';
import { isSentFrom, sentSince } from './round';
import { keysTo, roundPartition } from './round-name';
import { listRoundsSince } from './round-store';

/**
 * Returns a person's undelivered messages to the queue when the person can be reached again; of a closed round those
 * that are still sent, such as questions about it.
 */
export async function revivePrompts(store: EntityStore, personId: string, now: Date): Promise<number> {
  let revived = await reviveAll(store, peoplePartition, `people|${personId}|`, now);
  const recent = await listRoundsSince(store, sentSince(now));
  for (const round of recent.filter((each) => isSentFrom(each, now))) {
    const toPerson = keysTo(round, personId);
    revived += await reviveAll(
      store,
      roundPartition(round),
      toPerson,
      now,
      (message) => !isOverAfterClosing(round, message),
    );
  }
  return revived;
}
