/** Finds imports that would remove a lot at once, which is more often a wrong file than intended. Pure. */
import { ownersIn } from '../../goals/register';
import { type Goal } from '../../goals/schema';
import { type ImportPlan, type RegisterBefore } from './import-plan';

export interface Loss {
  /** Goals retired; fields and groups removed from goals that stay; goals that stay without one of their owners. */
  readonly what: 'goals' | 'parts' | 'owners';
  readonly lost: number;
  readonly of: number;
}

/** A loss is great if it is both more than `few` and more than this share of all. */
const few = 5;
const share = 0.2;

export function greatLosses(
  { goals }: Pick<RegisterBefore, 'goals'>,
  { goals: planned, retired }: Pick<ImportPlan, 'goals' | 'retired'>,
): Loss[] {
  const active = goals.filter((stored) => !stored.retired).map(({ goal }) => goal);
  const stay = planned.flatMap(({ stored, next }) =>
    stored && !stored.retired ? [[stored.goal, next.goal] as const] : [],
  );
  const parts = stay.reduce((sum, [before, after]) => sum + missing(partsOf(before), partsOf(after)), 0);
  const owners = stay.filter(([before, after]) => missing(ownersIn(before), ownersIn(after)) > 0).length;
  const losses: Loss[] = [
    { what: 'goals', lost: retired.length, of: active.length },
    { what: 'parts', lost: parts, of: active.reduce((sum, goal) => sum + partsOf(goal).length, 0) },
    { what: 'owners', lost: owners, of: active.length },
  ];
  return losses.filter(({ lost, of }) => lost > few && lost > of * share);
}

function partsOf({ fields, groups }: Goal): string[] {
  return [...fields.map(({ id }) => `field ${id}`), ...groups.map(({ id }) => `group ${id}`)];
}

function missing(before: readonly string[], after: readonly string[]): number {
  const there = new Set(after);
  return before.filter((each) => !there.has(each)).length;
}
