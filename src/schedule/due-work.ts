/** What is due now, computed from the calendar and stored marks, never from a cron event. Pure. */
import { type Programme } from '../goals/schema';
import { type RoundTimes } from '../periods/calendar';
import { type Rung } from '../periods/calendar-schema';
import { comparePeriods } from '../periods/period';
import { type HolidayCalendar } from '../periods/working-days';
import { isRefreshDue } from '../rounds/post-refresh';
import { isClosingCutOff } from '../rounds/closing';
import { closingOf, isLeftToPeople, type Round, takesReplies } from '../rounds/round';
import { indexKey, type RoundName, roundNameOf } from '../rounds/round-name';
import { endedRoundsOf, stepsOf, type TimedStep } from './kept-times';

/** Times are the calendar's, ISO 8601, UTC; `missed` are earlier ones that are skipped after a downtime. */
type StepWork = { readonly step: string; readonly missed: readonly string[] } & (
  | { readonly type: 'digest' | 'stage' }
  | { readonly type: 'remind'; readonly ofStage?: true }
  | { readonly type: 'escalate'; readonly to: Rung }
);

export type Work = RoundName &
  (
    | ({ readonly type: 'open' } & RoundTimes)
    /** Its closing had passed before it could be opened. */
    | ({ readonly type: 'skip' } & RoundTimes)
    /** Also finishes an interrupted closing; `sends` if it sends the coordinated answer. */
    | { readonly type: 'close'; readonly missed: readonly string[]; readonly sends?: true }
    /** It was taken back, but its messages are not all replaced or its rows not all removed yet. */
    | { readonly type: 'finish-discard' }
    /** The posts of its latest digest may be outdated. */
    | { readonly type: 'refresh-posts' }
    /** A digest of it is not yet in the front posts of the channels that its programme shares. */
    | { readonly type: 'post-fronts' }
    /** A digest of it was not yet sent to the followers of its units. */
    | { readonly type: 'tell-followers' }
    | StepWork
  );

const noneSettled: ReadonlySet<string> = new Set();

/**
 * In the order in which it must be done: per programme closings, then openings, then the steps of open rounds, then
 * work that follows from digests. After a downtime only the latest missed digest, reminder and escalation are due.
 * @param rounds those from which something may follow
 * @param settled index keys of rounds from which nothing follows any more
 * @param lastTick the time of the previous tick; without one nothing counts as skipped
 */
export function dueWork(
  programmes: readonly Programme[],
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
  lastTick?: Date,
  settled = noneSettled,
): Work[] {
  return programmes.flatMap((programme) => {
    const own = rounds
      .filter((round) => round.programmeId === programme.id)
      .sort((a, b) => comparePeriods(a.period, b.period));
    const open = own.filter(takesReplies);
    const over = open.filter((round) => now.toISOString() >= closingOf(round));
    return [
      ...own.filter((round) => isClosingCutOff(round, now)).map(finishing),
      ...over.map((round) => closing(programme, round, now, holidays)),
      ...openings(programme, own, now, holidays, lastTick && lastTick < now ? lastTick : now).filter(
        (work) => !settled.has(indexKey(work)),
      ),
      ...open
        .filter((round) => !over.includes(round))
        .flatMap((round) => stepsAndRefresh(programme, round, now, holidays)),
      ...own
        .filter(({ discarded }) => discarded?.unfinished)
        .map((round) => ({ type: 'finish-discard' as const, ...roundNameOf(round) })),
      ...own
        .filter(({ unposted }) => unposted !== undefined)
        .map((round) => ({ type: 'post-fronts' as const, ...roundNameOf(round) })),
      ...own
        .filter(({ untold }) => untold !== undefined)
        .map((round) => ({ type: 'tell-followers' as const, ...roundNameOf(round) })),
    ];
  });
}

/** Rounds that should be open now, and rounds that were over before they could be opened; none before the start. */
function openings(
  programme: Programme,
  rounds: readonly Round[],
  now: Date,
  holidays: HolidayCalendar,
  lastTick: Date,
): Work[] {
  if (programme.awaitsStart) return [];
  return endedRoundsOf(programme, now, lastTick, holidays)
    .filter(({ opens }) => opens <= now)
    .filter(({ period, opens }) =>
      rounds.every((round) => round.period !== period || isStillPlanned(round, opens)),
    )
    .map((planned) => ({
      ...planned,
      type: planned.closes <= now ? ('skip' as const) : ('open' as const),
      programmeId: programme.id,
    }));
}

function isStillPlanned(round: Round, opens: Date): boolean {
  return round.status === 'planned' && !isLeftToPeople(round, opens);
}

function closing(programme: Programme, round: Round, now: Date, holidays: HolidayCalendar): Work {
  const missed = waiting(programme, round, now, holidays).map(({ moment }) => moment);
  const { programmeId, period } = round;
  return { type: 'close', programmeId, period, missed: [...new Set(missed)] };
}

/** Finishes a closing that was begun; the steps it missed were stored at the beginning. */
function finishing({ programmeId, period, closing: begun }: Round): Work {
  return { type: 'close', programmeId, period, missed: [], ...(begun?.event.sent && { sends: true }) };
}

/** Posts are not refreshed if a digest is due, since it makes new posts and the previous ones stay as they are. */
function stepsAndRefresh(programme: Programme, round: Round, now: Date, holidays: HolidayCalendar): Work[] {
  const due = steps(programme, round, now, holidays);
  if (!isRefreshDue(round, now) || due.some(({ type }) => type === 'digest')) return due;
  const { programmeId, period } = round;
  return [...due, { type: 'refresh-posts', programmeId, period }];
}

function steps(programme: Programme, round: Round, now: Date, holidays: HolidayCalendar): Work[] {
  const due = waiting(programme, round, now, holidays);
  const { programmeId, period } = round;
  const latest = (['stage', 'remind', 'escalate', 'digest'] as const).flatMap((what) => {
    const last = due.filter((step) => step.what === what).at(-1);
    if (!last) return [];
    const step = last.moment;
    const earlier = due.filter((each) => each.what === what).map(({ moment }) => moment);
    const missed = [...new Set(earlier)].filter((moment) => moment < step);
    const work = { programmeId, period, step, missed };
    return [{ ...work, ...kindOf(last) }];
  });
  return latest.sort((a, b) => (a.step < b.step ? -1 : a.step > b.step ? 1 : 0));
}

function kindOf(step: TimedStep) {
  switch (step.what) {
    case 'escalate':
      return { type: step.what, to: step.to };
    case 'remind':
      return { type: step.what, ...(step.ofStage && { ofStage: step.ofStage }) };
    case 'digest':
    case 'stage':
      return { type: step.what };
  }
}

/** The steps that have come due since the round was opened or reopened and are not done yet. */
function waiting(programme: Programme, round: Round, now: Date, holidays: HolidayCalendar): TimedStep[] {
  const openedAt = round.events.at(-1)?.at ?? round.opens;
  const marks = {
    ...{ remind: round.lastReminder, escalate: round.lastEscalation, digest: round.lastDigest },
    stage: round.stage?.passed,
  };
  return stepsOf(programme, round, holidays).filter(({ at, moment, what }) => {
    const done = marks[what];
    return at <= now && moment > openedAt && (done === undefined || done < moment);
  });
}
