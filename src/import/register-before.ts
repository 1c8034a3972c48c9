/** The stored register that an import compares a file with, and the rows that its writes are conditional on. */
import { goalsPartition, readGoalRows, readProgramme, type StoredGoal } from '../goals/register';
import { type Owner, type Programme } from '../goals/schema';
import { ConflictError } from '../errors';
import { loadDirectory } from '../people/directory';
import { loadReplies } from '../replies/reply-store';
import { listRounds } from '../rounds/round-store';
import { put, readRow, loadRows, readValues, type Row } from '../storage/rows';
import { type Change, type EntityStore, withPrefix } from '../storage/store';
import { type KeptBeside } from './table/imported';
import { aliasOf, type OwnerReader, ownerReader } from './owners/owners';
import { type RegisterBefore } from './plan/plan';
import { type UnresolvedEntry } from './owners/worklist';

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  readonly revived: number;
  readonly retired: number;
}

export const noCounts: ImportCounts = { added: 0, changed: 0, revived: 0, retired: 0 };

/** Marks an import in progress, so that an interrupted one is completed and two at once are noticed. */
export interface ImportMark {
  readonly run: string;
  readonly state: 'running' | 'done';
  readonly isFirst: boolean;
  /** Whether the programme gets this version once all goals are written. */
  readonly isOtherForm: boolean;
  readonly version: number;
  readonly counts: ImportCounts;
}

/** The unresolved owners of one goal. */
export interface UnresolvedRow {
  readonly goalId: string;
  readonly entries: readonly UnresolvedEntry[];
}

/** The owner that somebody has said a text in a register means. */
export interface AliasRow {
  readonly alias: string;
  readonly owner: Owner;
}

export const markKey = 'import-mark';
export const unresolvedKey = (goalId: string) => `unresolved|${goalId}`;
export const aliasKey = (alias: string) => `owner-alias|${alias}`;

export interface StoredRegister {
  readonly before: RegisterBefore;
  readonly readOwners: OwnerReader;
  /** Undefined if the programme is new. */
  readonly programme: Row<Programme> | undefined;
  readonly mark: Row<ImportMark> | undefined;
  readonly goals: ReadonlyMap<string, Row<StoredGoal>>;
  readonly unresolved: ReadonlyMap<string, Row<UnresolvedRow>>;
}

/**
 * @param names owners of texts that the file itself says
 * @param created returns the new programme if there is none yet; throws if it cannot be created
 */
export async function loadStoredRegister(
  store: EntityStore,
  programmeId: string,
  created: () => Programme,
  names: KeptBeside['names'] = [],
): Promise<StoredRegister> {
  const partition = goalsPartition(programmeId);
  // Read first: an import that writes after this moment makes the commit fail.
  const mark = await readRow<ImportMark>(store, partition, markKey);
  const programme = await readProgramme(store, programmeId);
  const goals = await readGoalRows(store, programmeId);
  const unresolved = await readUnresolved(store, programmeId);
  const aliases = await loadAliases(store, programmeId);
  // What somebody has said since counts.
  const known = new Map([...names.map(({ text, owner }) => [aliasOf(text), owner] as const), ...aliases]);
  return {
    before: {
      programme: programme?.value ?? created(),
      isNew: !programme,
      goals: goals.map(({ value }) => value),
      entries: new Map(unresolved.map(({ value }) => [value.goalId, value.entries])),
      isFirst:
        mark?.value.state === 'running' ? mark.value.isFirst : goals.every(({ value }) => value.retired),
      answered: await loadAnswered(store, programmeId),
    },
    readOwners: ownerReader(await loadDirectory(store), known),
    ...{ programme, mark },
    goals: new Map(goals.map((row) => [row.value.goal.id, row])),
    unresolved: new Map(unresolved.map((row) => [row.value.goalId, row])),
  };
}

/** The owners that texts in the register's files mean. */
export async function loadAliases(store: EntityStore, programmeId: string): Promise<Map<string, Owner>> {
  const rows = await readValues<AliasRow>(store, goalsPartition(programmeId), withPrefix(aliasKey('')));
  return new Map(rows.map(({ alias, owner }) => [alias, owner]));
}

export function readUnresolved(store: EntityStore, programmeId: string): Promise<Row<UnresolvedRow>[]> {
  return loadRows<UnresolvedRow>(store, goalsPartition(programmeId), withPrefix(unresolvedKey('')));
}

/** The fields that have an answer in some round, by goal. */
async function loadAnswered(store: EntityStore, programmeId: string): Promise<Map<string, Set<string>>> {
  const answered = new Map<string, Set<string>>();
  for (const round of await listRounds(store, programmeId))
    for (const [goalId, { answers }] of await loadReplies(store, round))
      answered.set(goalId, new Set([...(answered.get(goalId) ?? []), ...Object.keys(answers)]));
  return answered;
}

/**
 * Commits changes to a register together with the mark, which it returns as it is then.
 * @throws ConflictError if somebody else has put another mark in its place
 */
export async function commitMarked(
  store: EntityStore,
  partition: string,
  row: Row<ImportMark> | undefined,
  mark: ImportMark,
  changes: readonly Change[],
): Promise<Row<ImportMark>> {
  await store.commit(partition, [put(row, markKey, mark), ...changes]);
  const written = await readRow<ImportMark>(store, partition, markKey);
  if (written?.value.run !== mark.run)
    throw new ConflictError('somebody else imports into the same register');
  return written;
}
