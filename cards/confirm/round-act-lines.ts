/** What opening, closing and reopening a round by hand, and moving its deadline, would do: lines to confirm. Pure. */
import { type Goal, type Programme } from '../../src/goals/schema';
import { type Round } from '../../src/rounds/round';
import { longestShown } from '../parts/limits';
import { deadlineText } from '../parts/round-lines';
import { shorten } from '../parts/shorten';
import { type Wording } from '../parts/wording';
import { type ConfirmInput } from './data';

/** Moments are ISO 8601, UTC. */
export interface OpeningLinesSource {
  readonly programme: Programme;
  readonly period: string;
  readonly persons: number;
  readonly goals: number;
  /** Prompts, including those to substitutes. */
  readonly messages: number;
  /** Names of today's substitutes. */
  readonly substitutes: readonly string[];
  /** Names of persons whom Teams does not know. */
  readonly unreachable: readonly string[];
  /** Goals with a part that has no owner. */
  readonly unasked: readonly Goal[];
  readonly times: Pick<Round, 'deadline' | 'closes'>;
  /** When the calendar would open it, if that is later than now. */
  readonly early?: string;
  readonly reminders: readonly string[];
  readonly now: string;
}

/** Names or times shown of each list. */
const mostNamed = 6;
const mostMoments = 3;

export function openingLines(source: OpeningLinesSource, wording: Wording): string[] {
  const { persons, goals, substitutes, unreachable, unasked, early, reminders } = source;
  const moments = reminders
    .slice(0, mostMoments)
    .map((at) => wording.weekdayMoment(at))
    .join(', ');
  return [
    roundName(source.programme, source.period, wording),
    wording.text('openRound.asked', { persons, goals }),
    ...(substitutes.length > 0
      ? [wording.text('openRound.substitutes', { names: listed(substitutes, wording) })]
      : []),
    ...(unreachable.length > 0
      ? [wording.text('openRound.unreachable', { names: listed(unreachable, wording) })]
      : []),
    ...(unasked.length > 0 ? [wording.text('openRound.unasked', { codes: codesOf(unasked, wording) })] : []),
    [
      wording.text('openRound.now'),
      ...(early === undefined
        ? []
        : [wording.text('openRound.early', { opens: wording.weekdayMoment(early) })]),
    ].join(' '),
    deadlineText(source.times, source.now, wording),
    moments === '' ? wording.text('openRound.noReminders') : wording.text('openRound.reminders', { moments }),
    wording.text('openRound.messages', { count: source.messages }),
  ];
}

export interface ClosingLinesSource {
  readonly programme: Programme;
  readonly round: Round;
  /** Goals not fully answered, and persons with something left to answer. */
  readonly missing: { readonly goals: number; readonly persons: number };
  readonly drafts: { readonly drafts: number; readonly persons: number };
  /** When it would close by itself, if that is in the future (ISO 8601, UTC). */
  readonly closing?: string;
}

export function closingLines(source: ClosingLinesSource, wording: Wording): string[] {
  const { programme, round, missing, drafts, closing } = source;
  return [
    roundName(programme, round.period, wording),
    missing.goals + missing.persons > 0
      ? wording.text('closeRound.missing', missing)
      : wording.text('digest.allAnswered'),
    ...(drafts.drafts > 0 ? [wording.text('closeRound.drafts', drafts)] : []),
    ...(closing === undefined
      ? []
      : [wording.text('closeRound.early', { closing: wording.weekdayMoment(closing) })]),
    wording.text('closeRound.then'),
    ...(programme.policy.oneCoordinatedAnswer ? [wording.text('closeRound.unsent')] : []),
    ...(programme.channels.length > 0
      ? [wording.text('closeRound.digests', { count: programme.channels.length })]
      : []),
  ];
}

export interface ReopeningLinesSource {
  readonly programme: Programme;
  readonly round: Round;
  /** Number of persons who would get a message. */
  readonly recipients: number;
  /** The first deadline, if replies can be late (ISO 8601, UTC). */
  readonly lateAfter?: string;
}

export function reopeningLines(
  { programme, round, recipients, lateAfter }: ReopeningLinesSource,
  wording: Wording,
): string[] {
  const closedAt = round.events.at(-1)?.at ?? round.deadline;
  return [
    roundName(programme, round.period, wording),
    wording.text('round.closed', { period: wording.period(round.period), at: wording.moment(closedAt) }),
    ...(lateAfter === undefined
      ? []
      : [wording.text('reopenRound.late', { deadline: wording.moment(lateAfter) })]),
    wording.text('reopenRound.asked', { count: recipients }),
  ];
}

/** @param now ISO 8601, UTC */
export function movingLines(programme: Programme, round: Round, now: string, wording: Wording): string[] {
  return [
    roundName(programme, round.period, wording),
    deadlineText(round, now, wording),
    wording.text('moveDeadline.explain'),
  ];
}

/** What is wrong, by input. */
export type DeadlineProblems = Readonly<Partial<Record<'day' | 'time' | 'reason', string>>>;

/** The values of the inputs: `yyyy-mm-dd` and `HH:mm`, or what was typed instead. */
export interface DeadlineTyped {
  readonly day: string;
  readonly time: string;
  readonly problems?: DeadlineProblems;
}

export function deadlineInputs({ day, time, problems }: DeadlineTyped, wording: Wording): ConfirmInput[] {
  return [
    {
      ...{ id: 'deadline_day', kind: 'date', value: day, isRequired: true },
      label: wording.text('deadline.day'),
      required: wording.text('deadline.dayMissing'),
      ...(problems?.day !== undefined && { error: problems.day }),
    },
    {
      ...{ id: 'deadline_time', kind: 'time', value: time, isRequired: true },
      label: wording.text('deadline.time'),
      required: wording.text('deadline.timeMissing'),
      ...(problems?.time !== undefined && { error: problems.time }),
    },
  ];
}

export function reasonInput(
  { reason, problems }: Pick<DeadlineTyped, 'problems'> & { readonly reason: string },
  wording: Wording,
): ConfirmInput {
  return {
    ...{ id: 'reason', kind: 'text', value: reason, isRequired: true, multiline: true },
    label: wording.text('reopenRound.reason'),
    required: wording.text('reopenRound.reasonMissing'),
    ...(problems?.reason !== undefined && { error: problems.reason }),
  };
}

function roundName({ name }: Programme, period: string, wording: Wording): string {
  return `${shorten(wording.of(name), 200)} ${wording.period(period)}`;
}

/** "Anna Aho, Bo Ek ja 3 muuta". */
function listed(names: readonly string[], wording: Wording): string {
  const shown = names
    .slice(0, mostNamed)
    .map((name) => shorten(name, longestShown.name))
    .join(', ');
  const rest = names.length - mostNamed;
  return rest > 0 ? `${shown} ${wording.text('digest.more', { count: rest })}` : shown;
}

function codesOf(goals: readonly Goal[], wording: Wording): string {
  return listed(
    goals.map(({ code }) => code),
    wording,
  );
}
