/** What an import replaced, kept in the register's partition until the next import so that this one can be undone. */
import { type Actor } from '../audit/audit';
import { goalsPartition, type StoredGoal } from '../goals/register';
import { type Programme } from '../goals/schema';
import { defined } from '../omit';
import { dataName } from '../short-hash';
import { put, readRow, readRows, remove, type Row } from '../storage/rows';
import { rewriteRows } from '../storage/rewrite-rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type UnresolvedEntry } from './owners/worklist';
import { type ImportMark } from './register-before';

export interface UndoHead {
  /** The goals' rows of this import have it as `of`. */
  readonly id: string;
  /** The run that the import's mark had. With another one, somebody has imported since. */
  readonly run: string;
  readonly by: string;
  /** When the import began (ISO 8601, UTC). */
  readonly at: string;
  /** Absent if the import made the programme. */
  readonly programme?: Programme;
  /** Name of the programme as imported. Absent if the import did not change it. */
  readonly imported?: string;
  /** The period whose answers the file had beside its goals. */
  readonly answers?: string;
  /** Undoing has begun, and may have been interrupted; the version that the form gets by it. */
  readonly undoing?: number;
}

export interface UndoGoal {
  readonly of: string;
  readonly goalId: string;
  /** Absent if the import added the goal. */
  readonly before?: StoredGoal;
  /** Its owners that were not resolved before. */
  readonly entries: readonly UnresolvedEntry[];
  /** Name of the goal as imported. */
  readonly imported: string;
}

export const undoKey = 'import-undo';
const undoGoalPrefix = 'undo-goal|';
const undoGoalKey = (goalId: string) => undoGoalPrefix + goalId;

export interface UndoRows {
  readonly head: Row<UndoHead> | undefined;
  /** By goal id; those of an earlier import have another `of` than the head's id. */
  readonly goals: ReadonlyMap<string, Row<UndoGoal>>;
}

export async function readUndo(store: EntityStore, programmeId: string): Promise<UndoRows> {
  const partition = goalsPartition(programmeId);
  const head = await readRow<UndoHead>(store, partition, undoKey);
  const goals = new Map<string, Row<UndoGoal>>();
  for await (const row of readRows<UndoGoal>(store, partition, withPrefix(undoGoalPrefix)))
    goals.set(row.value.goalId, row);
  return { head, goals };
}

/** The head of an import that begins, or goes on after an interruption. */
export function headOf(
  { head }: UndoRows,
  mark: Row<ImportMark> | undefined,
  next: Omit<UndoHead, 'by' | 'at' | 'id'>,
  { actor, now, id }: { readonly actor: Actor; readonly now: Date; readonly id: string },
): UndoHead {
  const goesOn = mark?.value.state === 'running' && head?.value.run === mark.value.run;
  // An import that goes on may have written the programme already.
  const { id: own, at, ...kept } = goesOn ? head.value : { ...next, id, at: now.toISOString() };
  const { programme, imported = next.imported } = kept;
  return { id: own, run: next.run, by: actor.by, at, ...defined({ programme, imported }) };
}

/** Keeps what a goal was before the import, also if the import goes on after an interruption. */
export function keptGoal(
  { goals }: UndoRows,
  { id }: UndoHead,
  goal: Omit<UndoGoal, 'of' | 'imported'> & { readonly next: StoredGoal },
): Change {
  const { next, ...before } = goal;
  const row = goals.get(goal.goalId);
  const kept = row?.value.of === id ? row.value : { of: id, ...before };
  return put(row, undoGoalKey(goal.goalId), { ...kept, imported: dataName(next) });
}

/** Removes what earlier imports have kept. */
export async function forgetEarlier(
  store: EntityStore,
  programmeId: string,
  { id }: UndoHead,
): Promise<void> {
  await rewriteRows(
    store,
    goalsPartition(programmeId),
    (entity) => {
      const { of } = entity.value as unknown as UndoGoal;
      return of === id ? [] : [remove(entity)];
    },
    { range: withPrefix(undoGoalPrefix) },
  );
}
