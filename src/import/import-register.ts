/** Imports a file into the stored register: plan, goals page by page, the programme, the open rounds. */
import { randomUUID } from 'node:crypto';
import { type Actor, audit } from '../audit/audit';
import { RefusedError } from '../errors';
import { goalsPartition, ownersIn, programmesPartition } from '../goals/register';
import { type Programme } from '../goals/schema';
import { askNewOwners } from '../rounds/ask-owner';
import { put, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { type ImportedRegister } from './table/imported';
import {
  type ImportChoices,
  type ImportPlan,
  planImport,
  type PlannedGoal,
  type PlanSource,
} from './plan/plan';
import { programmeFrom } from './plan/plan-programme';
import {
  aliasKey,
  commitMarked,
  type ImportCounts,
  type ImportMark,
  loadAliases,
  loadStoredRegister,
  markKey,
  noCounts,
  type StoredRegister,
} from './register-before';
import { aliasOf } from './owners/owners';
import { mappingOf, readMapping, rememberedBy } from './column-mappings';
import { pagesOf } from './goal-pages';
import { type Act, type GoalWriting, goalWrite, importedGoal, retirement, withUndo } from './goal-writings';
import { programmeChanges } from './programme-changes';
import { forgetEarlier, headOf, readUndo, type UndoHead, undoKey, type UndoRows } from './undo-rows';
import { sameData } from '../same-data';
import { dataName } from '../short-hash';

export interface ImportRequest {
  readonly programmeId: string;
  readonly file: ImportedRegister;
  readonly choices?: ImportChoices;
  /** Writes nothing if there is any error. */
  readonly strict?: boolean;
  /** Somebody has agreed to `losses` of the plan. */
  readonly retireMany?: boolean;
  /** Imports only if the plan still has this name. */
  readonly planName?: string;
  /** When people who are asked in the middle of a round may be sent messages. Default: at once. */
  readonly sendFrom?: Date;
  /** Finds what is wrong with a schedule that the file sets. */
  readonly scheduleProblems?: PlanSource['scheduleProblems'];
  /** Makes the programme if there is none yet. Default: only from a file with complete settings, and started. */
  readonly newProgramme?: PlanSource['newProgramme'];
  /** Refuses a programme that exists, unless its first import was interrupted. */
  readonly mustBeNew?: boolean;
}

export interface ImportOutcome {
  readonly plan: ImportPlan;
  readonly counts: ImportCounts;
  readonly written: boolean;
}

/** What the import would do now. @throws RefusedError those of importRegister that concern the plan */
export async function planStoredImport(store: EntityStore, request: ImportRequest): Promise<ImportPlan> {
  return planOf(await storedRegister(store, request), request);
}

async function storedRegister(
  store: EntityStore,
  { programmeId, file, newProgramme, mustBeNew }: ImportRequest,
): Promise<StoredRegister> {
  const create = () => programmeFrom(file, programmeId, newProgramme);
  const stored = await loadStoredRegister(store, programmeId, create, file.beside?.names);
  const mark = stored.mark?.value;
  const isInterrupted = mark?.state === 'running' && mark.isFirst;
  if (mustBeNew && stored.programme && !isInterrupted)
    throw new RefusedError('programme-exists', { programme: programmeId });
  return stored;
}

function planOf(
  { before, readOwners }: StoredRegister,
  { file, choices, scheduleProblems, newProgramme }: ImportRequest,
): ImportPlan {
  const source = { before, file, readOwners };
  return planImport({
    ...source,
    ...(choices && { choices }),
    ...(scheduleProblems && { scheduleProblems }),
    ...(newProgramme && { newProgramme }),
  });
}

/** Plans with the same effect have the same name. */
export function planName({ programme, goals, held, retired, isOtherForm }: ImportPlan): string {
  const what = [
    ...[programme, isOtherForm, held, retired],
    goals.map(({ next, entries, stored }) => [next, entries, stored ?? null]),
  ];
  return dataName(what);
}

export function countsOf({ goals, retired }: ImportPlan): ImportCounts {
  const count = (wanted: PlannedGoal['what']) => goals.filter(({ what }) => what === wanted).length;
  return {
    added: count('added'),
    changed: count('changed'),
    revived: count('revived'),
    retired: retired.length,
  };
}

/** "54 of 57 goals", for the command line. */
export function lossesText({ losses }: Pick<ImportPlan, 'losses'>): string {
  const words = { goals: 'goals', parts: 'questions and tasks', owners: 'goals lose an owner' };
  return losses.map(({ what, lost, of }) => `${lost} of ${of} ${words[what]}`).join(', ');
}

export function hasErrors({ problems }: ImportPlan): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/**
 * Can be repeated: it completes an import that a crash interrupted, and does not write what is already there.
 * @throws RefusedError `no-goals`, `choice-unknown`; `programme-exists`; `programme-needed` or `setting-…` if there is no such programme
 *   and the file does not define one; `retires-many` if it has losses that nobody agreed to; `import-errors` if it is
 *   strict and there are errors; `plan-changed` if the plan is no longer the named one
 * @throws ConflictError if others keep changing the register
 */
export async function importRegister(
  store: EntityStore,
  request: ImportRequest,
  actor: Actor,
  now: Date,
): Promise<ImportOutcome> {
  return retryOnConflict(async () => {
    const stored = await storedRegister(store, request);
    const plan = planOf(stored, request);
    if (request.strict && hasErrors(plan)) throw new RefusedError('import-errors');
    if (request.planName !== undefined && request.planName !== planName(plan))
      throw new RefusedError('plan-changed');
    const [loss] = plan.losses;
    if (loss && !request.retireMany) throw new RefusedError('retires-many', { losses: lossesText(plan) });
    const writing = writingOf(stored, plan, actor, now);
    const remembered = await remembering(store, request);
    const mark = stored.mark?.value;
    const isSame = writing.goals.length === 0 && remembered.length === 0;
    const isDone = isSame && sameData(writing.programme, stored.programme?.value);
    if (isDone && mark?.state !== 'running') return { plan, counts: countsOf(plan), written: false };
    const changed = ownedOtherwise(plan);
    const counts = await write(store, stored, { ...writing, remembered, changed }, { request, actor, now });
    return { plan, counts, written: true };
  });
}

/** The changes that remember what is kept beside the goals: the columns of a file, and the owners of its texts. */
async function remembering(store: EntityStore, { programmeId, file }: ImportRequest): Promise<Change[]> {
  const own = mappingOf(file);
  const changes: Change[] = [];
  for (const mapping of [...(own ? [own] : []), ...(file.beside?.mappings ?? [])])
    changes.push(...rememberedBy(mapping, await readMapping(store, programmeId, mapping)));
  const known = await loadAliases(store, programmeId);
  for (const { text, owner } of file.beside?.names ?? []) {
    const alias = aliasOf(text);
    if (known.has(alias)) continue;
    known.set(alias, owner);
    changes.push(put(undefined, aliasKey(alias), { alias, owner }));
  }
  return changes;
}

interface Writing {
  readonly goals: readonly GoalWriting[];
  readonly programme: Programme;
  readonly mark: ImportMark;
}

interface Beside {
  readonly remembered: readonly Change[];
  /** The goals that have other owners than before. */
  readonly changed: ReadonlySet<string>;
}

function ownedOtherwise({ goals }: ImportPlan): ReadonlySet<string> {
  const isOther = ({ stored, next }: PlannedGoal) =>
    !stored || stored.retired || !sameData(ownersIn(stored.goal), ownersIn(next.goal));
  return new Set(goals.filter(isOther).map(({ next }) => next.goal.id));
}

function writingOf(stored: StoredRegister, plan: ImportPlan, actor: Actor, now: Date): Writing {
  const { programme: current } = stored.before;
  const before = stored.mark?.value.state === 'running' ? stored.mark.value : undefined;
  // An interrupted import has already written goals of this version.
  const isPending = before !== undefined && before.isOtherForm && before.version > current.version;
  const isOtherForm = plan.isOtherForm || isPending;
  const version = isPending ? before.version : current.version + 1;
  const { isFirst } = stored.before;
  const counts = before?.counts ?? noCounts;
  const act = { actor, now };
  return {
    goals: [
      ...plan.goals.map((goal) => importedGoal(stored, goal, version, act)),
      ...plan.held.map((next) => ({ what: 'unchanged' as const, next, changes: goalWrite(stored, next) })),
      ...plan.retired.map((goal) => retirement(stored, goal, act)),
    ].filter(({ changes }) => changes.length > 0),
    programme: { ...plan.programme, version: isOtherForm ? version : current.version },
    mark: { run: randomUUID(), state: 'running', isFirst, isOtherForm, version, counts },
  };
}

function counted(counts: ImportCounts, goals: readonly GoalWriting[]): ImportCounts {
  const count = (wanted: keyof ImportCounts) =>
    counts[wanted] + goals.filter(({ what }) => what === wanted).length;
  return {
    added: count('added'),
    changed: count('changed'),
    revived: count('revived'),
    retired: count('retired'),
  };
}

async function write(
  store: EntityStore,
  stored: StoredRegister,
  { goals, programme, mark, remembered, changed }: Writing & Beside,
  { request, actor, now }: Act & { readonly request: ImportRequest },
): Promise<ImportCounts> {
  const { programmeId } = request;
  const partition = goalsPartition(programmeId);
  const undo = await readUndo(store, programmeId);
  const head = undoHead(stored, undo, { programme, mark }, { actor, now });
  let row = await commitMarked(store, partition, stored.mark, mark, [put(undo.head, undoKey, head)]);
  let { counts } = mark;
  for (const written of pagesOf(partition, goals.map(withUndo(stored, undo, head)))) {
    counts = counted(counts, written);
    const changes = written.flatMap((goal) => goal.changes);
    row = await commitMarked(store, partition, row, { ...mark, counts }, changes);
  }
  if (!sameData(programme, stored.programme?.value))
    await store.commit(programmesPartition, programmeChanges(stored.programme, programme, { actor, now }));
  await askNewOwners(store, programmeId, request.sendFrom, now, changed);
  await forgetEarlier(store, programmeId, head);
  const to = { ...counts, version: programme.version };
  const done: ImportMark = { ...mark, counts, state: 'done', isFirst: false, isOtherForm: false };
  await store.commit(partition, [
    put(row, markKey, { ...done, version: programme.version }),
    ...remembered,
    audit({ ...actor, what: 'register-imported', programmeId, to }, now),
  ]);
  return counts;
}

function undoHead(
  { programme: row, mark }: StoredRegister,
  undo: UndoRows,
  { programme, mark: { run } }: Pick<Writing, 'programme' | 'mark'>,
  act: Act,
): UndoHead {
  const before = row?.value;
  const isOther = before !== undefined && !sameData(before, programme);
  const next = {
    run,
    ...(before && { programme: before }),
    ...(isOther && { imported: dataName(programme) }),
  };
  return headOf(undo, mark, next, { ...act, id: randomUUID() });
}
