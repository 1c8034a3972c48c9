/** The goals that a digest names, and in which order. Pure. */
import { type LightChange, type PeriodChanges, type SupportGoal } from './changes';
import { type SupportFigures } from '../support/figures';

/** Goals of one kind that a card names; its buttons lead to all of them. */
export const mostNamed = 3;

/** The newest requests first, and those of which all is decided last. */
export function supportGoals(digest: PeriodChanges & SupportFigures): readonly SupportGoal[] {
  const all = [...digest.newSupport, ...digest.firstSupport, ...digest.stillSupport];
  const decided = new Set(digest.decidedSupport?.map(({ id }) => id));
  return [...all.filter(({ id }) => !decided.has(id)), ...all.filter(({ id }) => decided.has(id))];
}

/**
 * The ids of all goals behind the digest's support button: those, and goals whose old request waits although they are not
 * completely answered in this round.
 */
export function supportListed(digest: PeriodChanges & SupportFigures): readonly string[] {
  return [...new Set([...supportGoals(digest).map(({ id }) => id), ...(digest.oldSupport?.goals ?? [])])];
}

/** Every fall: to red first, then the deepest. */
export function falls({ worse }: PeriodChanges): readonly LightChange[] {
  return [...worse].sort((a, b) => toRed(b) - toRed(a) || deepest(a, b));
}

/** Every rise: the highest first. */
export function rises({ better }: PeriodChanges): readonly LightChange[] {
  return [...better].sort((a, b) => deepest(b, a));
}

/** The furthest from their targets first; those without a figure last. */
export function furthest(reds: readonly LightChange[]): readonly LightChange[] {
  return [...reds].sort((a, b) => (a.toPercent ?? Infinity) - (b.toPercent ?? Infinity) || 0);
}

/** Every red goal: those that turned red, then the furthest from their targets. */
export function redGoals(digest: PeriodChanges): readonly LightChange[] {
  const turned = new Set(digest.newlyRed.map(({ id }) => id));
  const fallen = falls(digest).filter(({ id }) => turned.has(id));
  return [...fallen, ...furthest([...digest.firstRed, ...digest.stillRed])];
}

/** The goals that a card may name. */
export function namedGoals(digest: PeriodChanges & SupportFigures): readonly string[] {
  const lists = [
    ...[supportGoals(digest), falls(digest), rises(digest), redGoals(digest)],
    ...[furthest(digest.firstRed), furthest(digest.stillRed)],
  ];
  return [...new Set(lists.flatMap((list) => list.slice(0, mostNamed).map(({ id }) => id)))];
}

function toRed({ to }: LightChange): number {
  return to === 'red' ? 1 : 0;
}

function deepest(a: LightChange, b: LightChange): number {
  return risen(a) - risen(b);
}

/** In percentage points; 0 if a period gave no figure. */
function risen({ fromPercent, toPercent }: LightChange): number {
  return fromPercent === undefined || toPercent === undefined ? 0 : toPercent - fromPercent;
}
