/** Edits the channels' latest front posts when their figures have changed, each at most once an hour. */
import { enqueue } from '../outbox/message';
import { refreshableFrom } from '../rounds/post-refresh';
import { type KnownFigures, takesReplies } from '../rounds/round';
import { omit } from '../omit';
import { replace, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { lastMoment } from './build-digest';
import { type ListedInFront, loadListed } from './build-front';
import { currentDigest, sourcesOf } from './current-figures';
import { type Digest } from './digest';
import { frontFigures } from './front';
import { type FrontPost, frontsPartition, loadFronts, readFront } from './front-store';
import { editOfFront } from './post-fronts';
import { editKey, standingPost } from './standing-post';
import { lastDigestAt } from './last-digest';
import { shortHash } from '../short-hash';

/** The latest posts whose time to be compared has come. */
export async function frontsToRefresh(store: EntityStore, now: Date): Promise<FrontPost[]> {
  const at = now.toISOString();
  return (await loadFronts(store)).filter(
    ({ nextRefresh }) => nextRefresh !== undefined && nextRefresh <= at,
  );
}

/**
 * Puts an edit into the outbox if the post is outdated, and moves its mark in the same commit. Goes on until the week is
 * over and none of its rounds is open: then it stays as it is.
 * @returns whether it is edited
 */
export async function refreshFront(store: EntityStore, due: FrontPost, now: Date): Promise<boolean> {
  return retryOnConflict(async () => {
    const row = await readFront(store, due);
    if (!row || row.value.key !== due.key || row.value.nextRefresh !== due.nextRefresh) return false;
    const post = row.value;
    const standing = await standingPost(store, frontsPartition, post.key);
    const listed = await loadListed(store, post, post.since);
    const isRipe = standing !== undefined && (post.outdated || refreshableFrom(standing.drawnAt) <= now);
    const current = isRipe ? await currentFront(store, post, listed, now) : undefined;
    const hasNews = listed.rounds.length > 0 || post.outdated;
    const isEdited = standing && current && hasNews && current.figures !== standing.shown;
    const key = editKey(post.key, now.toISOString());
    const edits = isEdited ? [enqueue(editOfFront(post, key, standing.receipt), now)] : [];
    const goesOn = now.toISOString() < post.weekEnds || listed.rounds.some(takesReplies);
    const next = refreshableFrom(standing && !isRipe ? standing.drawnAt : now).toISOString();
    await store.commit(frontsPartition, [
      replace(row, {
        ...omit(post, 'nextRefresh', ...(isRipe ? (['outdated'] as const) : [])),
        ...(current && { lastFigures: current }),
        ...(goesOn && { nextRefresh: next }),
      }),
      ...edits,
    ]);
    return edits.length > 0;
  });
}

/** The digests are built only if something was written since the last comparison. */
async function currentFront(
  store: EntityStore,
  { key, lastFigures }: FrontPost,
  { rounds }: ListedInFront,
  now: Date,
): Promise<KnownFigures> {
  const sources: string[] = [];
  for (const round of rounds) sources.push(shortHash(await sourcesOf(store, round, now), 32));
  const [only, ...more] = rounds;
  // Only a whole digest says what changed since the one before.
  if (only && more.length === 0) sources.push((await lastDigestAt(store, only, lastMoment, key)) ?? '');
  const from = shortHash(JSON.stringify(sources), 32);
  if (lastFigures?.from === from) return lastFigures;
  const digests: Digest[] = [];
  // One after the other, since each needs its round's whole form in memory.
  for (const round of rounds) digests.push(await currentDigest(store, round, key, now));
  return { from, figures: frontFigures(digests) };
}
