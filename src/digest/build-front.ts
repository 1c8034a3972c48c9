/** Reads what a channel's front post shows. */
import { programmesIn, type Subscription } from '../goals/channels';
import { loadProgrammes } from '../goals/register';
import { type Programme } from '../goals/schema';
import { type Round } from '../rounds/round';
import { listRounds, listRoundsSince } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { buildDigest } from './build-digest';
import { type Digest } from './digest';
import { listedRounds } from './front';

export interface ListedInFront {
  /** Those whose digests the channel gets now in this language. */
  readonly programmes: readonly Programme[];
  readonly rounds: readonly Round[];
}

/** @param since ISO 8601, UTC: see `listedRounds` */
export async function loadListed(
  store: EntityStore,
  subscription: Subscription,
  since: string,
): Promise<ListedInFront> {
  const programmes = programmesIn(await loadProgrammes(store), subscription);
  const rounds = await Promise.all(programmes.map(({ id }) => listRoundsSince(store, since, id)));
  return { programmes, rounds: listedRounds(programmes, rounds.flat(), since) };
}

export async function roundsOf(
  store: EntityStore,
  programmes: readonly Pick<Programme, 'id'>[],
): Promise<Round[]> {
  return (await Promise.all(programmes.map(({ id }) => listRounds(store, id)))).flat();
}

/**
 * One after the other, since each needs its round's whole form in memory.
 * @param front the key of the post that is being drawn: the digests that it showed before do not count as earlier ones
 */
export async function buildDigests(
  store: EntityStore,
  rounds: readonly Round[],
  asOf: Date,
  front?: string,
): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (const round of rounds) digests.push(await buildDigest(store, round, asOf, front));
  return digests;
}
