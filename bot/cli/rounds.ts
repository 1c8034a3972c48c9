import { DateTime } from 'luxon';
import { buildDigest } from '../../src/digest/build-digest';
import { RefusedError } from '../../src/errors';
import { loadProgramme } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { countMessages } from '../../src/outbox/message';
import { roundCalendar } from '../../src/periods/calendar';
import { localMoment } from '../../src/periods/local-time';
import { parsePeriod } from '../../src/periods/period';
import { addWorkingDays, createHolidayCalendar } from '../../src/periods/working-days';
import { remindRound } from '../../src/replies/remind-round';
import { closeRound, reopenRound } from '../../src/rounds/close-round';
import { openRound } from '../../src/rounds/open-round';
import { type Round } from '../../src/rounds/round';
import { loadRequests, readRound, type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type CliContext } from './run';

export interface RoundOptions {
  readonly programme: string;
  readonly period: string;
  readonly deadline?: string;
  readonly reason?: string;
}

const by = 'cli';

export async function roundOpenCommand(context: CliContext, options: RoundOptions): Promise<void> {
  const { store, clock } = context;
  const programme = await knownProgramme(context, options);
  const moments = openingMoments(programme, options, clock.now());
  await openRound(store, { ...nameOf(options), ...moments, by }, clock.now());
  await roundStatusCommand(context, options);
}

export async function roundStatusCommand(context: CliContext, options: RoundOptions): Promise<void> {
  const { store, clock, output } = context;
  const programme = await knownProgramme(context, options);
  const name = nameOf(options);
  const round = (await readRound(store, name))?.value;
  if (!round) throw new RefusedError('unknown-round', { ...name, programme: name.programmeId });
  const digest = await buildDigest(store, name, clock.now());
  const messages = await countMessages(store, roundPartition(name));
  const state = {
    ...round,
    snapshot: undefined,
    goals: { asked: digest.asked, answered: digest.answered, partly: digest.partly },
    persons: digest.persons,
    messages,
  };
  output(state, statusLines(round, programme, state, (await loadRequests(store, name)).length));
}

export async function roundCloseCommand(context: CliContext, options: RoundOptions): Promise<void> {
  await knownProgramme(context, options);
  await closeRound(context.store, { ...nameOf(options), by }, context.clock.now());
  await roundStatusCommand(context, options);
}

/** Reminds everybody who has not answered, now; the running bot sends the messages within a minute. */
export async function roundRemindCommand(context: CliContext, options: RoundOptions): Promise<void> {
  await knownProgramme(context, options);
  const now = context.clock.now();
  const reminded = await remindRound(context.store, nameOf(options), now.toISOString(), now);
  context.output({ reminded }, [`reminders that wait to be sent: ${reminded}`]);
}

export async function roundReopenCommand(context: CliContext, options: RoundOptions): Promise<void> {
  const programme = await knownProgramme(context, options);
  const deadline = momentFrom(options.deadline ?? '', programme.timeZone);
  const act = { ...nameOf(options), by, reason: options.reason ?? '', deadline };
  await reopenRound(context.store, act, context.clock.now());
  await roundStatusCommand(context, options);
}

function nameOf({ programme, period }: RoundOptions): RoundName {
  return { programmeId: programme, period };
}

async function knownProgramme(
  { store }: CliContext,
  { programme: id, period }: RoundOptions,
): Promise<Programme> {
  const programme = await loadProgramme(store, id);
  if (!programme) throw new RefusedError('unknown-programme', { programme: id });
  const { rhythm } = programme;
  if (parsePeriod(period).rhythm !== rhythm)
    throw new RefusedError('wrong-rhythm', { programme: id, period, rhythm });
  return programme;
}

/** The calendar's moments. A round opened after its calendar deadline gets the same number of days from now. */
function openingMoments(programme: Programme, { period, deadline }: RoundOptions, now: Date) {
  const holidays = createHolidayCalendar();
  const planned = roundCalendar(programme, period, holidays);
  const opens = planned.opens < now ? planned.opens : now;
  if (deadline !== undefined) {
    const wanted = momentFrom(deadline, programme.timeZone);
    if (wanted <= now) throw new RefusedError('deadline-in-the-past');
    return { opens, deadline: wanted };
  }
  if (planned.deadline > now) return { opens, deadline: planned.deadline };
  const zone = { zone: programme.timeZone };
  const days = Math.ceil((planned.deadline.getTime() - planned.opens.getTime()) / (24 * 3600 * 1000));
  const latest = DateTime.fromJSDate(now, zone).plus({ days }).toFormat('yyyy-MM-dd');
  const day = addWorkingDays(latest, 0, holidays);
  return { opens, deadline: localMoment(day, programme.calendar.deadline.at, programme.timeZone).toJSDate() };
}

function momentFrom(text: string, zone: string): Date {
  const moment = DateTime.fromISO(text, { zone });
  if (!moment.isValid) throw new RefusedError('deadline-unreadable', { deadline: text });
  return moment.toJSDate();
}

function statusLines(
  round: Round,
  programme: Programme,
  {
    goals,
    persons,
    messages,
  }: { goals: Record<string, number>; persons: { asked: number; done: number }; messages: object },
  requests: number,
): string[] {
  const local = (iso: string) =>
    DateTime.fromISO(iso, { zone: programme.timeZone }).toFormat('d.M.yyyy HH:mm');
  return [
    `${round.programmeId} ${round.period}: ${round.status}`,
    `deadline  ${local(round.deadline)} (${programme.timeZone})`,
    `goals     ${goals['answered']} of ${goals['asked']} answered, ${goals['partly']} in part`,
    `persons   ${persons.done} of ${requests} done`,
    `messages  ${Object.entries(messages)
      .map(([state, count]) => `${state} ${count}`)
      .join(', ')}`,
    ...round.events.map(
      ({ what, by: who, at, reason }) =>
        `${what.padEnd(9)} ${local(at)} by ${who}${reason ? `: ${reason}` : ''}`,
    ),
  ];
}
