/** Imports a register's file that was dropped into the chat: first a preview of the changes, then the import. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { importDoneData, importPlanData, sideInput } from '../../../cards/import/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { readGoalRows } from '../../../src/goals/register';
import { countsOf, importRegister, planName, planStoredImport } from '../../../src/import/import-register';
import {
  forgetDecisions,
  forgetFile,
  keepSides,
  type KeptFile,
  readKeptFile,
} from '../../../src/import/kept-file';
import { type SideChoice, sideChoices, type SideDecisions } from '../../../src/import/plan/bare-targets';
import { type ImportPlan } from '../../../src/import/plan/plan';
import { sameData } from '../../../src/same-data';
import { type ImportCounts } from '../../../src/import/register-before';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { administeredProgramme, type AdminTurn } from '../../views/admin-turn';
import { sendFromOf } from '../../views/sending';
import { type ActionResult } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { anyInput, pageNumber, programmeData } from '../parts/data';
import { shown } from '../parts/results';
import { readRegisterFile } from './take-file';

export const planned = programmeData.extend({ file: z.uuid(), page: pageNumber.default(0) });

/** What the import would change. */
export const importPlan = action('import-plan', planned, admins, (turn, data) => showPlan(turn, data));

export async function showPlan(turn: AdminTurn, data: z.infer<typeof planned>): Promise<ActionResult> {
  const found = await keptPlan(turn, data);
  if (!found) return ended(turn, 'import.gone', 'warning');
  return shown(await planCard(turn, { id: data.file, page: data.page, ...found }));
}

export interface KeptPlan {
  readonly fileName: string;
  readonly plan: ImportPlan;
  /** Says that earlier decisions no longer fit the register, and so were dropped. */
  readonly banner?: Banner;
}

/** What importing the kept file would do now, with the decisions so far. */
export async function keptPlan(
  turn: AdminTurn,
  { file: id, programmeId }: Pick<z.infer<typeof planned>, 'file' | 'programmeId'>,
): Promise<KeptPlan | undefined> {
  const { store } = turn.deps;
  const file = await readKeptFile(store, turn.person.id, id, turn.now);
  if (!file) return undefined;
  const { fileName, bytes } = file;
  await administeredProgramme(turn, programmeId);
  const register = await readRegisterFile(turn, file);
  try {
    const plan = await planStoredImport(store, requestOf(turn, programmeId, register, file));
    return { fileName, plan };
  } catch (error) {
    if (!isOutdated(error)) throw error;
    await forgetDecisions(store, turn.person.id, id);
    const plan = await planStoredImport(store, requestOf(turn, programmeId, register, { fileName, bytes }));
    return { fileName, plan, banner: { text: turn.wording.text('import.newPlan'), style: 'warning' } };
  }
}

/** Whether a decision concerns something that the register has no more. */
function isOutdated(error: unknown): boolean {
  return error instanceof RefusedError && (error.code === 'choice-unknown' || error.code === 'choice-twice');
}

/** `plan` is the hash of what the card showed. */
const applied = programmeData.extend({
  ...{ file: z.uuid(), plan: z.string().max(64) },
  /** The card, and its button, said how much would be removed. */
  retireMany: z.boolean().default(false),
});

const replanned: ReadonlySet<string> = new Set([
  ...['plan-changed', 'retires-many', 'choice-unknown', 'choice-twice'],
]);

/** Imports only what the card showed; if the register has changed since, shows the new plan. */
export const importApply = action('import-apply', applied, admins, async (turn, data) => {
  const { deps, actor, now } = turn;
  const { file: id, programmeId, plan: seen, retireMany } = data;
  const file = await readKeptFile(deps.store, turn.person.id, id, now);
  if (!file) return ended(turn, 'import.gone', 'warning');
  const programme = await administeredProgramme(turn, programmeId);
  const register = await readRegisterFile(turn, file);
  const sendFrom = sendFromOf(turn, programme);
  try {
    const request = { ...requestOf(turn, programmeId, register, file), planName: seen, sendFrom, retireMany };
    const { plan, counts } = await importRegister(deps.store, request, actor, now);
    await forgetFile(deps.store, id);
    return shown(importedCard(turn, file, plan, counts));
  } catch (error) {
    if (!(error instanceof RefusedError) || !replanned.has(error.code)) throw error;
    const found = await keptPlan(turn, data);
    if (!found) return ended(turn, 'import.gone', 'warning');
    const banner: Banner = { text: turn.wording.text('import.newPlan'), style: 'warning' };
    return shown(await planCard(turn, { id, ...found, banner }));
  }
});

