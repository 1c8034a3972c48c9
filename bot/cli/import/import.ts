/** Imports a register's file into a programme. */
import { readFile, stat } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { type Layout } from '../../../src/goals/schema';
import { type ImportedRegister } from '../../../src/import/table/imported';
import { hasErrors, importRegister, lossesText, planStoredImport } from '../../../src/import/import-register';
import { keepAnswers } from '../../../src/import/keep-answers';
import { pastFigures, writePastFigures } from '../../../src/import/past-figures';
import { type SideChoice, sideChoices, type SideDecisions } from '../../../src/import/plan/bare-targets';
import { type ImportChoices, type ImportPlan } from '../../../src/import/plan/plan';
import { programmeFrom } from '../../../src/import/plan/plan-programme';
import { loadMappings } from '../../../src/import/column-mappings';
import { type ColumnChoice } from '../../../src/import/mapped/columns';
import { type NewProgramme } from '../../../src/import/settings/new-programme';
import { type ReadRegister } from '../../../src/import/read-register';
import { refuseLargeFile } from '../../../src/import/file/read-workbook';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { sendableFrom } from '../../../src/periods/quiet-hours';
import { refusePastRound } from '../../../src/replies/past-round';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { type EntityStore } from '../../../src/storage/store';
import { type Ask, CliFailure, type CliContext, isAgreed } from '../parts/cli-command';
import { refusalLine } from '../parts/cli-errors';
import { askSides } from './ask-sides';
import { refuseGuesses } from './columns';
import { matchesOf } from './matches';
import { settingLine } from './import-problems';
import { newProgrammeOf, type NewProgrammeOptions, refuseForExisting } from './new-programme';
import { importDocument, importLines, type ImportReportSource } from './import-report';

export interface ImportOptions extends NewProgrammeOptions {
  readonly layout?: Layout;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly same?: ReadonlyMap<string, string>;
  readonly different?: readonly string[];
  readonly acceptKindChanges?: boolean;
  readonly answers?: string;
  readonly bareTargets?: SideChoice | 'ask';
  readonly side?: ReadonlyMap<string, SideChoice>;
  readonly retireMany?: boolean;
  readonly column?: readonly ColumnChoice[];
  readonly guessedColumns?: boolean;
  readonly matches?: string;
  readonly matchesTemplate?: string;
}

/** For a repeated `--same "new=id"`. */
export function samePair(text: string, before: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const at = text.lastIndexOf('=');
  const [goal, id] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 0 || !goal || !id)
    throw new InvalidArgumentError('give the new goal, "=" and the id of the old one');
  return new Map([...before, [goal, id]]);
}

/** For a repeated `--side "goal/field=at-most"`. */
export function sidePair(
  text: string,
  before: ReadonlyMap<string, SideChoice> = new Map(),
): Map<string, SideChoice> {
  const at = text.lastIndexOf('=');
  const [key, typed] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const side = sideChoices.find((choice) => choice === typed);
  if (at < 0 || !key || !side)
    throw new InvalidArgumentError(`give the target, "=" and one of ${sideChoices.join(', ')}`);
  return new Map([...before, [key, side]]);
}

/** @throws CliFailure with exit code 1 if the file could not be imported at all. */
export function importCommand(readRegister: ReadRegister) {
  return async (context: CliContext, options: ImportOptions): Promise<void> => {
    const { store, output } = context;
    const read = await readFileAt(options.file);
    const file = await readable(async () =>
      readRegister(read, options.file, {
        ...(options.layout !== undefined && { layout: options.layout }),
        ...(options.column && { choices: options.column }),
        ...{ remembered: await loadMappings(store, options.programme), guess: true },
      }),
    );
    const accepted = options.guessedColumns === true || options.dryRun === true;
    await refuseGuesses(file, { accepted, ask: context.ask });
    const known = await loadProgramme(store, options.programme);
    const newProgramme = known ? refuseForExisting(options) : await newProgrammeOf(store, options);
    if (options.answers !== undefined) {
      const programme = known ?? programmeFrom(file, options.programme, newProgramme);
      await refusePastRound(store, programme, options.answers);
    }
    const more = newProgramme && { newProgramme };
    const chosen = { ...options, ...more };
    const matches = await matchesOf(context, chosen, () => planned(store, file, chosen));
    const given = { ...chosen, ...matches };
    const sides = await sidesOf(context, file, given);
    const source = await bring(context, file, { ...given, ...(sides && { sides }) });
    output(importDocument(source), importLines(source));
    if (options.strict && hasErrors(source.plan))
      throw new CliFailure('error: there are errors, nothing was written');
    if (source.plan.goals.length === 0) throw new CliFailure('error: no goal of the file could be imported');
  };
}

