/** Decides on a request for support, corrects the decision, or takes it back; every version is kept. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { loadGoal, loadProgramme } from '../goals/register';
import { type Goal, type Programme } from '../goals/schema';
import { enqueue } from '../outbox/message';
import { type Access } from '../people/access';
import { localDay } from '../periods/local-time';
import { typedText } from '../plain-text';
import { markAsked, roundToMark } from '../questions/question-store';
import { loadRespondents } from '../questions/respondents';
import { loadResponsibility } from '../rounds/responsibility-store';
import { type Round } from '../rounds/round';
import { loadForm, roundPartition } from '../rounds/round-store';
import { shortHash } from '../short-hash';
import { put, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { mayDecide } from './deciders';
import { loadRequests } from './load-requests';
import {
  asLine,
  longestDecision,
  mostVersions,
  type SupportDecision,
  type SupportName,
  type SupportRequest,
} from './request';
import { decisionKey, readDecision } from './support-store';

export interface Deciding extends SupportName, Actor {
  /** The rights now: those of when the card was drawn do not count. */
  readonly access: Access;
  /** Missing to take the decision back. */
  readonly text?: string;
  /** How many versions of the decision had been seen. */
  readonly seen: number;
  /** Earliest time at which the owners may get a message; default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Also after the round was closed. Doing the same again changes nothing. The owners of the task and their substitutes of
 * the day are told of every version.
 * @throws RefusedError `decision-missing`, `decision-too-long`; `unknown-round`, `round-discarded`, `round-not-open`;
 *   `support-not-yours`; `support-withdrawn` if the task needs no support any more, and nothing was decided before;
 *   `decided-meanwhile` if there are more versions than had been seen; `decisions-full`.
 */
export async function decideOnSupport(
  store: EntityStore,
  act: Deciding,
  now: Date,
): Promise<SupportDecision> {
  const text = act.text === undefined ? undefined : lineOf(act.text);
  return retryOnConflict(async () => {
    const round = await roundToMark(store, act);
    const row = await readDecision(store, act);
    const about = await loadDecidable(store, act, round.value, row?.value);
    const known = row?.value.versions ?? [];
    const last = known.at(-1);
    const isSame = last ? last.by === act.by && last.text === text : text === undefined;
    if (isSame) return row?.value ?? startOf(act, about.request);
    if (last && known.length > act.seen)
      throw new RefusedError('decided-meanwhile', { by: last.by, at: last.at });
    if (known.length >= mostVersions)
      throw new RefusedError('decisions-full', { most: String(mostVersions) });
    const version = { ...(text !== undefined && { text }), by: act.by, at: now.toISOString() };
    const next = { ...(row?.value ?? startOf(act, about.request)), versions: [...known, version] };
    const { programmeId, period, goalId, fieldId, askedAt, by, way } = act;
    const to = {
      fieldId,
      askedAt,
      version: next.versions.length,
      ...(text === undefined && { takenBack: true }),
    };
    await store.commit(roundPartition(act), [
      put(row, decisionKey(act), next),
      markAsked(round, localDay(now, about.programme.timeZone), now),
      ...(await telling(store, act, about, next.versions.length, now)),
      audit({ by, way, what: 'support-decided', programmeId, period, goalId, to }, now),
    ]);
    return next;
  }, 20);
}

function lineOf(typed: string): string {
  const text = asLine(typedText(typed));
  if (text === '') throw new RefusedError('decision-missing');
  if (text.length > longestDecision)
    throw new RefusedError('decision-too-long', { maximum: String(longestDecision) });
  return text;
}

function startOf(
  { goalId, fieldId, askedAt }: SupportName,
  request: SupportRequest | undefined,
): SupportDecision {
  const { by = '', wanted = [] } = request ?? {};
  return { goalId, fieldId, askedAt, askedBy: by, wanted, versions: [] };
}

interface Decidable {
  readonly programme: Programme;
  readonly goal: Goal;
  /** Missing if it was withdrawn after it was decided. */
  readonly request?: SupportRequest;
}

/** @throws RefusedError `support-not-yours`, `support-withdrawn` */
async function loadDecidable(
  store: EntityStore,
  act: Deciding,
  round: Round,
  decision: SupportDecision | undefined,
): Promise<Decidable> {
  const { programmeId, goalId, access } = act;
  const refused = new RefusedError('support-not-yours', { programmeId });
  const [programme, form] = await Promise.all([loadProgramme(store, programmeId), loadForm(store, round)]);
  const goal = form?.goals.find(({ id }) => id === goalId);
  if (!programme || !form || !goal) throw refused;
  const request = (await loadRequests(store, { name: act, form }, goalId)).find(
    ({ fieldId, askedAt }) => fieldId === act.fieldId && askedAt === act.askedAt,
  );
  const wanted = request?.wanted ?? decision?.wanted ?? [];
  // The current register says who heads the goal's unit.
  const current = (await loadGoal(store, programmeId, goalId)) ?? goal;
  if (!(await mayDecide(store, access, programme, current, wanted))) throw refused;
  if (!request && !decision) throw new RefusedError('support-withdrawn', { programmeId });
  return { programme, goal: current, ...(request && { request }) };
}

/** Nobody is told of what they decided themselves. */
async function telling(
  store: EntityStore,
  act: Deciding,
  { programme, goal }: Decidable,
  version: number,
  now: Date,
): Promise<Change[]> {
  const { programmeId, period, goalId, fieldId, askedAt, by } = act;
  const responsibility = await loadResponsibility(store, act, programme.timeZone, now, goalId);
  const task = goal.fields.find(({ id }) => id === fieldId)?.group;
  const told = await loadRespondents(store, goal, task, responsibility);
  const which = `${shortHash(decisionKey(act), 16)}-${version}`;
  const data = { programmeId, period, goalId, fieldId, askedAt, version };
  return told
    .filter((id) => id !== by)
    .map((personId) => {
      const key = `${programmeId}|${period}|${personId}|support-decided-${which}`;
      const recipient = { type: 'person', personId } as const;
      return enqueue({ key, kind: 'support-decided', recipient, data }, now, act.sendFrom);
    });
}
