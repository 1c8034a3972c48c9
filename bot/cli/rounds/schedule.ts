import { existingRegister } from '../../../src/goals/register';
import { RefusedError } from '../../../src/errors';
import { forecast, type ForecastStep } from '../../../src/schedule/forecast';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { withCalendar } from '../parts/known';
import { localText, momentIn } from '../parts/moments';
import { whatOf } from './opening-dry-run';
import { table, type TableRow } from '../parts/table';

export interface ScheduleOptions {
  readonly programme: string;
  readonly from?: string;
  readonly count: number;
}

/** What will happen when, to how many recipients at most, and how long sending takes at the rate limit. */
export async function scheduleCommand(context: CliContext, options: ScheduleOptions): Promise<void> {
  const { store, clock, holidays, output } = context;
  const { programme: programmeId, count } = options;
  const { programme } = await existingRegister(store, programmeId);
  const from = options.from === undefined ? clock.now() : dayIn(options.from, programme.timeZone);
  const { sendRate } = readConfig();
  const steps = await withCalendar(programmeId, () =>
    forecast(store, { programmeId, from, count, holidays, sendRate }),
  );
  const rows = stepRows(steps, programme.timeZone);
  output(rows, stepLines(rows, programme.timeZone));
}

function dayIn(text: string, zone: string): Date {
  const moment = momentIn(text, zone)?.moment;
  if (!moment || moment.year < 2000 || moment.year > 2100)
    throw new RefusedError('day-unreadable', { day: text });
  return moment.toJSDate();
}

/** A step as printed; moments are ISO 8601, UTC, except the `local` ones, which are in the programme's zone. */
export interface StepRow {
  readonly at: string;
  readonly local: string;
  readonly what: ForecastStep['what'];
  /** For an escalation, its rung. */
  readonly to?: string;
  readonly period: string;
  readonly recipientsAtMost: number;
  readonly sendingSeconds: number;
  readonly sentFrom: string;
  readonly sentFromLocal: string;
}

export function stepRows(steps: readonly ForecastStep[], zone: string): StepRow[] {
  return steps.map((step) => ({
    at: step.at.toISOString(),
    local: localText(step.at, zone),
    what: step.what,
    ...(step.what === 'escalate' && { to: step.to }),
    period: step.period,
    recipientsAtMost: step.recipients,
    sendingSeconds: step.sending,
    sentFrom: step.sentFrom.toISOString(),
    sentFromLocal: localText(step.sentFrom, zone),
  }));
}

/** Has the column "SENT FROM" only if quiet hours hold something back. */
export function stepLines(steps: readonly StepRow[], zone: string): TableRow[] {
  const rows = steps.map((step) => [
    ...[step.local, whatOf(step), step.period, step.recipientsAtMost, `${step.sendingSeconds} s`],
    step.sentFrom > step.at ? step.sentFromLocal : '',
  ]);
  const isHeld = rows.some((row) => row.at(-1) !== '');
  const head = [`WHEN (${zone})`, 'WHAT', 'PERIOD', 'RECIPIENTS AT MOST', 'SENDING'];
  return table([[...head, isHeld ? 'SENT FROM' : ''], ...rows]);
}
