/** Imports a file into the stored register: plan, goals page by page, the programme, the open rounds. */
import { randomUUID } from 'node:crypto';
import { type Actor, audit } from '../audit/audit';
import { ConflictError, RefusedError } from '../errors';
import { goalKey, goalsPartition, ownersIn, programmesPartition, type StoredGoal } from '../goals/register';
import { type Programme } from '../goals/schema';
import { askNewOwners } from '../rounds/ask-owner';
import { changeBytes } from '../storage/limits';
import { put, readRow, remove, retryOnConflict, type Row } from '../storage/rows';
import { type Change, type EntityStore, type Json } from '../storage/store';
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
  type ImportCounts,
  type ImportMark,
  loadStoredRegister,
  markKey,
  type StoredRegister,
  unresolvedKey,
} from './register-before';
import { mappingOf, readMapping, rememberedBy } from './column-mappings';
import { programmeChanges } from './programme-changes';
import { canonical, sameData } from '../same-data';
import { shortHash } from '../short-hash';

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

function storedRegister(
  store: EntityStore,
  { programmeId, file, newProgramme }: ImportRequest,
): Promise<StoredRegister> {
  return loadStoredRegister(store, programmeId, () => programmeFrom(file, programmeId, newProgramme));
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
  return shortHash(canonical(what), 32);
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
 * @throws RefusedError `no-goals`, `choice-unknown`; `programme-needed` or `setting-…` if there is no such programme
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
    const counts = await write(store, stored, { ...writing, remembered }, { request, actor, now });
    return { plan, counts, written: true };
  });
}

/** The changes that remember the columns of a file that fits no layout. */
async function remembering(store: EntityStore, { programmeId, file }: ImportRequest): Promise<Change[]> {
  const mapping = mappingOf(file);
  return mapping ? rememberedBy(mapping, await readMapping(store, programmeId, mapping)) : [];
}

/** What is written for one goal, in one commit. */
interface GoalWriting {
  readonly what: PlannedGoal['what'] | 'retired';
  readonly changes: readonly Change[];
}

interface Writing {
  readonly goals: readonly GoalWriting[];
  readonly programme: Programme;
  readonly mark: ImportMark;
}

function writingOf(stored: StoredRegister, plan: ImportPlan, actor: Actor, now: Date): Writing {
  const { programme: current } = stored.before;
  const before = stored.mark?.value.state === 'running' ? stored.mark.value : undefined;
  // An interrupted import has already written goals of this version.
  const isPending = before !== undefined && before.isOtherForm && before.version > current.version;
  const isOtherForm = plan.isOtherForm || isPending;
  const version = isPending ? before.version : current.version + 1;
  const { isFirst } = stored.before;
  const counts = before?.counts ?? { added: 0, changed: 0, revived: 0, retired: 0 };
  const act = { actor, now };
  return {
    goals: [
      ...plan.goals.map((goal) => ({ what: goal.what, changes: goalChanges(stored, goal, version, act) })),
      ...plan.held.map((goal) => ({ what: 'unchanged' as const, changes: goalWrite(stored, goal) })),
      ...plan.retired.map((goal) => ({ what: 'retired' as const, changes: retirement(stored, goal, act) })),
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

interface Act {
  readonly actor: Actor;
  readonly now: Date;
}

function goalWrite({ goals }: StoredRegister, next: StoredGoal): Change[] {
  const row = goals.get(next.goal.id);
  return row && sameData(row.value, next) ? [] : [put(row, goalKey(next.goal.id), next)];
}

function goalChanges(
  stored: StoredRegister,
  { what, next, stored: old, entries, changes, isOtherForm }: PlannedGoal,
  version: number,
  { actor, now }: Act,
): Change[] {
  const { id } = next.goal;
  const goal = isOtherForm ? { ...next.goal, changedIn: version } : next.goal;
  const about = { ...actor, programmeId: stored.before.programme.id, goalId: id };
  const row = stored.unresolved.get(id);
  const listed = { goalId: id, entries };
  const [from, to] = [old ? ownersIn(old.goal) : [], ownersIn(goal)];
  const said = { what, changes: changes.map((change) => ({ ...change })) };
  return [
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
}

/** The full new text is in the register; the audit holds enough of it to find it. */
function shortened(said: object): Json {
  const text = JSON.stringify(said, (_key, value: unknown) =>
    typeof value === 'string' && value.length > 200 ? `${value.slice(0, 200)}…` : value,
  );
  return JSON.parse(text) as Json;
}

function retirement(stored: StoredRegister, goal: StoredGoal, { actor, now }: Act): Change[] {
  const { id } = goal.goal;
  const about = { ...actor, programmeId: stored.before.programme.id, goalId: id };
  const row = stored.unresolved.get(id);
  return [
    ...goalWrite(stored, { ...goal, retired: { by: actor.by, at: now.toISOString() } }),
    ...(row ? [remove(row)] : []),
    audit({ ...about, what: 'goal-changed', to: { what: 'retired' } }, now),
  ];
}

async function write(
  store: EntityStore,
  stored: StoredRegister,
  { goals, programme, mark, remembered }: Writing & { readonly remembered: readonly Change[] },
  { request, actor, now }: Act & { readonly request: ImportRequest },
): Promise<ImportCounts> {
  const { programmeId } = request;
  const partition = goalsPartition(programmeId);
  let row = stored.mark;
  let { counts } = mark;
  for (const written of pagesOf(partition, goals)) {
    counts = counted(counts, written);
    const changes = written.flatMap((goal) => goal.changes);
    await store.commit(partition, [put(row, markKey, { ...mark, counts }), ...changes]);
    row = await ownMark(store, partition, mark);
  }
  if (!sameData(programme, stored.programme?.value))
    await store.commit(programmesPartition, programmeChanges(stored.programme, programme, { actor, now }));
  await askNewOwners(store, programmeId, request.sendFrom, now);
  const to = { ...counts, version: programme.version };
  const done: ImportMark = { ...mark, counts, state: 'done', isFirst: false, isOtherForm: false };
  await store.commit(partition, [
    put(row, markKey, { ...done, version: programme.version }),
    ...remembered,
    audit({ ...actor, what: 'register-imported', programmeId, to }, now),
  ]);
  return counts;
}

/** Somebody who imports at the same time has replaced the mark with their own. */
async function ownMark(store: EntityStore, partition: string, { run }: ImportMark): Promise<Row<ImportMark>> {
  const row = await readRow<ImportMark>(store, partition, markKey);
  if (row?.value.run !== run) throw new ConflictError('somebody else imports into the same register');
  return row;
}

/** A commit may have 100 changes and 4 MiB, including the mark. */
const page = { changes: 99, bytes: 3 * 1024 * 1024 } as const;

function pagesOf(partition: string, goals: Writing['goals']): GoalWriting[][] {
  const pages: GoalWriting[][] = [];
  let [count, bytes] = [Infinity, Infinity];
  for (const goal of goals) {
    const size = goal.changes.reduce((sum, change) => sum + changeBytes(partition, change), 0);
    const isFull = count + goal.changes.length > page.changes || bytes + size > page.bytes;
    if (isFull) pages.push([]);
    pages.at(-1)!.push(goal);
    count = (isFull ? 0 : count) + goal.changes.length;
    bytes = (isFull ? 0 : bytes) + size;
  }
  return pages;
}
