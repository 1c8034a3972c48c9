/** What is due now: computed from calendar and persisted marks, never from a cron event. Pure. */
import { type Programme } from '../goals/schema';
import { digestMoments, duePeriods, reminderMoments, roundCalendar } from '../periods/calendar';
import { type HolidayCalendar } from '../periods/working-days';
import { type Round, takesReplies } from '../rounds/round';

export type Work =
  | {
      readonly type: 'open';
      readonly programmeId: string;
      readonly period: string;
      readonly opens: Date;
      readonly deadline: Date;
    }
  | {
      readonly type: 'digest' | 'remind';
      readonly programmeId: string;
      readonly period: string;
      /** The moment in the calendar, ISO 8601. */
      readonly step: string;
    }
  | { readonly type: 'close'; readonly programmeId: string; readonly period: string };

/** In the order it is to be done. After downtime only the latest missed digest and reminder are due, not each of them. */
export function dueWork(
  programmes: readonly Programme[],
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
): Work[] {
  return programmes.flatMap((programme) => {
    const own = rounds.filter((round) => round.programmeId === programme.id);
    return [
      ...openings(programme, own, now, holidays),
      ...own.flatMap((round) => ofRound(programme, round, now, holidays)),
    ];
  });
}

function openings(
  programme: Programme,
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
): Work[] {
  return duePeriods(programme, now, holidays)
    .filter((period) => rounds.every((round) => round.period !== period || round.status === 'planned'))
    .map((period) => ({
      type: 'open',
      programmeId: programme.id,
      period,
      ...roundCalendar(programme, period, holidays),
    }));
}

function ofRound(programme: Programme, round: Round, now: Date, holidays: HolidayCalendar): Work[] {
  if (!takesReplies(round)) return [];
  const name = { programmeId: programme.id, period: round.period };
  if (now.toISOString() >= round.deadline) return [{ type: 'close', ...name }];
  const [opens, deadline] = [new Date(round.opens), new Date(round.deadline)];
  const reminders = reminderMoments(programme, opens, deadline, holidays);
  return [
    ...latest(reminders, round.lastReminder, round, now).map((step) => ({
      type: 'remind' as const,
      ...name,
      step,
    })),
    ...latest(digestMoments(programme, opens, deadline), round.lastDigest, round, now).map((step) => ({
      type: 'digest' as const,
      ...name,
      step,
    })),
  ];
}

/** The latest moment that has passed since the round was opened or reopened, and that was not done yet. */
function latest(moments: readonly Date[], done: string | undefined, round: Round, now: Date): string[] {
  const openedAt = round.events.at(-1)?.at ?? round.opens;
  const step = moments
    .filter((at) => at <= now)
    .at(-1)
    ?.toISOString();
  return step !== undefined && step > openedAt && (done === undefined || done < step) ? [step] : [];
}
