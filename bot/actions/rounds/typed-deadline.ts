/** A deadline typed into a form: a day and a time of day in the programme's zone. */
import { type DeadlineProblems } from '../../../cards/confirm/round-act-lines';
import { type Programme } from '../../../src/goals/schema';
import { timeOfDaySchema } from '../../../src/periods/calendar-schema';
import { localMoment } from '../../../src/periods/local-time';
import { daySchema } from '../../../src/periods/working-days';
import { type RoundName } from '../../../src/rounds/round-name';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { inputText } from '../../views/turn';
import { type ProgrammeTurn } from '../may/running';

export interface TypedDeadline {
  readonly day: string;
  readonly time: string;
}

export function typedDeadline(data: Readonly<Record<string, unknown>>): TypedDeadline {
  return { day: inputText(data, 'deadline_day'), time: inputText(data, 'deadline_time') };
}

/** A mistyped year would keep a round open for good. */
const furthestMs = 366 * 24 * 3600 * 1000;

/** @returns the moment, or what is wrong with what was typed. */
export function readDeadline(
  turn: ProgrammeTurn,
  { day, time }: TypedDeadline,
): { readonly deadline: Date } | { readonly problems: DeadlineProblems } {
  const { programme } = turn;
  const wording = wordingOf(turn, programme);
  const isDay = daySchema.safeParse(day).success;
  const isTime = timeOfDaySchema.safeParse(time).success;
  if (!isDay || !isTime)
    return {
      problems: {
        ...(!isDay && { day: wording.text('deadline.dayMissing') }),
        ...(!isTime && { time: wording.text('deadline.timeMissing') }),
      },
    };
  const deadline = localMoment(day, time, programme.timeZone).toJSDate();
  if (deadline <= turn.now) return { problems: { day: wording.text('deadline.past') } };
  if (deadline.getTime() - turn.now.getTime() > furthestMs)
    return { problems: { day: wording.text('deadline.far') } };
  return { deadline };
}

/** Texts about a round with a new deadline. */
export function deadlineSaid(turn: AdminTurn, programme: Programme, { period }: RoundName, deadline: Date) {
  const wording = wordingOf(turn, programme);
  return { period: wording.period(period), deadline: wording.moment(deadline.toISOString()) };
}
