/** The current figures of an open round; a digest is built for them only when something was written. */
import { goalKey, goalsPartition, readProgramme } from '../goals/register';
import { peoplePartition, roleKey } from '../people/directory';
import { localDay } from '../periods/local-time';
import { gatePrefix } from '../rounds/close-guard';
import { handoverPrefix } from '../rounds/responsibility-store';
import { type KnownFigures, type Round } from '../rounds/round';
import { omit } from '../omit';
import {
  listRoundNames,
  readRounds,
  requestKey,
  type RoundName,
  roundPartition,
} from '../rounds/round-store';
import { type EntityStore, withPrefix } from '../storage/store';
import { digestSince, figuresAt, lastMoment, loadDigestSource } from './build-digest';
import { type Digest } from './digest';
import { figuresOf } from './figures';
import { lastDigestAt } from './last-digest';
import { shortHash } from '../short-hash';

/**
 * The sources' fingerprint is read before the figures, so a write in between makes the next fingerprint differ.
 * @param round that takes replies, with the figures that were computed last
 * @param step of the post that they are compared with
 * @throws RefusedError `unknown-round`.
 */
export async function currentFigures(
  store: EntityStore,
  round: Round,
  step: string,
  now: Date,
): Promise<KnownFigures> {
  const last = await lastDigestAt(store, round, lastMoment, step);
  const from = shortHash(JSON.stringify([await sourcesOf(store, round, now), last ?? '']), 32);
  if (round.lastFigures?.from === from) return round.lastFigures;
  const source = await loadDigestSource(store, round);
  return { from, figures: figuresOf(await digestSince(store, source, figuresAt(round, now), last)) };
}

/**
 * Includes everything stored, whatever its time: a reply that came in while a tick ran is later than the tick. Requests for
 * support are as old as they are now.
 * @param redrawn as for `buildDigest`
 * @throws RefusedError `unknown-round`.
 */
export async function currentDigest(
  store: EntityStore,
  name: RoundName,
  redrawn: string,
  now: Date,
): Promise<Digest> {
  const source = await loadDigestSource(store, name);
  const { round } = source;
  const last = await lastDigestAt(store, round, figuresAt(round, new Date(lastMoment)), redrawn);
  return digestSince(store, source, figuresAt(round, now), last);
}

/**
 * A fingerprint that changes whenever a source of the digest is written, and each day, since requests for support grow old.
 * Gates stand for replies; the round's own row is included by value, since its marks must not count; a closed round's
 * replies do not change.
 */
export async function sourcesOf(store: EntityStore, round: Round, now: Date): Promise<string> {
  const own = roundPartition(round);
  const [closings, programme, ...etags] = await Promise.all([
    closingsOf(store, round.programmeId),
    readProgramme(store, round.programmeId),
    etagsOf(store, own, gatePrefix),
    etagsOf(store, own, handoverPrefix),
    etagsOf(store, own, requestKey('')),
    etagsOf(store, goalsPartition(round.programmeId), goalKey('')),
    etagsOf(store, peoplePartition, roleKey('')),
  ]);
  const marks = ['nextRefresh', 'lastFigures', 'untold', 'unposted', 'turned'] as const;
  const today = programme && localDay(now, programme.value.timeZone);
  return JSON.stringify([omit(round, ...marks), closings, programme?.etag, today, etags]);
}

/** With what is asked, responded to and decided after them. A settled round does not change, so it need not be read. */
async function closingsOf(store: EntityStore, programmeId: string): Promise<readonly unknown[]> {
  const names = await listRoundNames(store, programmeId);
  const settled = names.flatMap((each) => (each.settled ? [[each.period, each.settled.closedAt]] : []));
  const others = names.filter((each) => !each.settled);
  const read = (await readRounds(store, others)).map(({ period, status, events, snapshot, asked }) => {
    return [period, status, events, snapshot, asked?.at];
  });
  return [...settled, ...read];
}

async function etagsOf(store: EntityStore, partition: string, prefix: string): Promise<string[]> {
  const etags: string[] = [];
  for await (const { key, etag } of store.range(partition, withPrefix(prefix))) etags.push(`${key} ${etag}`);
  return etags;
}
