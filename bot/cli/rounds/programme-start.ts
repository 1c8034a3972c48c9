import { existingProgramme } from '../../../src/goals/register';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { dueAtOnce } from '../../../src/schedule/due-at-once';
import { forecast } from '../../../src/schedule/forecast';
import { startProgramme } from '../../../src/schedule/start-programme';
import { readConfig } from '../../config/config';
import { type CliContext } from '../parts/cli-command';
import { withCalendar } from '../parts/known';
import { stepLines, stepRows } from './schedule';

export interface ProgrammeStartOptions {
  readonly programme: string;
  readonly yes?: boolean;
}

const stepsShown = 8;

/** Shows what the schedule will do, and starts it with `--yes`. */
export async function programmeStartCommand(
  context: CliContext,
  { programme: programmeId, yes = false }: ProgrammeStartOptions,
): Promise<void> {
  const { store, clock, holidays, actor, output } = context;
  const now = clock.now();
  const { value: programme } = await existingProgramme(store, programmeId);
  const asked = { programmeId, from: now, count: stepsShown, holidays, sendRate: readConfig().sendRate };
  const { steps, atOnce } = await withCalendar(programmeId, async () => ({
    steps: stepRows(await forecast(store, asked), programme.timeZone),
    atOnce: programme.awaitsStart ? stepRows(await dueAtOnce(store, asked), programme.timeZone) : [],
  }));
  const { awaitsStart = false } = programme;
  const saved = awaitsStart && yes;
  if (saved) await startProgramme(store, programmeId, scheduleOf(programme), actor, now);
  const said = awaitsStart ? 'is not started; start it with --yes' : 'was started earlier';
  const shown = (rows: typeof steps) => stepLines(rows, programme.timeZone);
  output(
    {
      programme: programmeId,
      started: saved,
      awaitsStart: awaitsStart && !saved,
      atOnce,
      steps,
    },
    [
      `${programmeId} ${saved ? 'is started' : said}`,
      ...(atOnce.length > 0 ? ['', 'due at once, since its time has passed:', ...shown(atOnce)] : []),
      '',
      ...shown(steps),
    ],
  );
}
