/** What importing a kept file would do to a programme, or what programme it would make, as a card. */
import { importPlanData, type MadeProgramme } from '../../../cards/import/data';
import { type Banner } from '../../../cards/parts/banner';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { ownersIn, readGoalRows } from '../../../src/goals/register';
import {
  countsOf,
  type ImportRequest,
  planName,
  planStoredImport,
} from '../../../src/import/import-register';
import { type ImportPlan } from '../../../src/import/plan/plan';
import { newProgrammeFrom, suggestedProgramme } from '../../../src/import/suggested-programme';
import { omit } from '../../../src/omit';
import { loadOwnerName } from '../../../src/people/directory';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { sameData } from '../../../src/same-data';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { openableRounds } from '../../../src/schedule/openable-rounds';
import { started } from '../../../src/schedule/start-programme';
import { type AdminTurn } from '../../views/admin-turn';
import { type OpenedFile } from './read-file';

/** The programme that a press is about; `isNew` if the file should make it. */
export interface ImportedInto {
  readonly programmeId: string;
  readonly isNew: boolean;
}

export interface PlanShown extends ImportedInto {
  readonly page?: number;
  readonly banner?: Banner;
}

export function requestOf(
  turn: AdminTurn,
  opened: OpenedFile,
  { programmeId, isNew }: ImportedInto,
): ImportRequest {
  const { deps, now } = turn;
  const scheduleProblems = (schedule: RoundSchedule) =>
    checkSchedule(schedule, { now, holidays: deps.holidays, unitsWithoutHead: [] }).problems;
  const { sides } = opened.file;
  return {
    ...{ programmeId, file: opened.register, scheduleProblems },
    ...(sides && { choices: { sides } }),
    ...(isNew && { newProgramme: newProgrammeOf(turn, opened), mustBeNew: true }),
  };
}

/** The admin who drops the file coordinates the programme unless the file or the form names somebody. */
function newProgrammeOf({ wording, person, now }: AdminTurn, { file, register }: OpenedFile) {
  const suggested = suggestedProgramme(register, file.fileName, wording.locale);
  const coordinator = file.coordinator ?? suggested.coordinator ?? person.id;
  return newProgrammeFrom({ ...(file.wanted ?? suggested), coordinator }, suggested, now);
}

/** @throws RefusedError as planStoredImport */
export async function planCard(
  turn: AdminTurn,
  opened: OpenedFile,
  { page = 0, banner, ...into }: PlanShown,
): Promise<Card> {
  const plan = await planWithSides(turn, opened, into);
  const counts = countsOf(plan);
  const source = {
    ...{ file: opened.id, fileName: opened.file.fileName, plan, name: planName(plan), counts, page },
    // What a power cut left of a new programme must be completed even if only the mark of its import is missing.
    changes: into.isNew || (await changesAnything(turn, plan)),
    ...(into.isNew && { made: await madeProgramme(turn, plan) }),
    ...(banner && { banner }),
  };
  return render('import', importPlanData(source, turn.wording));
}

/** Decisions about targets that the plan does not have were made for another programme, so they are left out. */
async function planWithSides(turn: AdminTurn, opened: OpenedFile, into: ImportedInto): Promise<ImportPlan> {
  const { store } = turn.deps;
  try {
    return await planStoredImport(store, requestOf(turn, opened, into));
  } catch (error) {
    if (!(error instanceof RefusedError) || error.code !== 'choice-unknown') throw error;
    return planStoredImport(store, omit(requestOf(turn, opened, into), 'choices'));
  }
}

async function changesAnything({ deps }: AdminTurn, plan: ImportPlan): Promise<boolean> {
  const before = await readGoalRows(deps.store, plan.programme.id);
  const stored = new Map(before.map(({ value }) => [value.goal.id, value]));
  const isSame = [...plan.goals.map(({ next }) => next), ...plan.held].every((next) =>
    sameData(next, stored.get(next.goal.id)),
  );
  const counts: readonly number[] = Object.values(countsOf(plan));
  return !isSame || plan.settings.length > 0 || counts.some((count) => count > 0);
}

async function madeProgramme(
  { deps, now, wording }: AdminTurn,
  { programme, goals }: ImportPlan,
): Promise<MadeProgramme> {
  const { next } = openableRounds(started(programme), [], now, deps.holidays);
  const first = next && {
    period: next.period,
    ...(next.opens > now && { opens: next.opens.toISOString() }),
  };
  return {
    coordinator: await loadOwnerName(deps.store, programme.coordinator, wording),
    owners: new Set(goals.flatMap(({ next: { goal } }) => ownersIn(goal))).size,
    ...(first && { first }),
  };
}
