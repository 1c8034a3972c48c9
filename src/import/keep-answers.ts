/** Notes that an import gives answers, before it does, so that undoing it removes them. */
import { randomUUID } from 'node:crypto';
import { type Actor } from '../audit/audit';
import { goalsPartition, readProgramme } from '../goals/register';
import { put, readRow, retryOnConflict } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { commitMarked, type ImportMark, markKey, noCounts } from './register-before';
import { readUndo, type UndoHead, undoKey } from './undo-rows';

export interface GivenAnswers {
  readonly programmeId: string;
  readonly period: string;
  /** Whether the same import wrote goals or settings. Otherwise its answers are all that there is to undo. */
  readonly written: boolean;
}

export async function keepAnswers(
  store: EntityStore,
  { programmeId, period, written }: GivenAnswers,
  actor: Actor,
  now: Date,
): Promise<void> {
  const partition = goalsPartition(programmeId);
  await retryOnConflict(async () => {
    const mark = await readRow<ImportMark>(store, partition, markKey);
    const { head } = await readUndo(store, programmeId);
    const programme = (await readProgramme(store, programmeId))?.value;
    if (!programme) return;
    if (written && head)
      return store.commit(partition, [put(head, undoKey, { ...head.value, answers: period })]);
    const run = randomUUID();
    const id = randomUUID();
    const next: UndoHead = { id, run, by: actor.by, at: now.toISOString(), programme, answers: period };
    const { version } = programme;
    const none = { state: 'done', isFirst: false, isOtherForm: false, version, counts: noCounts } as const;
    const marked: ImportMark = { ...(mark?.value ?? none), run };
    await commitMarked(store, partition, mark, marked, [put(head, undoKey, next)]);
  });
}
