/** Undoes the latest import into a register, until somebody answers a goal after it. */
import { randomUUID } from 'node:crypto';
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import {
  goalKey,
  goalsPartition,
  programmesPartition,
  readProgramme,
  type StoredGoal,
} from '../goals/register';
import { type Programme } from '../goals/schema';
import { omit } from '../omit';
import { removePastRound } from '../replies/past-round';
import { askNewOwners } from '../rounds/ask-owner';
import { sameData } from '../same-data';
import { put, readRow, remove, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { pagesOf } from './goal-pages';
import { programmeChanges } from './programme-changes';
import {
  commitMarked,
  type ImportMark,
  markKey,
  noCounts,
  readUnresolved,
  unresolvedKey,
} from './register-before';
import { readUndoable, type Undoable, type UndonePart } from './undoable';
import { forgetEarlier, type UndoGoal, type UndoHead, undoKey } from './undo-rows';

export interface UndoRequest {
  readonly programmeId: string;
  /** Undoes only what still has this name, see Undoable. */
  readonly name?: string;
  /** When people whose goals come back may be sent messages. Default: at once. */
  readonly sendFrom?: Date;
}

/**
 * Can be repeated: it completes an undoing that was interrupted.
 * @returns what was undone
 * @throws RefusedError those of readUndoable; `plan-changed` if it no longer has the given name
 * @throws ConflictError if others keep changing the register
 */
export async function undoImport(
  store: EntityStore,
  { programmeId, name, sendFrom }: UndoRequest,
  actor: Actor,
  now: Date,
): Promise<Undoable> {
  return retryOnConflict(async () => {
    const undoable = await readUndoable(store, programmeId);
    if (name !== undefined && name !== undoable.name) throw new RefusedError('plan-changed');
    await undo(store, undoable, { actor, now });
    const changed = new Set(undoable.parts.map(({ kept }) => kept.value.goalId));
    await askNewOwners(store, programmeId, sendFrom, now, changed);
    return undoable;
  });
}

interface Act {
  readonly actor: Actor;
  readonly now: Date;
}

async function undo(store: EntityStore, undoable: Undoable, act: Act): Promise<void> {
  const { programmeId } = undoable;
  const partition = goalsPartition(programmeId);
  const programme = await readProgramme(store, programmeId);
  const version = undoable.head.value.undoing ?? restoredVersion(programme?.value, undoable.head.value);
  const { mark, head } = await begin(store, undoable, version);
  let row = mark;
  const unresolved = new Map(
    (await readUnresolved(store, programmeId)).map((each) => [each.value.goalId, each]),
  );
  const goals = undoable.parts.map((part) => ({
    changes: goalChanges(part, unresolved, version, { programmeId, ...act }),
  }));
  for (const page of pagesOf(partition, goals))
    row = await commitMarked(
      store,
      partition,
      row,
      mark.value,
      page.flatMap(({ changes }) => changes),
    );
  const { answers } = head.value;
  if (answers !== undefined) await removePastRound(store, { programmeId, period: answers });
  await restoreProgramme(store, programme, { head: head.value, version }, act);
  await forgetEarlier(store, programmeId, head.value);
  const to = { goals: undoable.parts.length, ...(answers !== undefined && { answers }) };
  await store.commit(partition, [
    head.value.programme ? put(row, markKey, { ...mark.value, state: 'done', version }) : remove(row),
    remove(head),
    audit({ ...act.actor, what: 'import-undone', programmeId, to }, act.now),
  ]);
}

/** From here on, an import that is under way elsewhere fails, and only undoing or a new import goes on. */
async function begin(
  store: EntityStore,
  { programmeId, mark, head }: Undoable,
  version: number,
): Promise<{ readonly mark: Row<ImportMark>; readonly head: Row<UndoHead> }> {
  const partition = goalsPartition(programmeId);
  const run = randomUUID();
  const next: ImportMark = {
    ...mark.value,
    ...{ run, state: 'running', isFirst: false, isOtherForm: false, counts: noCounts },
  };
  const written = await commitMarked(store, partition, mark, next, [
    put(head, undoKey, { ...head.value, run, undoing: version }),
  ]);
  return { mark: written, head: (await readRow<UndoHead>(store, partition, undoKey))! };
}

/** A form never gets a version back of which cards may have been drawn. */
function restoredVersion(current: Programme | undefined, { programme: before }: UndoHead): number {
  const version = current?.version ?? 1;
  return before === undefined || before.version === version ? version : version + 1;
}

function goalChanges(
  { kept, current, then }: UndonePart,
  unresolved: ReadonlyMap<string, Row<unknown>>,
  version: number,
  { programmeId, actor, now }: Act & { readonly programmeId: string },
): Change[] {
  const { goalId, entries } = kept.value;
  const row = unresolved.get(goalId);
  const key = unresolvedKey(goalId);
  return [
    ...goalChange(kept.value, current, { then, version, by: actor.by, now }),
    ...(entries.length > 0 ? [put(row, key, { goalId, entries })] : row ? [remove(row)] : []),
    remove(kept),
    audit(
      { ...actor, what: 'goal-changed', programmeId, goalId, to: { what: `import-undone: ${then}` } },
      now,
    ),
  ];
}

function goalChange(
  { goalId, before }: UndoGoal,
  current: Row<StoredGoal> | undefined,
  { then, version, by, now }: { then: UndonePart['then']; version: number; by: string; now: Date },
): Change[] {
  if (then === 'removed') return current ? [remove(current)] : [];
  if (then === 'retired')
    return [put(current, goalKey(goalId), { ...current!.value, retired: { by, at: now.toISOString() } })];
  const isOtherForm = current?.value.goal.changedIn !== before!.goal.changedIn;
  const goal = isOtherForm ? { ...before!.goal, changedIn: version } : before!.goal;
  return [put(current, goalKey(goalId), { ...before!, goal })];
}

/** Settings that the import did not change stay as they are now. */
async function restoreProgramme(
  store: EntityStore,
  row: Row<Programme> | undefined,
  { head: { programme: before, imported }, version }: { readonly head: UndoHead; readonly version: number },
  act: Act,
): Promise<void> {
  if (!row) return;
  if (!before) return store.commit(programmesPartition, [remove(row)]);
  // A programme that somebody has started meanwhile goes on.
  const kept = row.value.awaitsStart ? before : omit(before, 'awaitsStart');
  const next: Programme = { ...kept, version };
  if (imported === undefined || sameData(next, row.value)) return;
  await store.commit(programmesPartition, programmeChanges(row, next, act));
}