/** A file that is too large is not even read. */
async function readFileAt(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    await readable(() => refuseLargeFile(size));
    return await readFile(file);
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new RefusedError('file-not-read', { file, reason });
  }
}

/** A file that is not a register is a failure (exit code 1), not a wrong argument. */
async function readable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError)
      throw new CliFailure(settingLine(error) ?? refusalLine(error), { cause: error });
    throw error;
  }
}

interface Made {
  readonly newProgramme?: NewProgramme;
}

async function bring(
  { store, clock, holidays, actor, ask }: CliContext,
  file: ImportedRegister,
  options: ImportOptions & Made & { readonly sides?: SideDecisions },
): Promise<ImportReportSource> {
  const { programme: programmeId, dryRun = false, strict = false, answers: period, newProgramme } = options;
  const choices = choicesOf(options);
  const now = clock.now();
  const scheduleProblems = (schedule: RoundSchedule) =>
    checkSchedule(schedule, { now, holidays, unitsWithoutHead: [] }).problems;
  const made = newProgramme && { newProgramme };
  const request = { programmeId, file, choices, strict, scheduleProblems, ...made };
  const plan = await readable(() => planStoredImport(store, request));
  const { layout, columns } = file;
  const from = { layout, ...(columns && { columns }) };
  if (dryRun || (strict && hasErrors(plan)))
    return { plan, ...from, dryRun, written: false, ...figuresOf(plan, period, actor.by) };
  const sendFrom = sendableFrom(now, plan.programme, holidays);
  const retireMany = options.retireMany ?? (await agreesToLosses(plan, ask));
  const outcome = await readable(() =>
    importRegister(store, { ...request, sendFrom, retireMany }, actor, now),
  );
  if (period === undefined) return { ...from, dryRun, ...outcome };
  const programme = (await loadProgramme(store, programmeId))!;
  await keepAnswers(store, { programmeId, period, written: outcome.written }, actor, now);
  const { replies, problems } = await writePastFigures(store, outcome.plan, {
    programme,
    period,
    by: actor.by,
  });
  return { ...from, dryRun, ...outcome, problems, answers: { period, replies: replies.length } };
}

/** Asks at a terminal; elsewhere nobody agrees, and the import is refused. */
async function agreesToLosses(plan: ImportPlan, ask: Ask | undefined): Promise<boolean> {
  if (plan.losses.length === 0 || !ask) return false;
  return isAgreed(ask, `The import would remove a lot at once (${lossesText(plan)}). Continue?`);
}

function figuresOf(plan: ImportPlan, period: string | undefined, by: string): Partial<ImportReportSource> {
  if (period === undefined) return {};
  const { replies, problems } = pastFigures(plan, plan.programme, period, by);
  return { problems, answers: { period, replies: replies.length } };
}

/** The sides given on the command line and, with `ask`, those typed at the terminal. */
async function sidesOf(
  { store, ask }: CliContext,
  file: ImportedRegister,
  options: ImportOptions & Made,
): Promise<SideDecisions | undefined> {
  const { bareTargets, side: each } = options;
  const said = { ...(each && { each }), ...(bareTargets && bareTargets !== 'ask' && { all: bareTargets }) };
  if (bareTargets !== 'ask' || !ask) return said;
  const plan = await planned(store, file, { ...options, sides: said });
  return askSides(plan.bareTargets, said, ask);
}

/** What the import would do with the decisions so far. */
function planned(
  store: EntityStore,
  file: ImportedRegister,
  options: ImportOptions & Made & { readonly sides?: SideDecisions },
): Promise<ImportPlan> {
  const { programme: programmeId, newProgramme } = options;
  const request = { programmeId, file, choices: choicesOf(options), ...(newProgramme && { newProgramme }) };
  return readable(() => planStoredImport(store, request));
}

function choicesOf({
  same,
  different,
  acceptKindChanges,
  sides,
}: ImportOptions & { readonly sides?: SideDecisions }): ImportChoices {
  return {
    ...(sides && { sides }),
    ...(same && { same }),
    ...(different && { different: new Set(different) }),
    ...(acceptKindChanges && { acceptKindChanges }),
  };
}
