import { RefusedError } from '../errors';
import { loadReplies, loadRepliesAt } from '../replies/reply-store';
import { loadHandovers } from '../rounds/responsibility-store';
import { type Round } from '../rounds/round';
import { loadForm, loadRequests, previousRound, readRound, type RoundName } from '../rounds/round-store';
import { readSnapshot, type Snapshot } from '../rounds/snapshot';
import { type EntityStore } from '../storage/store';
import { computeDigest, type Digest, type DigestSource } from './digest';

/** As of `now`, or of the closing where the round is closed. @throws RefusedError `unknown-round`. */
export async function buildDigest(store: EntityStore, name: RoundName, now: Date): Promise<Digest> {
  const source = await loadDigestSource(store, name);
  const closing = source.round.status === 'closed' ? source.round.events.at(-1)?.at : undefined;
  return computeDigest(source, closing === undefined ? now : new Date(closing));
}

/** Of a closed round all comes from its snapshot, so that its digest is the same for ever. */
export async function loadDigestSource(store: EntityStore, name: RoundName): Promise<DigestSource> {
  const round = (await readRound(store, name))?.value;
  const kept = round && (await snapshotOf(store, round));
  const form = kept ?? (round && (await loadForm(store, round)));
  if (!round || !form)
    throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  const previous = await comparedWith(store, round, kept);
  return {
    round,
    form,
    replies: await loadReplies(store, name),
    requests: kept ? kept.requests : await loadRequests(store, name),
    handovers: kept ? kept.handovers : await loadHandovers(store, name),
    ...(previous && { previous }),
  };
}

async function snapshotOf(store: EntityStore, round: Round): Promise<Snapshot | undefined> {
  return round.status === 'closed' && round.snapshot !== undefined
    ? readSnapshot(store, round, round.snapshot)
    : undefined;
}

async function comparedWith(
  store: EntityStore,
  { programmeId, period }: RoundName,
  kept: Snapshot | undefined,
): Promise<DigestSource['previous']> {
  if (kept) return kept.previous && asClosed(store, programmeId, kept.previous);
  const round = await previousRound(store, { programmeId, period });
  return round && asClosed(store, programmeId, { period: round.period, closedAt: round.events.at(-1)!.at });
}

/** A round as it was when it was closed at this moment, whatever has been done to it since. */
async function asClosed(
  store: EntityStore,
  programmeId: string,
  { period, closedAt }: { readonly period: string; readonly closedAt: string },
): Promise<DigestSource['previous']> {
  const name = { programmeId, period };
  const round = (await readRound(store, name))?.value;
  const closing = round?.events.find(({ what, at }) => what === 'closed' && at === closedAt);
  const snapshot = closing?.snapshot ?? round?.snapshot;
  const form =
    round &&
    (snapshot === undefined ? await loadForm(store, round) : await readSnapshot(store, round, snapshot));
  if (!form) return undefined;
  const isAsThen = closing === round.events.at(-1);
  return {
    period,
    form,
    replies: await (isAsThen ? loadReplies(store, name) : loadRepliesAt(store, name, closedAt)),
  };
}
