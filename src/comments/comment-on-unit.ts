/** Writes, changes or withdraws the comment on a unit. */
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { loadProgramme } from '../goals/register';
import { type LocalizedText, type Programme } from '../goals/schema';
import { unitsOf } from '../goals/unit';
import { type Access } from '../people/access';
import { typedText } from '../plain-text';
import { passGate, readGate } from '../rounds/close-guard';
import { mayCommentOn, mayCommentOnSome } from '../rounds/permissions';
import { type Round } from '../rounds/round';
import { existingRound, loadForm, type RoundName, roundPartition } from '../rounds/round-store';
import { insert, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { commentKey, loadCommentVersions } from './comment-store';
import { type CommentVersion, longestComment, mayCommentNow } from './unit-comment';

export interface Commenting extends RoundName, Actor {
  /** The writer's rights now: those of when the card was drawn do not count. */
  readonly access: Access;
  readonly unit: string;
  /** Line breaks are kept. Empty to withdraw the comment. */
  readonly text: string;
  /** The version that the writer had seen, 0 if there was none. */
  readonly seen: number;
}

/**
 * Writing the same text again changes nothing, whatever was seen. A closing either comes after it or makes it refused.
 * @returns the current version; version 0 if nothing was ever written
 * @throws RefusedError as loadCommentable; `unit-comment-unit` if the unit has no goal in the round or is not the
 *   writer's; `unit-comment-too-long`; `unit-comment-changed` if somebody else has written since the version seen.
 */
export async function commentOnUnit(store: EntityStore, act: Commenting, now: Date): Promise<CommentVersion> {
  const { programmeId, period, unit, by, way, seen } = act;
  const text = typedText(act.text);
  return retryOnConflict(async () => {
    // Read before the round: a closing that begins later makes the commit conflict.
    const gate = await readGate(store, act, unit);
    const { units } = await loadCommentable(store, act, act.access, now);
    if (!gate || !units.has(unit)) throw new RefusedError('unit-comment-unit', { programmeId });
    if (text.length > longestComment)
      throw new RefusedError('unit-comment-too-long', { maximum: String(longestComment) });
    const before = (await loadCommentVersions(store, act, unit)).at(-1);
    const at = now.toISOString();
    if ((before?.text ?? '') === text) return before ?? { unit, text, version: 0, by, at };
    const version = before?.version ?? 0;
    if (seen !== version)
      throw new RefusedError('unit-comment-changed', { by: before?.by ?? '', at: before?.at ?? '' });
    const next: CommentVersion = { unit, text, version: version + 1, by, at };
    const change = { from: version, to: { unit, version: next.version } };
    await store.commit(roundPartition(act), [
      passGate(gate),
      insert(commentKey(next), next),
      audit({ by, way, what: 'unit-commented', programmeId, period, ...change }, now),
    ]);
    return next;
  }, 20);
}

interface Commentable {
  readonly programme: Programme;
  readonly round: Round;
  /** The units that the person may comment on, in the register's order: their texts by name; at least one. */
  readonly units: ReadonlyMap<string, LocalizedText>;
}

/**
 * What a person may comment on now. Contact details are no unit's goals.
 * @throws RefusedError `not-permitted`, also for an unknown programme; `unknown-round`, `round-discarded`;
 *   `unit-comment-closed`.
 */
export async function loadCommentable(
  store: EntityStore,
  { programmeId, period }: RoundName,
  access: Access,
  now: Date,
): Promise<Commentable> {
  const programme = await loadProgramme(store, programmeId);
  if (!programme || !mayCommentOnSome(access, programme))
    throw new RefusedError('not-permitted', { programmeId });
  const round = (await existingRound(store, { programmeId, period })).value;
  if (round.discarded) throw new RefusedError('round-discarded', { period });
  if (!mayCommentNow(round, now)) throw new RefusedError('unit-comment-closed', { period });
  const form = await loadForm(store, round);
  const goals = form?.goals.filter(({ contact }) => !contact) ?? [];
  const all = [...unitsOf(goals, programme)];
  const units = new Map(all.filter(([unit]) => mayCommentOn(access, programme, unit)));
  if (units.size === 0) throw new RefusedError('not-permitted', { programmeId });
  return { programme, round, units };
}
