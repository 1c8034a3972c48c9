import { reviveAll } from '../outbox/message';
import { peoplePartition } from '../people/directory';
import { type EntityStore } from '../storage/store';
import { listOpenRounds, roundPartition } from './round-store';

/** A person who can be reached again gets what is still open: messages that reached nobody wait once more. */
export async function revivePrompts(store: EntityStore, personId: string, now: Date): Promise<number> {
  let revived = await reviveAll(store, peoplePartition, `people|${personId}|`, now);
  for (const round of await listOpenRounds(store)) {
    const toPerson = `${round.programmeId}|${round.period}|${personId}|`;
    revived += await reviveAll(store, roundPartition(round), toPerson, now);
  }
  return revived;
}
