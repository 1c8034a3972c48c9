import { reviveAll } from '../outbox/message';
import { peoplePartition } from '../people/directory';
import { type EntityStore } from '../storage/store';
import { keysTo, roundPartition } from './round-name';
import { listOpenRounds } from './round-store';

/** Returns a person's undelivered messages to the queue when the person can be reached again. */
export async function revivePrompts(store: EntityStore, personId: string, now: Date): Promise<number> {
  let revived = await reviveAll(store, peoplePartition, `people|${personId}|`, now);
  for (const round of await listOpenRounds(store)) {
    const toPerson = keysTo(round, personId);
    revived += await reviveAll(store, roundPartition(round), toPerson, now);
  }
  return revived;
}
