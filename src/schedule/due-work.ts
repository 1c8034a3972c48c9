/** What is due now: computed from calendar and persisted marks, never from a cron event. Pure. */
import { type Programme } from '../goals/schema';
import { digestMoments, duePeriods, roundCalendar } from '../periods/calendar';
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
  | { readonly type: 'digest'; readonly programmeId: string; readonly period: string; readonly step: string }
  | { readonly type: 'close'; readonly programmeId: string; readonly period: string };

/** In the order it is to be done. After downtime only the latest missed digest is due, not each of them. */
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
      ...own.flatMap((round) => ofRound(programme, round, now)),
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

function ofRound(programme: Programme, round: Round, now: Date): Work[] {
  if (!takesReplies(round)) return [];
  const name = { programmeId: programme.id, period: round.period };
  if (now.toISOString() >= round.deadline) return [{ type: 'close', ...name }];
  const passed = digestMoments(programme, new Date(round.opens), new Date(round.deadline)).filter(
    (at) => at <= now,
  );
  const step = passed.at(-1)?.toISOString();
  const openedAt = round.events.at(-1)?.at ?? round.opens;
  const due =
    step !== undefined && step > openedAt && (round.lastDigest === undefined || round.lastDigest < step);
  return due ? [{ type: 'digest', ...name, step }] : [];
}
