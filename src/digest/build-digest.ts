import { RefusedError } from '../errors';
import { loadReplies, previousRound } from '../replies/reply-store';
import { loadHandovers } from '../rounds/responsibility-store';
import { loadForm, loadRequests, readRound, type RoundName } from '../rounds/round-store';
import { type EntityStore } from '../storage/store';
import { computeDigest, type Digest, type DigestSource } from './digest';

/** As of `now`, or of the closing where the round is closed. @throws RefusedError `unknown-round`. */
export async function buildDigest(store: EntityStore, name: RoundName, now: Date): Promise<Digest> {
  const source = await loadDigestSource(store, name);
  const closing = source.round.status === 'closed' ? source.round.events.at(-1)?.at : undefined;
  return computeDigest(source, closing === undefined ? now : new Date(closing));
}

export async function loadDigestSource(store: EntityStore, name: RoundName): Promise<DigestSource> {
  const round = (await readRound(store, name))?.value;
  const form = round && (await loadForm(store, round));
  if (!round || !form)
    throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  const earlier = await previousRound(store, name);
  const earlierForm = earlier && (await loadForm(store, earlier));
  return {
    round,
    form,
    replies: await loadReplies(store, name),
    requests: await loadRequests(store, name),
    handovers: await loadHandovers(store, name),
    ...(earlier &&
      earlierForm && {
        previous: { period: earlier.period, form: earlierForm, replies: await loadReplies(store, earlier) },
      }),
  };
}
