/** The digest that a person gets about the units they follow. */
import { asideOf } from '../goals/answers/asked-fields';
import { allMessages } from '../outbox/message';
import { type RoundName, roundPartition } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { digestSince, figuresAt, loadDigestSource } from './build-digest';
import { type Digest } from './digest';
import { narrowed } from './narrow';
import { ownDigestKeys } from './tell-followers';

/**
 * Its changes count from the same person's previous digest, whatever was posted in channels.
 * @param units that the person may read: names in the programme's main language
 * @returns `undefined` if these units have no goal of the round that counts
 * @throws RefusedError `unknown-round`.
 */
export async function buildOwnDigest(
  store: EntityStore,
  name: RoundName,
  { personId, units }: { readonly personId: string; readonly units: ReadonlySet<string> },
  asOf: Date,
): Promise<Digest | undefined> {
  const source = narrowed(await loadDigestSource(store, name, asOf), units);
  if (source.form.goals.every((goal) => asideOf(goal) !== undefined)) return undefined;
  const moment = figuresAt(source.round, asOf);
  return digestSince(store, source, moment, await lastOwnDigestAt(store, name, personId));
}

/** ISO 8601, UTC. */
async function lastOwnDigestAt(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<string | undefined> {
  const sent: string[] = [];
  const keys = ownDigestKeys(name, personId);
  for await (const { value } of allMessages(store, roundPartition(name), keys))
    if (value.state === 'sent' && value.endedAt !== undefined) sent.push(value.endedAt);
  return sent.sort().at(-1);
}
