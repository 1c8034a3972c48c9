/** Tells the people who have not answered that the deadline has been moved. */
import { type Actor, audit } from '../audit/audit';
import { allMessages, enqueue, type Message, type NewMessage } from '../outbox/message';
import { keysTo, type RoundName, roundPartition } from '../rounds/round-name';
import { commitInPages } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { readRemindable, recipientsNow } from './remindable';

export interface TellMoved extends RoundName, Actor {
  /** Earliest time at which it may be sent; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also those who snoozed the request, since they planned by the old deadline. Can be repeated: nobody is told twice in a
 * row of the same deadline.
 * @returns how many messages say it, with those that wait for quiet hours to end, since they are drawn when they are sent
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
  const earlier = await toldBefore(store, name);
  const ownOf = (personId: string) => earlier.get(keysTo(name, personId)) ?? [];
  const persons = [...responsible, ...substitutes].filter(
    (personId) =>
      !ownOf(personId)
        .at(-1)
        ?.key.startsWith(keyOf(name, personId, deadline)),
  );
  const messages = persons
    .filter((personId) => !isHeldUntilLater(ownOf(personId).at(-1), now))
    .map((personId): NewMessage => {
      const key = keyOf(name, personId, deadline);
      const own = ownOf(personId);
      return {
        // A deadline that is moved away and back is told of again.
        key: own.some((each) => each.key === key) ? `${key}-${own.length}` : key,
        kind: 'reminder',
        recipient: { type: 'person', personId },
        data: { ...name, byHand: true, moved: true },
      };
    });
  if (messages.length === 0) return persons.length;
  const about = { by, way, programmeId, period, what: 'reminded' as const };
  await commitInPages(store, roundPartition(name), [
    ...messages.map((message) => enqueue(message, now, sendFrom)),
    audit({ ...about, to: { persons: messages.length, deadline } }, now),
  ]);
  return persons.length;
}

const keyOf = (name: RoundName, personId: string, deadline: string) =>
  `${keysTo(name, personId)}moved-${deadline}`;

/** Not one that may be on its way at this moment, with the deadline from before. */
function isHeldUntilLater(message: Message | undefined, now: Date): boolean {
  return message?.state === 'pending' && message.notBefore > now.toISOString();
}

/** Messages about moved deadlines, the latest last, by the beginning of their keys. */
async function toldBefore(store: EntityStore, name: RoundName): Promise<ReadonlyMap<string, Message[]>> {
  const told = new Map<string, Message[]>();
  for await (const { value } of allMessages(store, roundPartition(name))) {
    if (value.data['moved'] !== true || value.recipient.type !== 'person') continue;
    const to = keysTo(name, value.recipient.personId);
    told.set(to, [...(told.get(to) ?? []), value]);
  }
  for (const own of told.values())
    own.sort(({ createdAt: a }, { createdAt: b }) => (a < b ? -1 : a > b ? 1 : 0));
  return told;
}
