/** The organisation's closed days and holidays: shown, and set for all programmes at once. */
import { RefusedError } from '../../../src/errors';
import {
  calendarOf,
  loadOrganisationDays,
  type OrganisationDays,
  saveOrganisationDays,
} from '../../../src/goals/organisation-days';
import { loadProgrammes } from '../../../src/goals/register';
import { scheduleOf } from '../../../src/goals/schedule-of';
import { type Programme } from '../../../src/goals/schema';
import { periodsAround, roundCalendar } from '../../../src/periods/calendar';
import { localDay, usualZone } from '../../../src/periods/local-time';
import { closedDaysText } from '../../../src/periods/day-texts';
import { parseClosedDays } from '../../../src/periods/schedule-form';
import { addDays, type HolidayCalendar, isCountry } from '../../../src/periods/working-days';
import { checkSchedule } from '../../../src/schedule/check-schedule';
import { type CliContext, isAgreed } from '../parts/cli-command';
import { localText } from '../parts/moments';
import { problemText } from '../parts/schedule-problems';
import { type Line, table } from '../parts/table';

export async function closedDaysShowCommand({ store, clock, output }: CliContext): Promise<void> {
  const days = await loadOrganisationDays(store);
  const programmes = (await loadProgrammes(store))
    .filter(({ calendar }) => calendar.closedDays.length > 0)
    .map(({ id, calendar }) => ({ programme: id, closedDays: closedDaysText(calendar.closedDays) }));
  const closed = comingDays(calendarOf(days), localDay(clock.now(), usualZone));
  output({ country: days.country, closedDays: closedDaysText(days.closedDays), closed, programmes }, [
    ...daysLines(days),
    `closed in the coming year, weekends aside: ${closed.join(', ')}`,
    ...programmes.map(({ programme, closedDays }) => `${programme} is also closed: ${closedDays}`),
  ]);
}

interface SetOptions {
  readonly days?: string;
  readonly country?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Shows which rounds would move, and writes unless it is only tried; at a terminal it asks first. */
export async function closedDaysSetCommand(context: CliContext, options: SetOptions): Promise<void> {
  const { store, clock, actor, output, ask, say } = context;
  const seen = await loadOrganisationDays(store);
  const days = proposed(seen, options);
  const programmes = await loadProgrammes(store);
  for (const programme of programmes) refuseUnusable(programme, { days, seen, now: clock.now() });
  const moved = programmes.flatMap((programme) => movedRounds(programme, { days, seen, now: clock.now() }));
  const lines = [...daysLines(days), ...movedLines(moved)];
  const asks = ask !== undefined && options.dryRun !== true && options.yes !== true;
  if (asks) say(lines.join('\n'));
  const written = options.dryRun !== true && (!asks || (await isAgreed(ask, 'Save these days?')));
  if (written) await saveOrganisationDays(store, { days, seen }, actor, clock.now());
  output({ ...days, closedDays: closedDaysText(days.closedDays), moved, written }, [
    ...(asks ? [] : lines),
    written ? 'the days are saved; open rounds keep their deadlines' : 'nothing was written',
  ]);
}

function proposed(seen: OrganisationDays, { days, country }: SetOptions): OrganisationDays {
  if (days === undefined && country === undefined) throw new RefusedError('nothing-to-set');
  const code = country?.trim().toUpperCase() ?? seen.country;
  if (!isCountry(code)) throw new RefusedError('country-unknown', { country: code });
  const parsed = days === undefined ? { closedDays: seen.closedDays } : parseClosedDays(days);
  if ('problem' in parsed)
    throw new RefusedError('closed-days-unreadable', { reason: problemText(parsed.problem) });
  return { country: code, closedDays: parsed.closedDays };
}

interface Change {
  readonly days: OrganisationDays;
  readonly seen: OrganisationDays;
  readonly now: Date;
}

/** A schedule that did not work before either is not the days' fault. */
function refuseUnusable(programme: Programme, { days, seen, now }: Change): void {
  const problemsWith = (holidays: HolidayCalendar) =>
    checkSchedule(scheduleOf(programme), { now, holidays, unitsWithoutHead: [] }).problems.map(problemText);
  const before = new Set(problemsWith(calendarOf(seen)));
  const reason = problemsWith(calendarOf(days)).find((text) => !before.has(text));
  if (reason !== undefined)
    throw new RefusedError('closed-days-unusable', { programme: programme.id, reason });
}

interface MovedRound {
  readonly programme: string;
  readonly period: string;
  /** Local moments. */
  readonly opens: string;
  readonly deadline: string;
  readonly before: { readonly opens: string; readonly deadline: string };
}

/** Of each programme, the rounds that open within a year and would open or be due at another time. */
function movedRounds(programme: Programme, { days, seen, now }: Change): MovedRound[] {
  const moved: MovedRound[] = [];
  const year = new Date(now.getTime() + 366 * 24 * 3600 * 1000);
  for (const period of periodsAround(programme, now)) {
    const [before, after] = [seen, days].map((each) => timesWith(programme, period, calendarOf(each)));
    if (!before || !after || before.opensAt > year) break;
    const { opensAt, ...times } = after;
    if (opensAt > now && (times.opens !== before.opens || times.deadline !== before.deadline))
      moved.push({
        ...{ programme: programme.id, period, ...times },
        before: { opens: before.opens, deadline: before.deadline },
      });
  }
  return moved;
}

function timesWith(programme: Programme, period: string, holidays: HolidayCalendar) {
  try {
    const { opens, deadline } = roundCalendar(programme, period, holidays);
    const local = (moment: Date) => localText(moment.toISOString(), programme.timeZone);
    return { opensAt: opens, opens: local(opens), deadline: local(deadline) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

function movedLines(moved: readonly MovedRound[]): Line[] {
  if (moved.length === 0) return ['no round of the coming year moves'];
  const rows = moved.map(({ programme, period, opens, deadline, before }) => [
    ...[programme, period, arrow(before.opens, opens), arrow(before.deadline, deadline)],
  ]);
  return table([['PROGRAMME', 'PERIOD', 'OPENS', 'DEADLINE'], ...rows]);
}

function arrow(before: string, after: string): string {
  return before === after ? after : `${before} -> ${after}`;
}

function daysLines({ country, closedDays }: OrganisationDays): string[] {
  return [
    `holidays of: ${country}`,
    `the organisation is closed: ${closedDaysText(closedDays) || 'on no other days'}`,
  ];
}

function comingDays(calendar: HolidayCalendar, today: string): string[] {
  const days = Array.from({ length: 366 }, (_, index) => addDays(today, index));
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  return days.filter((day) => !isWeekend(day) && calendar.isClosed(day));
}
