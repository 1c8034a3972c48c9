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
import { keepChoices, noDecisions } from '../../../src/import/kept-file';
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
  const { sides, matches } = opened.file;
  return {
    ...{ programmeId, file: opened.register, scheduleProblems },
    choices: { ...(sides && { sides }), ...matches },
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
  { page = 0, banner: given, ...into }: PlanShown,
): Promise<Card> {
  const { plan, banner = given } = await keptPlan(turn, opened, into);
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

export interface KeptPlan {
  readonly plan: ImportPlan;
  /** Says that earlier decisions no longer fit the register, and so were dropped. */
  readonly banner?: Banner;
}

/**
 * What importing the kept file would do now, with the decisions so far. Those about something that the register does
 * not have are forgotten: they were made for another programme, or it has changed.
 * @throws RefusedError as planStoredImport
 */
export async function keptPlan(turn: AdminTurn, opened: OpenedFile, into: ImportedInto): Promise<KeptPlan> {
  const { deps, person, wording } = turn;
  try {
    return { plan: await planStoredImport(deps.store, requestOf(turn, opened, into)) };
  } catch (error) {
    const isOutdated =
      error instanceof RefusedError && (error.code === 'choice-unknown' || error.code === 'choice-twice');
    if (!isOutdated) throw error;
    await keepChoices(deps.store, person.id, opened.id, noDecisions);
    const plan = await planStoredImport(deps.store, omit(requestOf(turn, opened, into), 'choices'));
    const banner: Banner = { text: wording.text('import.newPlan'), style: 'warning' };
    return { plan, ...(opened.file.matches && { banner }) };
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
