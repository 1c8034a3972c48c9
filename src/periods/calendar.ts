/** When a round opens, is due and closes, and what happens in between. Pure. */
import { DateTime } from 'luxon';
import { type Calendar, type CalendarPoint, type Offset, type Rung } from './calendar-schema';
import { localDay, localMoment } from './local-time';
import {
  dayAfter,
  nextPeriod,
  parsePeriod,
  type Period,
  periodContaining,
  previousPeriod,
  type Rhythm,
} from './period';
import { addDays, addWorkingDays, type HolidayCalendar, withClosedDays } from './working-days';

/** The part of a Programme that decides when its rounds are. */
export interface RoundSchedule {
  readonly rhythm: Rhythm | 'once';
  /** The period of a programme that is followed up once. */
  readonly onlyPeriod?: Period | undefined;
  /** No round opens by itself for a period that ends before this one does. Default: rounds open from the start on. */
  readonly firstPeriod?: Period | undefined;
  readonly timeZone: string;
  readonly calendar: Calendar;
}

/** Replies are due by the deadline; late ones are accepted until the round closes. */
export interface RoundTimes {
  readonly opens: Date;
  readonly deadline: Date;
  readonly closes: Date;
  /** When the first stage's parts are due, if the calendar has stages. */
  readonly stage?: Date;
}

/** Something that the calendar schedules in an open round. */
export type Step = { readonly at: Date } & (
  | { readonly what: 'digest' | 'stage' }
  /** `ofStage`: only people whose part of the first stage is missing. */
  | { readonly what: 'remind'; readonly ofStage?: true }
  | { readonly what: 'escalate'; readonly to: Rung }
);

type Moments = Pick<RoundSchedule, 'timeZone' | 'calendar'>;

/**
 * `workingDaysAfter: n` is the n-th working day after the period, counting the first day after it if it is one;
 * 0 is the same as 1, the first working day. `date` is the first such date after the period, even on a holiday (the
 * ministry's 2.5. at 16:15 does not move); in a shorter month, the 29th to 31st mean its last day. For local times see
 * `localMoment`.
 * @throws RangeError if the deadline does not come after the opening, or two years have too few working days
 */
export function roundCalendar(programme: Moments, period: Period, holidays: HolidayCalendar): RoundTimes {
  const { opens, deadline } = programme.calendar;
  const own = withClosedDays(holidays, programme.calendar.closedDays);
  const moments = {
    opens: momentOf(opens, period, programme.timeZone, own),
    deadline: momentOf(deadline, period, programme.timeZone, own),
  };
  if (moments.deadline <= moments.opens)
    throw new RangeError(`round ${period}: the deadline does not come after the opening`);
  return { ...moments, ...timesBy(moments, programme, holidays) };
}

/** The other times of a round with this opening and deadline. */
export function timesBy(
  moments: Pick<RoundTimes, 'opens' | 'deadline'>,
  programme: Moments,
  holidays: HolidayCalendar,
): Pick<RoundTimes, 'closes' | 'stage'> {
  const closes = closingAfter(moments.deadline, programme, holidays);
  return { closes, ...stageWithin(moments, programme, holidays) };
}

/** The end of the first stage; none if it is not after the opening, so that everything is due by the deadline. */
function stageWithin(
  { opens, deadline }: Pick<RoundTimes, 'opens' | 'deadline'>,
  { calendar, timeZone }: Moments,
  holidays: HolidayCalendar,
): Pick<RoundTimes, 'stage'> {
  if (!calendar.stage) return {};
  const own = withClosedDays(holidays, calendar.closedDays);
  const { workingDaysBefore, at } = calendar.stage;
  const stage = momentFrom({ workingDaysBefore, at }, deadline, timeZone, own);
  return stage > opens ? { stage } : {};
}

/** When a round with this deadline closes: at the deadline, or after the grace period for late replies. */
function closingAfter(deadline: Date, { calendar, timeZone }: Moments, holidays: HolidayCalendar): Date {
  if (calendar.graceWorkingDays === 0) return deadline;
  const own = withClosedDays(holidays, calendar.closedDays);
  const day = addWorkingDays(localDay(deadline, timeZone), calendar.graceWorkingDays, own);
  return localMoment(day, calendar.deadline.at, timeZone).toJSDate();
}

