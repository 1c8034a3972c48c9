import { DateTime } from 'luxon';
import { RefusedError } from '../../src/errors';
import { loadRegister } from '../../src/goals/register';
import { loadDirectory } from '../../src/people/directory';
import { createHolidayCalendar } from '../../src/periods/working-days';
import { fanOut } from '../../src/rounds/asked';
import { type PlannedStep, plannedSteps } from '../../src/schedule/preview';
import { readConfig } from '../config';
import { type CliContext } from './run';
import { table } from './table';

export interface ScheduleOptions {
  readonly programme: string;
  readonly from?: string;
  readonly count: number;
}

/** What will happen when, to how many recipients at most, and how long sending takes at the rate limit. */
export async function scheduleCommand(
  { store, clock, output }: CliContext,
  { programme: id, from, count }: ScheduleOptions,
): Promise<void> {
  const register = await loadRegister(store, id);
  if (!register) throw new RefusedError('unknown-programme', { programme: id });
  const { programme } = register;
  const zone = { zone: programme.timeZone };
  const start = from === undefined ? DateTime.fromJSDate(clock.now()) : DateTime.fromISO(from, zone);
  if (!start.isValid || start.year < 2000 || start.year > 2100)
    throw new RefusedError('day-unreadable', { day: from ?? '' });
  const asked = fanOut(register, await loadDirectory(store)).size;
  const recipients: Record<PlannedStep['what'], number> = {
    open: asked,
    remind: asked,
    digest: programme.channels.length,
    close: programme.channels.length,
  };
  const { sendRate } = readConfig();
  const steps = plannedSteps(programme, start.toJSDate(), count, createHolidayCalendar()).map(
    ({ at, what, period }) => ({
      at: at.toISOString(),
      local: DateTime.fromJSDate(at, zone).toFormat('ccc d.M.yyyy HH:mm'),
      what,
      period,
      recipientsAtMost: recipients[what],
      sendingSeconds: Math.ceil(recipients[what] / sendRate),
    }),
  );
  const rows = steps.map((step) => [
    step.local,
    step.what,
    step.period,
    step.recipientsAtMost,
    `${step.sendingSeconds} s`,
  ]);
  output(
    steps,
    table([[`WHEN (${programme.timeZone})`, 'WHAT', 'PERIOD', 'RECIPIENTS AT MOST', 'SENDING'], ...rows]),
  );
}