/** One choice for all targets, or one for each by its input. */
const decided = programmeData
  .extend({ file: z.uuid(), all: z.enum(sideChoices).optional() })
  .catchall(anyInput);

/** An earlier choice for all still applies to the targets for which the card has no inputs. */
export const importSides = action('import-sides', decided, admins, async (turn, data) => {
  const { file: id, programmeId, all, ...inputs } = data;
  const chosen = Object.entries(inputs).flatMap(([input, value]): [string, SideChoice][] => {
    const side = sideChoices.find((choice) => choice === value);
    return input.startsWith(sideInput) && side ? [[input.slice(sideInput.length), side]] : [];
  });
  const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
  const forAll = all ?? file?.sides?.all;
  const sides: SideDecisions = { ...(forAll && { all: forAll }), ...(!all && { each: new Map(chosen) }) };
  if (!file || !(await keepSides(turn.deps.store, turn.person.id, id, sides)))
    return ended(turn, 'import.gone', 'warning');
  return showPlan(turn, { file: id, programmeId, page: 0 });
});

function requestOf(
  { deps, now }: AdminTurn,
  programmeId: string,
  file: ImportedRegister,
  { sides, matches }: KeptFile,
) {
  const scheduleProblems = (schedule: RoundSchedule) =>
    checkSchedule(schedule, { now, holidays: deps.holidays, unitsWithoutHead: [] }).problems;
  return { programmeId, file, scheduleProblems, choices: { ...(sides && { sides }), ...matches } };
}

export const importCancel = action(
  'import-cancel',
  z.object({ file: z.uuid() }),
  admins,
  async (turn, data) => {
    const { file: id } = data;
    const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
    if (!file) return ended(turn, 'import.gone', 'warning');
    await forgetFile(turn.deps.store, id);
    return ended(turn, 'import.cancelled', 'good');
  },
);

function importedCard(
  { wording }: AdminTurn,
  { fileName }: KeptFile,
  plan: ImportPlan,
  counts: ImportCounts,
): Card {
  const unchanged = plan.goals.filter(({ what }) => what === 'unchanged').length;
  const values = { ...counts, unchanged, held: plan.held.length };
  const unknown = plan.goals.reduce((sum, { entries }) => sum + entries.length, 0);
  const banner: Banner = { text: wording.text('import.done'), style: 'good' };
  const lines = [
    wording.text('import.counts', values),
    ...(unknown > 0 ? [wording.text('import.worklist', { count: unknown })] : []),
  ];
  return render(
    'import',
    importDoneData({ fileName, banner, lines, programmeId: plan.programme.id }, wording),
  );
}

export function ended(
  { wording }: AdminTurn,
  key: 'import.gone' | 'import.cancelled',
  style: Banner['style'],
): ActionResult {
  const banner: Banner = { text: wording.text(key), style };
  return shown(render('import', importDoneData({ banner, lines: [] }, wording)));
}

interface Shown {
  readonly id: string;
  readonly fileName: string;
  readonly plan: ImportPlan;
  readonly page?: number;
  readonly banner?: Banner;
}

async function planCard(turn: AdminTurn, { id, fileName, plan, page = 0, banner }: Shown): Promise<Card> {
  const counts = countsOf(plan);
  const before = await readGoalRows(turn.deps.store, plan.programme.id);
  const stored = new Map(before.map(({ value }) => [value.goal.id, value]));
  const isSame = [...plan.goals.map(({ next }) => next), ...plan.held].every((next) =>
    sameData(next, stored.get(next.goal.id)),
  );
  const changes =
    !isSame || plan.settings.length > 0 || Object.values(counts).some((count: number) => count > 0);
  const source = {
    ...{ file: id, fileName, plan, name: planName(plan), counts, changes, page },
    ...(banner && { banner }),
  };
  return render('import', importPlanData(source, turn.wording));
}