/** The steps of a round between its opening and its closing, the earliest first. */
export function roundSteps(programme: Moments, times: RoundTimes, holidays: HolidayCalendar): Step[] {
  const { calendar } = programme;
  const own = withClosedDays(holidays, calendar.closedDays);
  const at = (offset: Offset) => momentFrom(offset, times.deadline, programme.timeZone, own);
  const steps: Step[] = [
    ...digestMoments(programme, times).map((moment) => ({ what: 'digest' as const, at: moment })),
    ...calendar.reminders.map((offset) => ({ what: 'remind' as const, at: at(offset) })),
    ...stageSteps(programme, times, own),
    ...calendar.escalations.map((rung) => ({ what: 'escalate' as const, to: rung.to, at: at(rung) })),
  ];
  return steps
    .filter((step) => step.at > times.opens && step.at < times.closes)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The end of the first stage, and its reminders. */
function stageSteps({ calendar, timeZone }: Moments, { stage }: RoundTimes, own: HolidayCalendar): Step[] {
  if (!stage) return [];
  const reminders = (calendar.stage?.reminders ?? []).map((offset) =>
    momentFrom(offset, stage, timeZone, own),
  );
  return [
    { what: 'stage', at: stage },
    ...reminders
      .filter((at) => at < stage)
      .map((at) => ({ what: 'remind' as const, at, ofStage: true as const })),
  ];
}

/** Weekly, and at the deadline if late replies are accepted after it; not at opening and closing. */
function digestMoments(programme: Moments, { opens, deadline, closes }: RoundTimes): Date[] {
  const { weekday, at } = programme.calendar.digest;
  const first = localDay(opens, programme.timeZone);
  const moments: Date[] = deadline < closes ? [deadline] : [];
  const days = (weekday - DateTime.fromISO(first, { zone: 'utc' }).weekday + 7) % 7;
  for (let day = addDays(first, days); ; day = addDays(day, 7)) {
    const moment = localMoment(day, at, programme.timeZone).toJSDate();
    if (moment >= closes) return moments;
    if (moment.getTime() !== deadline.getTime()) moments.push(moment);
  }
}

/** The moment of an offset, counted in working days from the day of the deadline. */
export function momentFrom(offset: Offset, deadline: Date, zone: string, own: HolidayCalendar): Date {
  const last = localDay(deadline, zone);
  const days = 'workingDaysBefore' in offset ? -offset.workingDaysBefore : offset.workingDaysAfter;
  return localMoment(days === 0 ? last : addWorkingDays(last, days, own), offset.at, zone).toJSDate();
}

/** The periods whose round should be open now (opens ≤ now < closes), oldest first. */
export function duePeriods(programme: RoundSchedule, now: Date, holidays: HolidayCalendar): Period[] {
  return endedRounds(programme, now, now, holidays)
    .filter(({ opens }) => opens <= now)
    .map(({ period }) => period);
}

/** The periods whose round should have been closed after `since` and until now, oldest first. */
export function passedPeriods(
  programme: RoundSchedule,
  since: Date,
  now: Date,
  holidays: HolidayCalendar,
): Period[] {
  return endedRounds(programme, now, since, holidays)
    .filter(({ closes }) => closes <= now)
    .map(({ period }) => period);
}

export interface PlannedRound extends RoundTimes {
  readonly period: Period;
}

/** The rounds of periods that have ended by now and that close after `since`, oldest first. */
export function endedRounds(
  programme: RoundSchedule,
  now: Date,
  since: Date,
  holidays: HolidayCalendar,
): PlannedRound[] {
  const today = localDay(now, programme.timeZone);
  const ended: PlannedRound[] = [];
  for (const period of periodsBefore(programme, now)) {
    if (dayAfter(period) > today) continue;
    if (isBeforeFirst(programme, period)) break;
    const times = roundCalendar(programme, period, holidays);
    // Rounds close in the order of their periods: no earlier one closes later than this one.
    if (times.closes <= since) break;
    ended.unshift({ ...times, period });
  }
  return ended;
}

/** The periods of a programme that have begun, the latest first. */
function* periodsBefore({ rhythm, onlyPeriod, timeZone }: RoundSchedule, now: Date): Iterable<Period> {
  if (rhythm === 'once') {
    if (onlyPeriod !== undefined) yield onlyPeriod;
    return;
  }
  for (let period = periodContaining(rhythm, now, timeZone); ; period = previousPeriod(period)) yield period;
}

/** Whether the calendar opens no round for a period, because the programme begins with a later one. */
export function isBeforeFirst({ firstPeriod }: Pick<RoundSchedule, 'firstPeriod'>, period: Period): boolean {
  return firstPeriod !== undefined && dayAfter(period) < dayAfter(firstPeriod);
}

/** A deadline is at most 250 working days or one year after its period; closed days may prolong the former. */
const lookBackDays = 2 * 366;

/** Whether a programme has a round for such a period. */
export function fitsRhythm(
  { rhythm, onlyPeriod }: Pick<RoundSchedule, 'rhythm' | 'onlyPeriod'>,
  period: Period,
): boolean {
  return rhythm === 'once' ? period === onlyPeriod : parsePeriod(period).rhythm === rhythm;
}

/** A programme's periods in order, endless, from the first whose round may still be open at this moment. */
export function* periodsAround(programme: RoundSchedule, moment: Date): Iterable<Period> {
  const { rhythm, onlyPeriod } = programme;
  if (rhythm === 'once') {
    if (onlyPeriod !== undefined) yield onlyPeriod;
    return;
  }
  const earliest = new Date(moment.getTime() - lookBackDays * 24 * 3600 * 1000);
  let period = previousPeriod(periodContaining(rhythm, earliest, programme.timeZone));
  for (; ; period = nextPeriod(period)) yield period;
}

function momentOf(point: CalendarPoint, period: Period, zone: string, own: HolidayCalendar): Date {
  const after = dayAfter(period);
  const day =
    'date' in point ? firstSuchDate(after, point.date) : workingDay(after, point.workingDaysAfter, own);
  return localMoment(day, point.at, zone).toJSDate();
}

function workingDay(after: string, n: number, own: HolidayCalendar): string {
  return addWorkingDays(addDays(after, -1), Math.max(1, n), own);
}

function firstSuchDate(after: string, monthAndDay: string): string {
  const year = Number(after.slice(0, 4));
  const thisYear = inYear(year, monthAndDay);
  return thisYear >= after ? thisYear : inYear(year + 1, monthAndDay);
}

function inYear(year: number, monthAndDay: string): string {
  const month = DateTime.utc(year, Number(monthAndDay.slice(0, 2)));
  const day = Math.min(Number(monthAndDay.slice(3)), month.endOf('month').day);
  return month.set({ day }).toFormat('yyyy-MM-dd');
}
