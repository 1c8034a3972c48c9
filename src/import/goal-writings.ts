/** What an import writes for each goal: the goal, its unresolved owners, the audit's entries. Pure. */
import { type Actor, audit } from '../audit/audit';
import { goalKey, ownersIn, type StoredGoal } from '../goals/register';
import { sameData } from '../same-data';
import { put, remove } from '../storage/rows';
import { type Change, type Json } from '../storage/store';
import { type GoalChanges } from './goal-pages';
import { type PlannedGoal } from './plan/plan';
import { type StoredRegister, unresolvedKey } from './register-before';
import { keptGoal, type UndoHead, type UndoRows } from './undo-rows';

/** What is written for one goal, in one commit. */
export interface GoalWriting extends GoalChanges {
  readonly what: PlannedGoal['what'] | 'retired';
  readonly next: StoredGoal;
}

export interface Act {
  readonly actor: Actor;
  readonly now: Date;
}

export function goalWrite({ goals }: StoredRegister, next: StoredGoal): Change[] {
  const row = goals.get(next.goal.id);
  return row && sameData(row.value, next) ? [] : [put(row, goalKey(next.goal.id), next)];
}

export function importedGoal(
  stored: StoredRegister,
  { what, next, stored: old, entries, changes, isOtherForm }: PlannedGoal,
  version: number,
  { actor, now }: Act,
): GoalWriting {
  const { id } = next.goal;
  const goal = isOtherForm ? { ...next.goal, changedIn: version } : next.goal;
  const about = { ...actor, programmeId: stored.before.programme.id, goalId: id };
  const row = stored.unresolved.get(id);
  const listed = { goalId: id, entries };
  const [from, to] = [old ? ownersIn(old.goal) : [], ownersIn(goal)];
  const said = { what, changes: changes.map((change) => ({ ...change })) };
  const all = [
    ...goalWrite(stored, { ...next, goal }),
    ...(entries.length === 0 ? (row ? [remove(row)] : []) : []),
    ...(entries.length > 0 && !sameData(row?.value, listed) ? [put(row, unresolvedKey(id), listed)] : []),
    ...(old && String(from) !== String(to)
      ? [audit({ ...about, what: 'owners-changed', from, to }, now)]
      : []),
    ...(changes.length > 0 || what === 'revived'
      ? [audit({ ...about, what: 'goal-changed', to: shortened(said) }, now)]
      : []),
  ];
  return { what, next: { ...next, goal }, changes: all };
}

/** The full new text is in the register; the audit holds enough of it to find it. */
function shortened(said: object): Json {
  const text = JSON.stringify(said, (_key, value: unknown) =>
    typeof value === 'string' && value.length > 200 ? `${value.slice(0, 200)}…` : value,
  );
  return JSON.parse(text) as Json;
}

export function retirement(stored: StoredRegister, goal: StoredGoal, { actor, now }: Act): GoalWriting {
  const { id } = goal.goal;
  const about = { ...actor, programmeId: stored.before.programme.id, goalId: id };
  const row = stored.unresolved.get(id);
  const next = { ...goal, retired: { by: actor.by, at: now.toISOString() } };
  const changes = [
    ...goalWrite(stored, next),
    ...(row ? [remove(row)] : []),
    audit({ ...about, what: 'goal-changed', to: { what: 'retired' } }, now),
  ];
  return { what: 'retired', next, changes };
}

/** Adds what the goal was to the commit that changes it. */
export function withUndo({ goals, unresolved }: StoredRegister, undo: UndoRows, head: UndoHead) {
  return (writing: GoalWriting): GoalWriting => {
    const goalId = writing.next.goal.id;
    const before = goals.get(goalId)?.value;
    const entries = unresolved.get(goalId)?.value.entries ?? [];
    const kept = keptGoal(undo, head, { goalId, ...(before && { before }), entries, next: writing.next });
    return { ...writing, changes: [...writing.changes, kept] };
  };
}
