import { revive } from '../outbox/message';
import { type EntityStore } from '../storage/store';
import { promptKey } from './open-round';
import { listOpenRounds, roundPartition } from './round-store';

/** A person who can be reached again gets what is still open: prompts that reached nobody wait once more. */
export async function revivePrompts(store: EntityStore, personId: string, now: Date): Promise<number> {
  let revived = 0;
  for (const round of await listOpenRounds(store))
    if (await revive(store, roundPartition(round), promptKey(round, personId), now)) revived++;
  return revived;
}
