/** Figures of a published document as a closed round, so that the next round can be compared with it. */
import { auditPrefix } from '../audit/audit';
import { RefusedError } from '../errors';
import { type Answer, type AnswerResult, parseAnswer } from '../goals/answers/answer';
import { type Field, type Goal, type Programme, type Register } from '../goals/schema';
import { type Role } from '../people/schema';
import { fitsRhythm, roundCalendar } from '../periods/calendar';
import { holidayCalendar } from '../periods/working-days';
import { documentSnapshot, type Round } from '../rounds/round';
import {
  indexKey,
  indexPartition,
  previousRound,
  readRound,
  roundKey,
  type RoundName,
  roundPartition,
} from '../rounds/round-store';
import { unsettle } from '../rounds/settled/settle-rounds';
import { type Snapshot, snapshotRows } from '../rounds/snapshot';
import { rewriteRows } from '../storage/rewrite-rows';
import { commitInPages, insert, readRow, readRows, remove } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { nextVersion, type Reply } from './reply';
import { replyChanges } from './reply-store';

/** A published figure is kept as printed, even if nothing can be computed from it ("kesken", 50 for yes or no). */
export function pastAnswer(
  field: Field,
  programme: Programme,
  raw: string | readonly string[],
): AnswerResult {
  const result = parseAnswer(field, programme, raw, programme.languages[0]!);
  if (result.ok || !unreadable.has(result.problem.code)) return result;
  return { ok: true, answer: { raw: String(raw), value: null }, notes: [] };
}

const unreadable: ReadonlySet<string> = new Set(['number-unreadable', 'yes-no-unreadable']);

export interface PastReply {
  readonly programme: Programme;
  readonly period: string;
  /** Who answered or imported the figures. */
  readonly by: string;
}

/** Dated one millisecond before the deadline, since at the deadline it would be late. */
export function pastReply(
  goal: Goal,
  given: ReadonlyMap<string, Answer | undefined>,
  { programme, period, by }: PastReply,
): Reply {
  const at = new Date(pastTimes(programme, period).deadline.getTime() - 1).toISOString();
  return nextVersion(undefined, goal, given, { by, at, formVersion: programme.version });
}

function pastTimes(programme: Programme, period: string) {
  return roundCalendar(programme, period, holidayCalendar());
}

export interface PastRound extends Register {
  readonly roles: readonly Role[];
  readonly period: string;
  readonly replies: readonly Reply[];
  /** Who imported the figures. */
  readonly by: string;
}

/** @throws RefusedError `wrong-rhythm`; `round-exists` if the period has a round already. */
export async function refusePastRound(
  store: EntityStore,
  programme: Programme,
  period: string,
): Promise<void> {
  const details = { programme: programme.id, period, rhythm: programme.rhythm };
  if (!fitsRhythm(programme, period)) throw new RefusedError('wrong-rhythm', details);
  if (await readRound(store, { programmeId: programme.id, period }))
    throw new RefusedError('round-exists', details);
}

/**
 * Existing rows stay, so that an interrupted load can be repeated; the round's own row is written last. A round that
 * exists is left alone.
 */
export async function writePastRound(store: EntityStore, past: PastRound): Promise<void> {
  const { programme, goals, roles, period, replies } = past;
  const name = { programmeId: programme.id, period };
  if (await readRound(store, name)) return;
  const partition = roundPartition(name);
  const there = new Set<string>();
  for (const prefix of ['reply|', 'history|', 'snapshot|'])
    for await (const { key } of readRows(store, partition, withPrefix(prefix))) there.add(key);
  const form = { programme, goals, roles };
  const compared = comparedWith(await previousRound(store, name));
  const changes = [
    ...replies.flatMap((reply) => replyChanges(undefined, reply)),
    ...snapshotRows(documentSnapshot, { ...form, requests: [], handovers: [], ...compared }),
  ];
  await commitInPages(
    store,
    partition,
    changes.filter((change) => !there.has(change.key)),
  );
  if (!(await readRow(store, indexPartition, indexKey(name))))
    await store.commit(indexPartition, [insert(indexKey(name), name)]);
  await store.commit(partition, [insert(roundKey, closedRound(past))]);
}

function comparedWith(round: Round | undefined): Pick<Snapshot, 'previous'> {
  return round ? { previous: { period: round.period, closedAt: round.events.at(-1)!.at } } : {};
}

function closedRound({ programme, period, by }: PastRound): Round {
  const { opens, deadline } = pastTimes(programme, period);
  return {
    programmeId: programme.id,
    period,
    status: 'closed',
    opens: opens.toISOString(),
    deadline: deadline.toISOString(),
    events: [
      { what: 'opened', by, at: opens.toISOString() },
      {
        what: 'closed',
        by,
        at: deadline.toISOString(),
        reason: 'figures of the published document',
        snapshot: documentSnapshot,
      },
    ],
    snapshot: documentSnapshot,
  };
}

/** Takes back a round that writePastRound wrote, its own row first; the audit stays. Can be repeated. */
export async function removePastRound(store: EntityStore, name: RoundName): Promise<void> {
  const partition = roundPartition(name);
  const round = await readRound(store, name);
  await unsettle(store, name);
  if (round) await store.commit(partition, [remove(round)]);
  const listed = await readRow(store, indexPartition, indexKey(name));
  if (listed) await store.commit(indexPartition, [remove(listed)]);
  await rewriteRows(store, partition, (row) => (row.key.startsWith(auditPrefix) ? [] : [remove(row)]));
}
