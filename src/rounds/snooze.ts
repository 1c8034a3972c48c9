/** Postpones a request to a working day before its deadline, when the person gets one reminder. */
import { RefusedError } from '../errors';
import { loadProgramme } from '../goals/register';
import { type Programme } from '../goals/schema';
import { enqueue, findMessage, type NewMessage, sendAgain } from '../outbox/message';
import { roundSteps } from '../periods/calendar';
import { localDay, localMoment } from '../periods/local-time';
import { addWorkingDays, type HolidayCalendar, withClosedDays } from '../periods/working-days';
import { remove, replace, retryOnConflict } from '../storage/rows';
import { type Change, type EntityStore } from '../storage/store';
import { dueAt, type Round, takesRepliesAt, timesOf } from './round';
import { isSameRound, type RoundName, roundPartition } from './round-name';
import { listOpenRounds, loadRequest, readRound } from './round-store';

/** The maximum number of days offered: two working weeks. */
const mostDays = 10;

/** The working days, `yyyy-mm-dd`, after today and before the deadline's day, or the closing's if that has passed. */
export function snoozeDays(
  round: Pick<Round, 'closes' | 'deadline'>,
  { timeZone, calendar }: Pick<Programme, 'timeZone' | 'calendar'>,
  now: Date,
  holidays: HolidayCalendar,
): string[] {
  const last = localDay(new Date(dueAt(round, now)), timeZone);
  const own = withClosedDays(holidays, calendar.closedDays);
  const days: string[] = [];
  for (let day = addWorkingDays(localDay(now, timeZone), 1, own); day < last;) {
    if (days.push(day) === mostDays) break;
    day = addWorkingDays(day, 1, own);
  }
  return days;
}

/**
 * The reminder goes out in the morning of that day: with another programme's reminder, so that the person gets one message,
 * else at the time at which the programme's rounds open. A later snooze replaces an earlier one.
 * @throws RefusedError `unknown-round`, `round-not-open`, `not-yours`, `no-such-day`.
 */
export async function snooze(
  store: EntityStore,
  act: RoundName & { readonly personId: string; readonly day: string },
  now: Date,
  holidays: HolidayCalendar,
): Promise<void> {
  const programme = await loadProgramme(store, act.programmeId);
  if (!programme) throw new RefusedError('unknown-round');
  await retryOnConflict(async () => {
    const round = await readRound(store, act);
    const request = await loadRequest(store, act, act.personId);
    if (!round) throw new RefusedError('unknown-round');
    if (!takesRepliesAt(round.value, now)) throw new RefusedError('round-not-open', { period: act.period });
    if (!request) throw new RefusedError('not-yours');
    if (!snoozeDays(round.value, programme, now, holidays).includes(act.day))
      throw new RefusedError('no-such-day');
    const at = await timeOn(store, act, programme, holidays);
    const snoozedUntil = at.toISOString();
    if (request.value.snoozedUntil === snoozedUntil) return;
    const changes = [
      replace(request, { ...request.value, snoozedUntil }),
      ...(await reminding(store, act, at, now)),
    ];
    await store.commit(roundPartition(act), [
      ...changes,
      ...(await earlierReminder(store, act, request.value.snoozedUntil)),
    ]);
  });
}

/** The first reminder of that morning in another round in which the person is asked, if there is one. */
async function timeOn(
  store: EntityStore,
  { day, personId, ...name }: RoundName & { readonly personId: string; readonly day: string },
  { calendar, timeZone }: Programme,
  holidays: HolidayCalendar,
): Promise<Date> {
  const [from, noon] = [calendar.opens.at, '12:00'].map((at) => localMoment(day, at, timeZone).toJSDate());
  const others = (await listOpenRounds(store)).filter((round) => !isSameRound(round, name));
  const steps = others.map(async (round) => {
    const programme = await loadProgramme(store, round.programmeId);
    if (!programme || !(await loadRequest(store, round, personId))) return [];
    const all = roundSteps(programme, timesOf(round), holidays);
    return all.filter(({ what }) => what === 'remind').map(({ at }) => at);
  });
  const reminders = (await Promise.all(steps)).flat().filter((at) => at >= from! && at <= noon!);
  return reminders.sort((a, b) => a.getTime() - b.getTime())[0] ?? from!;
}

function reminderKey(
  { programmeId, period, personId }: RoundName & { personId: string },
  at: string,
): string {
  return `${programmeId}|${period}|${personId}|snooze-${at}`;
}

function reminder(act: RoundName & { personId: string }, at: Date): NewMessage {
  const { programmeId, period, personId } = act;
  return {
    key: reminderKey(act, at.toISOString()),
    kind: 'reminder',
    recipient: { type: 'person', personId },
    data: { programmeId, period, wanted: true },
  };
}

/** The reminder of that day may have ended with a closing before the round was reopened. */
async function reminding(
  store: EntityStore,
  act: RoundName & { personId: string },
  at: Date,
  now: Date,
): Promise<Change[]> {
  const message = reminder(act, at);
  const known = await findMessage(store, roundPartition(act), message.key);
  if (!known) return [enqueue(message, now, at)];
  return known.value.state === 'pending' ? [] : sendAgain(known, at);
}

async function earlierReminder(
  store: EntityStore,
  act: RoundName & { personId: string },
  at: string | undefined,
): Promise<Change[]> {
  const row =
    at === undefined ? undefined : await findMessage(store, roundPartition(act), reminderKey(act, at));
  return row?.value.state === 'pending' ? [remove(row)] : [];
}
