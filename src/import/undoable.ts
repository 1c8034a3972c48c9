/** What undoing the latest import would do, and whether it still can be undone. */
import { RefusedError } from '../errors';
import { goalsPartition, readGoalRows, readProgramme, type StoredGoal } from '../goals/register';
import { type Goal } from '../goals/schema';
import { loadReplies } from '../replies/reply-store';
import { type Round, takesReplies } from '../rounds/round';
import { listRounds } from '../rounds/round-store';
import { omit } from '../omit';
import { sameData } from '../same-data';
import { dataName } from '../short-hash';
import { readRow, type Row } from '../storage/rows';
import { type EntityStore } from '../storage/store';
import { type ImportMark, markKey } from './register-before';
import { readUndo, type UndoGoal, type UndoHead } from './undo-rows';

export interface UndonePart {
  readonly kept: Row<UndoGoal>;
  readonly current: Row<StoredGoal> | undefined;
  /** An added goal is retired if a round may have asked it; a moved one only returns to its place in the register. */
  readonly then: 'restored' | 'moved' | 'removed' | 'retired';
}

export interface Undoable {
  readonly programmeId: string;
  /** The same as long as undoing has the same effect. */
  readonly name: string;
  readonly head: Row<UndoHead>;
  readonly mark: Row<ImportMark>;
  readonly parts: readonly UndonePart[];
  /** The goals that somebody has changed since the import; these changes are undone too. */
  readonly changedSince: readonly Goal[];
  readonly settings: 'kept' | 'restored' | 'changed-since' | 'removed';
}

/** How many goals change again, and how many that were added go; not those that only move. */
export function undoCounts(parts: readonly UndonePart[]): { restored: number; removed: number } {
  const count = (...what: readonly UndonePart['then'][]) =>
    parts.filter(({ then }) => what.includes(then)).length;
  return { restored: count('restored'), removed: count('removed', 'retired') };
}

/**
 * @throws RefusedError `undo-nothing` if there has been no import, it was undone, or an older program has imported since;
 *   `undo-interrupted` if an import runs or was interrupted; `undo-answered` if somebody has answered since;
 *   `undo-round` if the import made the programme or gave answers, and a round was opened since
 */
export async function readUndoable(store: EntityStore, programmeId: string): Promise<Undoable> {
  const mark = await readRow<ImportMark>(store, goalsPartition(programmeId), markKey);
  const { head, goals } = await readUndo(store, programmeId);
  if (!mark || head?.value.run !== mark.value.run)
    throw new RefusedError('undo-nothing', { programme: programmeId });
  if (mark.value.state === 'running' && head.value.undoing === undefined)
    throw new RefusedError('undo-interrupted', { programme: programmeId });
  const rounds = await roundsSince(store, programmeId, head.value);
  const rows = new Map((await readGoalRows(store, programmeId)).map((row) => [row.value.goal.id, row]));
  const [round] = rounds;
  if (round && (!head.value.programme || head.value.answers !== undefined))
    throw new RefusedError('undo-round', { period: round.period });
  await refuseAnswered(store, rounds, head.value, (id) => rows.get(id)?.value.goal.code ?? id);
  const parts = [...goals.values()]
    .filter(({ value: { of } }) => of === head.value.id)
    .map((kept): UndonePart => {
      const current = rows.get(kept.value.goalId);
      return { kept, current, then: thenOf(kept.value, current, rounds.length > 0) };
    });
  const changedSince = parts.flatMap(({ kept, current }) =>
    current && dataName(current.value) !== kept.value.imported ? [current.value.goal] : [],
  );
  const settings = await settingsOf(store, programmeId, head.value);
  const what = parts.map(({ kept, current, then }) => [kept.value.goalId, then, current?.etag ?? null]);
  const name = dataName([head.value.id, settings, what]);
  return { programmeId, name, head, mark, parts, changedSince, settings };
}

function thenOf(
  { before, entries }: UndoGoal,
  current: Row<StoredGoal> | undefined,
  mayBeAsked: boolean,
): UndonePart['then'] {
  if (!before) return mayBeAsked && current ? 'retired' : 'removed';
  const isMoved = current !== undefined && sameData(omit(current.value, 'order'), omit(before, 'order'));
  return isMoved && entries.length === 0 ? 'moved' : 'restored';
}

async function settingsOf(
  store: EntityStore,
  programmeId: string,
  { programme, imported }: UndoHead,
): Promise<Undoable['settings']> {
  if (!programme) return 'removed';
  if (imported === undefined) return 'kept';
  const current = (await readProgramme(store, programmeId))?.value;
  return current && dataName(current) === imported ? 'restored' : 'changed-since';
}

/**
 * Rounds that take answers, and those that were opened after the import; the one of the file's answers, which begins as
 * closed, only if it was reopened.
 */
async function roundsSince(
  store: EntityStore,
  programmeId: string,
  { at, answers }: UndoHead,
): Promise<Round[]> {
  const rounds = await listRounds(store, programmeId);
  return rounds.filter(
    (round) =>
      takesReplies(round) ||
      round.status === 'closing' ||
      round.events.some((event) => (round.period === answers ? event.what === 'reopened' : event.at >= at)),
  );
}

async function refuseAnswered(
  store: EntityStore,
  rounds: readonly Round[],
  { at }: UndoHead,
  codeOf: (goalId: string) => string,
): Promise<void> {
  for (const round of rounds)
    for (const [, reply] of await loadReplies(store, round))
      if (reply.at >= at)
        throw new RefusedError('undo-answered', { period: round.period, goal: codeOf(reply.goalId) });
}
