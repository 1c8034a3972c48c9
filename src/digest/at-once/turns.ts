/** Which goals turned red, green again, or ask for support since a moment. Pure. */
import { type MaybeTurned, type StoodBefore, stoodBy } from '../../rounds/turned/turned-goals';
import { omit } from '../../omit';
import { type Access } from '../../people/access';
import { type Follow, wantsAtOnce } from '../../people/follows';
import { mayReadUnit } from '../../rounds/permissions';
import { type RoundName } from '../../rounds/round-name';
import { changesAgainst, type LightChange, type SupportGoal } from '../changes';
import { type DigestSource } from '../digest';
import { isCounted, type Standing, standingOf } from '../standings';

/** A goal that turned, and how it stood before. */
export interface Turn extends RoundName {
  readonly goalId: string;
  /** The latest version of its reply that may have turned it. */
  readonly version: number;
  readonly before: StoodBefore;
}

/** What is to be told about a goal: at least one of the three. */
export interface Turned {
  readonly standing: Standing;
  readonly red?: LightChange;
  readonly greenAgain?: LightChange;
  /** It did not ask for support before. */
  readonly support?: SupportGoal;
}

/** Whether a person wants to hear at once of a unit's goals, and may read them. */
export function hearsOf(
  unit: string,
  follow: Follow,
  access: Access,
  programme: Parameters<typeof mayReadUnit>[1],
): boolean {
  return wantsAtOnce(follow, unit) && mayReadUnit(access, programme, unit);
}

/** Whether one says all that the other does. */
export function includes(one: Turn, other: Turn): boolean {
  return isOfSameGoal(one, other) && one.version >= other.version;
}

/** Two turns of a goal as one: how it stood before counts from the earlier one, as far as it was assessed then. */
export function joined(earlier: Turn, later: Turn): Turn {
  return { ...later, before: { ...later.before, ...earlier.before } };
}

export function isOfSameGoal(one: Turn, other: Turn): boolean {
  return one.goalId === other.goalId && one.period === other.period && one.programmeId === other.programmeId;
}

/** Like the digest: light is compared with light and flag with flag, and only where both were assessed. */
export function turnedSince(before: StoodBefore, standing: Standing): Turned | undefined {
  const { light = 'not-answered', asks } = before;
  const support = asks === undefined ? undefined : { asking: asks ? 1 : 0, of: 1 };
  const earlier: Standing = { ...omit(standing, 'support', 'percent'), light, ...(support && { support }) };
  const changes = changesAgainst(new Map([[standing.id, earlier]]), [standing]);
  const [red] = changes.newlyRed;
  const [greenAgain] = changes.greenAgain;
  const [asking] = changes.newSupport;
  if (!red && !greenAgain && !asking) return undefined;
  return {
    standing,
    ...(red && { red }),
    ...(greenAgain && { greenAgain }),
    ...(asking && { support: asking }),
  };
}

/** The goal's standing now; `undefined` for one that is not asked or does not count. */
export function standingNow({ form, replies, round }: DigestSource, goalId: string): Standing | undefined {
  const goal = form.goals.find(({ id }) => id === goalId);
  const standing = goal && standingOf(goal, form.programme, replies.get(goalId), round);
  return standing && isCounted(standing) ? standing : undefined;
}

/**
 * How a goal stood before these versions of its reply: as it was assessed in the round, else in the previous period, else by a version
 * among them. @param noted at least one, the oldest first
 */
export function stoodBefore(noted: readonly MaybeTurned[], { previous }: DigestSource): StoodBefore {
  const [{ goalId, before }, ...later] = noted as readonly [MaybeTurned, ...MaybeTurned[]];
  const since = later.reduceRight<StoodBefore>((known, each) => ({ ...known, ...each.before }), {});
  const goal = previous?.form.goals.find(({ id }) => id === goalId);
  if (!goal) return { ...since, ...before };
  const { form, replies, period } = previous!;
  const standing = standingOf(goal, form.programme, replies.get(goalId), { period, status: 'closed' });
  return { ...since, ...stoodBy(standing), ...before };
}
