import { loadComments } from '../comments/comment-store';
import { RefusedError } from '../errors';
import { calendarOf, loadOrganisationDays } from '../goals/organisation-days';
import { loadReplies, loadRepliesAt, repliesAt } from '../replies/reply-store';
import { loadOpenQuestions } from '../questions/open-questions';
import { askedAbout } from '../questions/question';
import { loadHandovers } from '../rounds/responsibility-store';
import { type Round } from '../rounds/round';
import { earlierRounds, loadForm, loadRequests, readRound, type RoundName } from '../rounds/round-store';
import { readSnapshot, type RoundForm, type Snapshot } from '../rounds/snapshot';
import { type EntityStore } from '../storage/store';
import { oldFrom } from '../support/age';
import { loadSupport } from '../support/load-requests';
import { computeDigest, type Digest, type DigestSource } from './digest';
import { lastDigestAt } from './last-digest';
import { type AgedRequest } from '../support/figures';
import { loadRoundAt, nextSnapshot, statusAt } from './round-at';
import { type YearSource } from './year-view';

/**
 * The digest as of `asOf`, or, if the round was closed then, as of that closing. Earlier forms and hand-overs are known
 * only from closings, so an earlier moment uses the form of the closing after it.
 * @param redrawn the step of the digest, or the key of the front post, that is being redrawn: it is still compared with the
 *   post before it
 * @throws RefusedError `unknown-round`, `round-discarded`.
 */
export async function buildDigest(
  store: EntityStore,
  name: RoundName,
  asOf: Date,
  redrawn?: string,
): Promise<Digest> {
  const source = await loadDigestSource(store, name, asOf);
  const moment = figuresAt(source.round, asOf);
  return digestSince(store, source, moment, await lastDigestAt(store, source.round, moment, redrawn));
}

/** @param last when its reader got the previous digest (ISO 8601, UTC); `undefined` if there was none */
export async function digestSince(
  store: EntityStore,
  source: DigestSource,
  moment: string,
  last: string | undefined,
): Promise<Digest> {
  const { round } = source;
  const lastDigest = last !== undefined && {
    at: last,
    status: statusAt(round, last),
    replies: await repliesAt(store, round, last, source.replies),
  };
  return computeDigest({ ...source, ...(lastDigest && { lastDigest }) }, new Date(moment));
}

/** The moment that a round's figures show: its closing, else the requested one (ISO 8601, UTC). */
export function figuresAt(round: Round, asOf: Date): string {
  const closing = round.status === 'closed' ? round.events.at(-1)?.at : undefined;
  return closing ?? asOf.toISOString();
}

/**
 * A closed round is read entirely from its snapshot, so that its digest never changes.
 * @param asOf default: as it is stored now
 * @throws RefusedError `unknown-round`, `round-discarded`.
 */
export async function loadDigestSource(
  store: EntityStore,
  name: RoundName,
  asOf?: Date,
): Promise<DigestSource> {
  const moment = asOf?.toISOString() ?? lastMoment;
  const { kept, ...figures } = await readFigures(store, name, moment);
  const until = figuresAt(figures.round, new Date(moment));
  const [previous, requests, handovers, questions, support, comments] = await Promise.all([
    comparedWith(store, figures.round, kept, moment),
    kept?.requests ?? loadRequests(store, name),
    kept?.handovers ?? loadHandovers(store, name),
    loadOpenQuestions(store, name, until),
    loadAged(store, name, figures, until),
    loadComments(store, name, figures.form, until),
  ]);
  return {
    ...figures,
    requests: requests.filter(({ createdAt }) => createdAt <= moment),
    handovers: handovers.filter(({ at }) => at <= moment),
    ...(previous && { previous }),
    // A goal that was retired or added since is not in the round.
    ...(questions.length > 0 && { questions: askedAbout(questions, idsIn(figures.form)) }),
    ...(support.length > 0 && { support }),
    ...(comments.length > 0 && { comments }),
  };
}

/** With the days from which they are old. The organisation's days are read only if there is a request. */
async function loadAged(
  store: EntityStore,
  { programmeId, period }: RoundName,
  { form, replies }: YearSource,
  until: string,
): Promise<AgedRequest[]> {
  const requests = await loadSupport(store, { name: { programmeId, period }, form, replies }, until);
  if (requests.length === 0) return [];
  const days = calendarOf(await loadOrganisationDays(store));
  return requests.map((each) => ({ ...each, oldFrom: oldFrom(each.since, form.programme, days) }));
}

function idsIn({ goals }: RoundForm): ReadonlySet<string> {
  return new Set(goals.map(({ id }) => id));
}

export async function loadRoundFigures(
  store: EntityStore,
  name: RoundName,
  asOf?: Date,
): Promise<YearSource> {
  const { round, form, replies } = await readFigures(store, name, asOf?.toISOString() ?? lastMoment);
  return { round, form, replies };
}

async function readFigures(store: EntityStore, name: RoundName, moment: string) {
  const stored = (await readRound(store, name))?.value;
  // It has no figures, also while its answers are still being removed.
  if (stored?.discarded) throw new RefusedError('round-discarded', { period: name.period });
  const round = stored && (await loadRoundAt(store, stored, moment));
  const kept = round && (await snapshotOf(store, round));
  const form = kept ?? (stored && (await formAt(store, stored, moment)));
  if (!round || !form)
    throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  const until = (round.status === 'closed' && round.events.at(-1)?.at) || moment;
  const replies = await repliesAt(store, name, until, await loadReplies(store, name));
  return { round, form, replies, kept };
}

/** Sorts after every moment. */
export const lastMoment = '9999-12-31T23:59:59.999Z';

async function snapshotOf(store: EntityStore, round: Round): Promise<Snapshot | undefined> {
  return round.status === 'closed' && round.snapshot !== undefined
    ? readSnapshot(store, round, round.snapshot)
    : undefined;
}

async function formAt(store: EntityStore, stored: Round, moment: string): Promise<RoundForm | undefined> {
  const id = nextSnapshot(stored, moment);
  return (id !== undefined && (await readSnapshot(store, stored, id))) || loadForm(store, stored);
}

async function comparedWith(
  store: EntityStore,
  { programmeId, period }: RoundName,
  kept: Snapshot | undefined,
  moment: string,
): Promise<DigestSource['previous']> {
  if (kept) return kept.previous && asClosed(store, programmeId, kept.previous);
  // The latest one is nearly always closed, so the others are read only when needed.
  for (const each of await earlierRounds(store, { programmeId, period })) {
    const round = (await readRound(store, each))?.value;
    if (!round || statusAt(round, moment) !== 'closed') continue;
    const closedAt = round.events.findLast(({ at }) => at <= moment)?.at;
    return closedAt === undefined
      ? undefined
      : asClosed(store, programmeId, { period: each.period, closedAt });
  }
  return undefined;
}

/** A round as it was at this closing, whatever was done to it later. */
async function asClosed(
  store: EntityStore,
  programmeId: string,
  { period, closedAt }: { readonly period: string; readonly closedAt: string },
): Promise<DigestSource['previous']> {
  const name = { programmeId, period };
  const round = (await readRound(store, name))?.value;
  const closing = round?.events.find(({ what, at }) => what === 'closed' && at === closedAt);
  const snapshot = closing?.snapshot;
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
