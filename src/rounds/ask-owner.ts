/** Asks people about goals that became theirs during a round. */
import { loadRegister } from '../goals/register';
import {
  allMessages,
  enqueue,
  type Message,
  messageKeys,
  type NewMessage,
  sendAgain,
} from '../outbox/message';
import { isForPerson, type PersonalMessages } from '../outbox/message-kind';
import { loadDirectory } from '../people/directory';
import { put, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { fanOut } from './asked';
import { type Request } from './round';
import { keysTo } from './round-name';
import {
  listOpenRounds,
  loadRequest,
  loadRequests,
  requestKey,
  type RoundName,
  roundPartition,
} from './round-store';

export interface Asking {
  readonly personId: string;
  readonly goalIds: readonly string[];
  /** Earliest time at which the person may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/** Sends one message, however many goals there are; the person's card shows them all. Idempotent. */
export async function askOwner(
  store: EntityStore,
  { programmeId, period }: RoundName,
  { personId, goalIds, sendFrom }: Asking,
  now: Date,
): Promise<void> {
  const name = { programmeId, period };
  await retryOnConflict(async () => {
    const row = await loadRequest(store, name, personId);
    const asked = row?.value.goalIds ?? [];
    const missing = goalIds.filter((goalId) => !asked.includes(goalId));
    const [goalId] = missing;
    if (goalId === undefined) return tellAgain(store, name, personId, goalIds, now, sendFrom);
    const request: Request = row
      ? { ...row.value, goalIds: [...asked, ...missing] }
      : { personId, goalIds: missing, createdAt: now.toISOString() };
    const key = keysOf(name, personId) + goalId;
    const told = (await messageKeys(store, roundPartition(name))).has(key);
    const message: NewMessage = {
      key,
      kind: 'owner',
      recipient: { type: 'person', personId },
      data: { programmeId, period, goalId, goalIds: missing },
    };
    await store.commit(roundPartition(name), [
      put(row, requestKey(personId), request),
      ...(told ? [] : [enqueue(message, now, sendFrom)]),
    ]);
  });
}

function keysOf(name: RoundName, personId: string): string {
  return `${keysTo(name, personId)}owner-`;
}

/** The message came to nothing if its goals were somebody else's when it was to be sent. */
async function tellAgain(
  store: EntityStore,
  name: RoundName,
  personId: string,
  goalIds: readonly string[],
  now: Date,
  sendFrom = now,
): Promise<void> {
  for await (const told of allMessages(store, roundPartition(name), keysOf(name, personId)))
    if (told.value.state === 'needless' && isAboutSome(told.value, goalIds))
      return store.commit(roundPartition(name), sendAgain(told, sendFrom));
}

function isAboutSome(message: Message, goalIds: readonly string[]): boolean {
  if (!isForPerson(message) || message.kind !== 'owner') return false;
  return goalsGiven(message.data).some((id) => goalIds.includes(id));
}

/** What an owner's message is about; older ones name only the first goal. */
export function goalsGiven({ goalId, goalIds = [goalId] }: PersonalMessages['owner']): readonly string[] {
  return goalIds;
}

/**
 * In the programme's open rounds, asks everybody who has become an owner and was not asked yet.
 * @param changed goals whose owners have just changed, about which a message that came to nothing is sent again
 */
export async function askNewOwners(
  store: EntityStore,
  programmeId: string,
  sendFrom: Date | undefined,
  now: Date,
  changed: ReadonlySet<string> = new Set(),
): Promise<void> {
  const rounds = (await listOpenRounds(store)).filter((round) => round.programmeId === programmeId);
  const register = rounds.length > 0 ? await loadRegister(store, programmeId) : undefined;
  if (!register) return;
  const asked = fanOut(register, await loadDirectory(store));
  for (const round of rounds) {
    const known = new Map(
      (await loadRequests(store, round)).map(({ personId, goalIds }) => [personId, new Set(goalIds)]),
    );
    for (const [personId, all] of asked) {
      const isNew = all.some((goalId) => !known.get(personId)?.has(goalId));
      const goalIds = isNew ? all : all.filter((goalId) => changed.has(goalId));
      if (goalIds.length > 0)
        await askOwner(store, round, { personId, goalIds, ...(sendFrom && { sendFrom }) }, now);
    }
  }
}
