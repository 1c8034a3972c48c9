import { loadRoles } from '../people/directory';
import { loadAllLeft, readLeft } from '../people/left';
import { isActive, loadSubstitutions } from '../people/substitutions';
import { localDay } from '../periods/local-time';
import { readRow, readValues, type Row } from '../storage/rows';
import { type EntityStore, withPrefix } from '../storage/store';
import { type Handover, type Responsibility } from './responsibility';
import { type RoundName, roundPartition } from './round-name';

export const handoverPrefix = 'handover|';
export const handoverKey = (goalId: string, from: string) => `${handoverPrefix}${goalId}|${from}`;

export function readHandover(
  store: EntityStore,
  name: RoundName,
  goalId: string,
  from: string,
): Promise<Row<Handover> | undefined> {
  return readRow<Handover>(store, roundPartition(name), handoverKey(goalId, from));
}

/** The hand-overs of a round, or of one of its goals. */
export function loadHandovers(store: EntityStore, name: RoundName, goalId?: string): Promise<Handover[]> {
  const range = withPrefix(goalId === undefined ? handoverPrefix : handoverKey(goalId, ''));
  return readValues<Handover>(store, roundPartition(name), range);
}

/** Who answers what at this moment: in the whole round, or for one goal. */
export async function loadResponsibility(
  store: EntityStore,
  name: RoundName,
  timeZone: string,
  now: Date,
  goalId?: string,
): Promise<Responsibility> {
  return (await loadResponsibilities(store, name, goalId))(timeZone, now);
}

/** The same for callers that load the programme, which has the time zone, in parallel. */
export async function loadResponsibilities(
  store: EntityStore,
  name: RoundName,
  goalId?: string,
): Promise<(timeZone: string, now: Date) => Responsibility> {
  const [roles, handovers, all] = await Promise.all([
    loadRoles(store),
    loadHandovers(store, name, goalId),
    loadSubstitutions(store),
  ]);
  return (timeZone, now) => {
    const day = localDay(now, timeZone);
    return { roles, handovers, substitutions: all.filter((substitution) => isActive(substitution, day)) };
  };
}

/** Who was asked to translate a text of a goal in a round. */
export interface TranslationTask {
  readonly goalId: string;
  /** The field to write, in its language. */
  readonly fieldId: string;
  readonly translator: string;
  /** Who asked for it, and when (ISO 8601, UTC). */
  readonly by: string;
  readonly at: string;
}

export const translationPrefix = 'translation|';
export const translationKey = ({ goalId, fieldId }: Pick<TranslationTask, 'goalId' | 'fieldId'>) =>
  `${translationPrefix}${goalId}|${fieldId}`;

export interface TranslationName extends RoundName {
  readonly goalId: string;
  readonly fieldId: string;
}

export function readTranslationTask(
  store: EntityStore,
  name: TranslationName,
): Promise<Row<TranslationTask> | undefined> {
  return readRow<TranslationTask>(store, roundPartition(name), translationKey(name));
}

/** `undefined` if nobody was asked, or whoever was asked has left: then the translation is its owner's again. */
export async function loadTranslationTask(
  store: EntityStore,
  name: TranslationName,
): Promise<TranslationTask | undefined> {
  const task = (await readTranslationTask(store, name))?.value;
  return task && !(await readLeft(store, task.translator)) ? task : undefined;
}

/** The tasks of a round, in no particular order, without those of people who have left. */
export async function loadTranslationTasks(store: EntityStore, name: RoundName): Promise<TranslationTask[]> {
  const range = withPrefix(translationPrefix);
  const tasks = await readValues<TranslationTask>(store, roundPartition(name), range);
  if (tasks.length === 0) return [];
  const left = await loadAllLeft(store);
  return tasks.filter(({ translator }) => !left.has(translator));
}

/** Field id → who was asked to translate it. */
export async function loadTranslators(
  store: EntityStore,
  name: Omit<TranslationName, 'fieldId'>,
  fieldIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const tasks = await Promise.all(
    fieldIds.map((fieldId) => loadTranslationTask(store, { ...name, fieldId })),
  );
  return new Map(tasks.flatMap((task) => (task ? [[task.fieldId, task.translator]] : [])));
}
