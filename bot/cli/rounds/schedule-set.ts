import { existingRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { type RoundSchedule } from '../../../src/periods/calendar';
import { takesReplies } from '../../../src/rounds/round';
import { listRounds } from '../../../src/rounds/round-store';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { dueAtOnce } from '../../../src/schedule/due-at-once';
import { forecast, unitsWithoutHead } from '../../../src/schedule/forecast';
import { saveSchedule } from '../../../src/schedule/save-schedule';
import { scheduleOf } from '../../../src/goals/schedule-of';
import {
  parseSchedule,
  type ScheduleField,
  scheduleFields,
  type ScheduleProblem,
  type ScheduleTexts,
  scheduleTexts,
} from '../../../src/periods/schedule-form';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { stepLines, type StepRow, stepRows } from './schedule';
import { type OptionProblem, problemText } from '../parts/schedule-problems';
import { type Line, table } from '../parts/table';

export interface ScheduleSetOptions extends Readonly<Partial<Record<ScheduleField, string>>> {
  readonly programme: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const stepsShown = 8;

/** `--opens-at` for `opensAt`. */
export function optionOf(field: ScheduleField): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** @throws Error with a line for every problem, or for every warning without `--yes`; nothing was written then. */
export async function scheduleSetCommand(context: CliContext, options: ScheduleSetOptions): Promise<void> {
  const { store, clock, holidays, actor, output } = context;
  const { programme: programmeId, dryRun = false, yes = false } = options;
  const now = clock.now();
  const register = await existingRegister(store, programmeId);
  const seen = scheduleOf(register.programme);
  const before = scheduleTexts(seen);
  const given = scheduleFields.filter((field) => options[field] !== undefined);
  const schedule = proposed(before, given, options);
  const source = { now, holidays, unitsWithoutHead: await unitsWithoutHead(store, register) };
  const { problems, warnings } = checkSchedule(schedule, source);
  if (problems.length > 0) throw refusedFor(problems);
  if (warnings.length > 0 && !yes && !dryRun) throw refusedFor(warnings, '; save it anyway with --yes');
  const after = scheduleTexts(schedule);
  const changes = scheduleFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ option: optionOf(field), from: before[field], to: after[field] }));
  const { sendRate } = readConfig();
  const asked = { programmeId, schedule, from: now, count: stepsShown, holidays, sendRate };
  const atOnce = stepRows(await dueAtOnce(store, asked), schedule.timeZone);
  const steps = stepRows(await forecast(store, asked), schedule.timeZone);
  const open = (await listRounds(store, programmeId)).filter(takesReplies).map(({ period }) => period);
  const saved = !dryRun && changes.length > 0;
  if (saved) await saveSchedule(store, programmeId, { schedule, seen }, actor, now);
  const document = { saved, changes, warnings: warnings.map(warningOf), open, atOnce, steps };
  output(document, resultLines(document, given.map(optionOf), schedule.timeZone));
}

/** The present schedule with the given options applied. */
function proposed(
  before: ScheduleTexts,
  given: readonly ScheduleField[],
  options: ScheduleSetOptions,
): RoundSchedule {
  if (given.length === 0) throw new RefusedError('nothing-to-set');
  const texts = { ...before, ...Object.fromEntries(given.map((field) => [field, options[field]])) };
  const parsed = parseSchedule(texts);
  if ('problems' in parsed) throw refusedFor(parsed.problems);
  if (options.onlyPeriod && parsed.schedule.rhythm !== 'once')
    throw refusedFor([{ field: 'onlyPeriod', code: 'period-unneeded' }]);
  return parsed.schedule;
}

function refusedFor(problems: readonly OptionProblem[], andNow = ''): Error {
  const lines = problems.map((problem) => `${optionOf(problem.field)}: ${problemText(problem)}${andNow}`);
  return new Error(lines.map((line) => `error: ${line}`).join('\n'));
}

function warningOf(problem: ScheduleProblem) {
  return { option: optionOf(problem.field), text: problemText(problem) };
}

interface Result {
  readonly saved: boolean;
  readonly changes: readonly { readonly option: string; readonly from: string; readonly to: string }[];
  readonly warnings: readonly ReturnType<typeof warningOf>[];
  readonly open: readonly string[];
  /** Steps that the schedule makes due at once, since their time has passed. */
  readonly atOnce: readonly StepRow[];
  readonly steps: readonly StepRow[];
}

function resultLines(result: Result, given: readonly string[], zone: string): Line[] {
  const { saved, changes, warnings, open, atOnce, steps } = result;
  const quoted = (text: string) => `"${text}"`;
  const rows = changes.map(({ option, from, to }) => [option, quoted(from), quoted(to)]);
  const same = given.filter((option) => changes.every((change) => change.option !== option));
  return [
    saved ? 'the schedule is saved' : changes.length > 0 ? 'nothing was written' : 'nothing changes',
    ...(rows.length > 0 ? table([['OPTION', 'FROM', 'TO'], ...rows]) : []),
    ...(same.length > 0 ? [`no change from: ${same.join(', ')}`] : []),
    ...warnings.map(({ option, text }) => `warning: ${option}: ${text}`),
    ...open.map((period) => `${period} is open and keeps its deadline; its steps follow the new schedule`),
    ...(atOnce.length > 0 ? ['', 'due at once, since its time has passed:', ...stepLines(atOnce, zone)] : []),
    '',
    ...stepLines(steps, zone),
  ];
}
