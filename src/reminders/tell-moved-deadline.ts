/** Tells the people who have not answered that the deadline has been moved. */
import { type Actor, audit } from '../audit/audit';
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { keysTo, type RoundName, roundPartition } from '../rounds/round-name';
import { commitInPages } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { readRemindable, recipientsNow } from './remindable';

export interface TellMoved extends RoundName, Actor {
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also those who snoozed the request, since they planned by the old deadline. Can be repeated: nobody is told twice of the
 * same deadline.
 * @returns how many messages it sends
 * @throws RefusedError `unknown-round`, `round-not-open`.
 */
export async function tellMovedDeadline(
  store: EntityStore,
  { programmeId, period, by, way, sendFrom }: TellMoved,
  now: Date,
): Promise<number> {
  const name = { programmeId, period };
  const open = await readRemindable(store, name, now);
  const { deadline } = open.row.value;
  const { responsible, substitutes } = await recipientsNow(store, open, {}, now);
  const known = await messageKeys(store, roundPartition(name));
  const messages = [...responsible, ...substitutes]
    .map((personId): NewMessage => ({
      key: `${keysTo(name, personId)}moved-${deadline}`,
      kind: 'reminder',
      recipient: { type: 'person', personId },
      data: { ...name, byHand: true, moved: true },
    }))
    .filter(({ key }) => !known.has(key));
  if (messages.length === 0) return 0;
  const about = { by, way, programmeId, period, what: 'reminded' as const };
  await commitInPages(store, roundPartition(name), [
    ...messages.map((message) => enqueue(message, now, sendFrom)),
    audit({ ...about, to: { persons: messages.length, deadline } }, now),
  ]);
  return messages.length;
}
