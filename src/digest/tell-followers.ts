/** Sends a digest to followers of the programme's units: one message per person and step, however often it runs. */
import { enqueue, messageKeys, type NewMessage } from '../outbox/message';
import { loadFollowers } from '../people/follows';
import { omit } from '../omit';
import { keysTo } from '../rounds/round-name';
import { readRound, type RoundName, roundPartition } from '../rounds/round-store';
import { commitInPages, replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';

/**
 * The mark is removed last: a repeat after a crash tells the remaining followers, and nobody twice.
 * @param sendFrom earliest time at which it may be sent; default: at once
 * @returns how many are told; 0 if no digest waits for them
 */
export async function tellFollowers(
  store: EntityStore,
  { programmeId, period }: RoundName,
  now: Date,
  sendFrom?: Date,
): Promise<number> {
  const name = { programmeId, period };
  return retryOnConflict(async () => {
    const row = await readRound(store, name);
    const step = row?.value.untold;
    if (!row || step === undefined) return 0;
    const followers = await loadFollowers(store, programmeId);
    const known = await messageKeys(store, roundPartition(name));
    const messages = followers.map(({ personId }) => ownDigest(name, personId, step));
    await commitInPages(
      store,
      roundPartition(name),
      messages.filter(({ key }) => !known.has(key)).map((message) => enqueue(message, now, sendFrom)),
    );
    await store.commit(roundPartition(name), [replace(row, omit(row.value, 'untold'))]);
    return messages.length;
  });
}

/** Key prefix of a person's digests of a round. */
export function ownDigestKeys(name: RoundName, personId: string): string {
  return `${keysTo(name, personId)}digest-`;
}

/** The person's followed units and permissions are looked up when it is drawn. */
function ownDigest(name: RoundName, personId: string, step: string): NewMessage {
  return {
    key: ownDigestKeys(name, personId) + step,
    kind: 'own-digest',
    recipient: { type: 'person', personId },
    data: { ...name, step },
  };
}
