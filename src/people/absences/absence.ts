/** The days on which an automatic reply says that a person is away, and when a substitute is proposed. Pure. */
import { localDay, localMoment, usualZone } from '../../periods/local-time';
import { addDays, type HolidayCalendar, workingDayOr } from '../../periods/working-days';
import { type Substitution } from '../substitutions';
import { type AutomaticReply } from './automatic-reply';

/** Days are `yyyy-mm-dd`, both inclusive. Without `to`, nobody knows the end yet. */
export interface Absence {
  readonly from: string;
  readonly to?: string;
}

/** Who is away at both times is away for the whole working day. */
const [morning, afternoon] = ['09:00', '15:00'];

/** How long an absence without an end is taken to last, in days. */
const openDays = 14;
/** An automatic reply that is never switched off is asked about again after this many days. */
const askAgainDays = 90;

/** @returns `undefined` if no whole working day of it is left, today included */
export function absenceIn(
  reply: AutomaticReply,
  today: string,
  holidays: HolidayCalendar,
): Absence | undefined {
  if (reply.type === 'on') return { from: today };
  if (reply.type !== 'scheduled') return undefined;
  const { start, end } = reply;
  const [first, last] = [localDay(start, usualZone), localDay(end, usualZone)];
  const wholeFrom = start <= at(first, morning) ? first : addDays(first, 1);
  const wholeTo = end >= at(last, afternoon) ? last : addDays(last, -1);
  const workingDay = workingDayOr(wholeFrom > today ? wholeFrom : today, 0, holidays, 0);
  if (workingDay > wholeTo) return undefined;
  return {
    from: start < at(first, afternoon) ? first : addDays(first, 1),
    to: end > at(last, morning) ? last : addDays(last, -1),
  };
}

function at(day: string, time: string): Date {
  return localMoment(day, time, usualZone).toJSDate();
}

/** From the last working day before it on: before a Monday, from Friday. */
export function isSoon({ from }: Absence, today: string, holidays: HolidayCalendar): boolean {
  return today >= workingDayOr(from, -1, holidays, -1);
}

export function isOver(absence: Absence, today: string): boolean {
  return ending(absence, openDays).to < today;
}

/** Whether some of these days are within the absence. */
export function isWithin(absence: Absence, days: Required<Absence>): boolean {
  return overlaps(ending(absence, openDays), days);
}

/** Whether somebody substitutes for the person on some of the days, so that the person has thought of it. */
export function isSubstituted(
  absence: Absence,
  personId: string,
  substitutions: readonly Substitution[],
): boolean {
  return substitutions.some((each) => each.personId === personId && isWithin(absence, each));
}

/** Whether it is an absence that was asked about before, perhaps with other days. */
export function isSame(absence: Absence, before: Absence): boolean {
  const neitherEnds = absence.to === undefined && before.to === undefined;
  return overlaps(ending(absence, openDays), ending(before, neitherEnds ? askAgainDays : openDays));
}

function ending({ from, to }: Absence, days: number): Required<Absence> {
  return { from, to: to ?? addDays(from, days) };
}

function overlaps(a: Required<Absence>, b: Required<Absence>): boolean {
  return a.from <= b.to && b.from <= a.to;
}
