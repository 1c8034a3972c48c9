/** A register's file that was dropped into the chat: which programme, what would change, and only then the import. */
import { importDoneData, importFileData, importPlanData, sideInput } from '../../../cards/import/data';
import { type Card, render } from '../../../cards/render';
import { type Banner } from '../../../cards/parts/banner';
import { isStringKey } from '../../../cards/parts/strings';
import { RefusedError } from '../../../src/errors';
import { loadGoals, loadProgrammes, readGoalRows } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type SideChoice, sideChoices, type SideDecisions } from '../../../src/import/plan/bare-targets';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { countsOf, importRegister, planName, planStoredImport } from '../../../src/import/import-register';
import { forgetFile, keepFile, keepSides, type KeptFile, readKeptFile } from '../../../src/import/kept-file';
import { matchGoals } from '../../../src/import/plan/match-goals';
import { type ImportPlan } from '../../../src/import/plan/plan';
import { sameData } from '../../../src/same-data';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { type AdminAction, type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { administeredProgramme, type AdminTurn, requireAdmin } from '../../views/admin-turn';

/** Keeps the file and asks which programme it is of. @throws RefusedError `admins-only`, `file-not-understood`. */
export async function takeFile(turn: AdminTurn, file: KeptFile): Promise<Card> {
  requireAdmin(turn);
  const { store } = turn.deps;
  const register = await read(turn, file);
  const programmes = await loadProgrammes(store);
  const guess = await guessOf(turn, programmes, register);
  const id = await keepFile(store, turn.person.id, file, turn.now);
  const { fileName } = file;
  const source = { ...{ file: id, fileName, programmes }, goals: register.goals.length };
  return render('import', importFileData({ ...source, ...(guess !== undefined && { guess }) }, turn.wording));
}

const importVerbs = ['import-plan', 'import-sides', 'import-apply', 'import-cancel'] as const;
type ImportVerb = (typeof importVerbs)[number];
export type ImportAction = Extract<AdminAction, { verb: ImportVerb }>;

export function isImportAction(action: AdminAction): action is ImportAction {
  return importVerbs.some((verb) => verb === action.verb);
}

/** @throws RefusedError `admins-only`, `unknown-programme`, `file-not-understood`. */
export function answerImport(turn: AdminTurn, action: ImportAction): Promise<ActionResult> {
  switch (action.verb) {
    case 'import-plan':
      return showImport(turn, action.data);
    case 'import-sides':
      return decideSides(turn, action.data);
    case 'import-apply':
      return applyImport(turn, action.data);
    case 'import-cancel':
      return cancelImport(turn, action.data);
  }
}

async function showImport(turn: AdminTurn, data: AdminData<'import-plan'>): Promise<ActionResult> {
  requireAdmin(turn);
  const { file: id, programmeId, page } = data;
  const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
  if (!file) return ended(turn, 'import.gone', 'warning');
  await administeredProgramme(turn, programmeId);
  const register = await read(turn, file);
  const plan = await planStoredImport(turn.deps.store, requestOf(turn, programmeId, register, file));
  return { card: await planCard(turn, { id, fileName: file.fileName, plan, page }), lasting: true };
}

/** Only what the card showed is imported; where the register has changed since, the new plan is shown. */
async function applyImport(turn: AdminTurn, data: AdminData<'import-apply'>): Promise<ActionResult> {
  requireAdmin(turn);
  const { deps, actor, now, wording } = turn;
  const { file: id, programmeId, plan: shown } = data;
  const file = await readKeptFile(deps.store, turn.person.id, id, now);
  if (!file) return ended(turn, 'import.gone', 'warning');
  const { programme } = await administeredProgramme(turn, programmeId);
  const register = await read(turn, file);
  const sendFrom = sendableFrom(now, programme, deps.holidays);
  try {
    const request = { ...requestOf(turn, programmeId, register, file), planName: shown, sendFrom };
    const { plan, counts } = await importRegister(deps.store, request, actor, now);
    await forgetFile(deps.store, id);
    const unchanged = plan.goals.filter(({ what }) => what === 'unchanged').length;
    const values = { ...counts, unchanged, held: plan.held.length };
    const unknown = plan.goals.reduce((sum, { entries }) => sum + entries.length, 0);
    const banner: Banner = { text: wording.text('import.done'), style: 'good' };
    const lines = [
      wording.text('import.counts', values),
      ...(unknown > 0 ? [wording.text('import.worklist', { count: unknown })] : []),
    ];
    const { fileName } = file;
    return { card: render('import', importDoneData({ fileName, banner, lines }, wording)), lasting: true };
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'plan-changed') throw error;
    const plan = await planStoredImport(deps.store, requestOf(turn, programmeId, register, file));
    const banner: Banner = { text: wording.text('import.newPlan'), style: 'warning' };
    return { card: await planCard(turn, { id, fileName: file.fileName, plan, banner }), lasting: true };
  }
}

/** What was chosen for all stays with the targets that the card has no inputs for. */
async function decideSides(turn: AdminTurn, data: AdminData<'import-sides'>): Promise<ActionResult> {
  requireAdmin(turn);
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
  return showImport(turn, { file: id, programmeId, page: 0 });
}

function requestOf(
  { deps, now }: AdminTurn,
  programmeId: string,
  file: ImportedRegister,
  { sides }: Pick<KeptFile, 'sides'>,
) {
  const scheduleProblems = (schedule: RoundSchedule) =>
    checkSchedule(schedule, { now, holidays: deps.holidays, unitsWithoutHead: [] }).problems;
  return { programmeId, file, scheduleProblems, ...(sides && { choices: { sides } }) };
}

async function cancelImport(
  turn: AdminTurn,
  { file: id }: AdminData<'import-cancel'>,
): Promise<ActionResult> {
  requireAdmin(turn);
  const file = await readKeptFile(turn.deps.store, turn.person.id, id, turn.now);
  if (!file) return ended(turn, 'import.gone', 'warning');
  await forgetFile(turn.deps.store, id);
  return ended(turn, 'import.cancelled', 'good');
}

function ended(
  { wording }: AdminTurn,
  key: 'import.gone' | 'import.cancelled',
  style: Banner['style'],
): ActionResult {
  const banner: Banner = { text: wording.text(key), style };
  return { card: render('import', importDoneData({ banner, lines: [] }, wording)), lasting: true };
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

/** @throws RefusedError `file-not-understood`, or the reader's own where people have a text for it. */
async function read({ deps }: AdminTurn, { bytes, fileName }: KeptFile): Promise<ImportedRegister> {
  try {
    const register = await deps.readRegister(bytes, fileName);
    if (register.goals.length > 0) return register;
  } catch (error) {
    if (!(error instanceof RefusedError) || isStringKey(`refused.${error.code}`)) throw error;
  }
  throw new RefusedError('file-not-understood');
}

/** The programme that has the most of the file's goals, or, of new ones, the one with the file's layout. */
async function guessOf(
  { deps }: AdminTurn,
  programmes: readonly Programme[],
  { goals, layout }: ImportedRegister,
): Promise<string | undefined> {
  const scored = await Promise.all(
    programmes.map(async (programme) => {
      const known = (await loadGoals(deps.store, programme.id)).map((goal, order) => ({ goal, order }));
      const { stored } = matchGoals(goals, known, { locale: programme.languages[0]!, chosen: new Map() });
      const found = stored.filter((each) => each !== undefined).length;
      return { id: programme.id, score: found + (programme.layout === layout ? 0.5 : 0) };
    }),
  );
  const [best, second] = scored.toSorted((a, b) => b.score - a.score);
  return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.id : undefined;
}
