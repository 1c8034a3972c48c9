/** Reads and writes a programme's schedule as people type it, on a card or on the command line. Pure. */
import { IANAZone } from 'luxon';
import { defined } from '../omit';
import { type RoundSchedule } from './calendar';
import {
  type Calendar,
  calendarSchema,
  type ClosedDays,
  firstStages,
  type Offset,
  type Rung,
} from './calendar-schema';
import { closedDaysIn, closedDaysText, partsOf } from './day-texts';
import { periodSchema, rhythms } from './period';
import {
  listIn,
  mostWorkingDays,
  offsetIn,
  offsetText,
  pointIn,
  pointText,
  timeIn,
  wholeNumber,
} from './typed-times';

/**
 * firstPeriod: the period whose round opens first, or empty; a programme that is followed up once has none.
 * opens, deadline: a number of working days after the period's end, or a date such as 15.1.
 * stage: empty if everything is asked at once, else a number of working days before the deadline; stageOf: what is due then.
 * reminders, stageReminders: numbers of working days before the deadline (`+2`: after it) or the stage's, each with a time if it is not the usual one.
 * substitute, unitHead, coordinator: one such number for each rung of the ladder, or empty.
 * closedDays: days and ranges such as 1.7.–31.7., 28.12.2026. quietDays: `true` or `false`.
 */
export const scheduleFields = [
  ...['rhythm', 'onlyPeriod', 'firstPeriod', 'opens', 'opensAt', 'deadline', 'deadlineAt', 'grace'],
  ...[
    'reminders',
    'reminderAt',
    'stage',
    'stageAt',
    'stageOf',
    'stageReminders',
    'substitute',
    'unitHead',
    'coordinator',
    'escalateAt',
  ],
  ...['digestDay', 'digestAt', 'quietFrom', 'quietTo', 'quietDays', 'closedDays', 'timeZone'],
] as const;
export type ScheduleField = (typeof scheduleFields)[number];
export type ScheduleTexts = Readonly<Record<ScheduleField, string>>;

/** What cannot be read, is inconsistent, or is only doubtful. */
export type ScheduleProblemCode =
  | 'rhythm-unknown'
  | 'period-unreadable'
  | 'point-unreadable'
  | 'time-unreadable'
  | 'grace-unreadable'
  | 'stage-unreadable'
  | 'stage-of-unknown'
  | 'stage-incomplete'
  | 'stage-outside'
  | 'offset-unreadable'
  | 'offsets-unreadable'
  | 'weekday-unreadable'
  | 'quiet-incomplete'
  | 'closed-days-unreadable'
  | 'closed-day-unreadable'
  | 'zone-unknown'
  | 'period-over'
  | 'period-too-far'
  | 'no-working-day'
  | 'deadline-before-opening'
  | 'overlaps-next'
  | 'reminder-outside'
  | 'escalation-outside'
  | 'ladder-order'
  | 'in-quiet-hours'
  | 'no-head'
  | 'digest-on-weekend';

/** What is wrong or doubtful in a field; `code` is the key of its text. */
export interface ScheduleProblem {
  readonly field: ScheduleField;
  readonly code: ScheduleProblemCode;
  readonly details?: Readonly<Record<string, string>>;
}

const rungFields = { substitute: 'substitute', 'unit-head': 'unitHead', coordinator: 'coordinator' } as const;
const usualTime = '09:00';

export function scheduleTexts(schedule: RoundSchedule): ScheduleTexts {
  const { calendar } = schedule;
  const { opens, deadline, digest, quiet, stage } = calendar;
  const reminderAt = commonestTime(calendar.reminders);
  const escalateAt = commonestTime(calendar.escalations);
  const rung = (to: Rung) => {
    const found = calendar.escalations.find((each) => each.to === to);
    return found ? offsetText(found, escalateAt) : '';
  };
  return {
    rhythm: schedule.rhythm,
    onlyPeriod: schedule.onlyPeriod ?? '',
    firstPeriod: schedule.firstPeriod ?? '',
    opens: pointText(opens),
    opensAt: opens.at,
    deadline: pointText(deadline),
    deadlineAt: deadline.at,
    grace: String(calendar.graceWorkingDays),
    stage: stage ? String(stage.workingDaysBefore) : '',
    stageAt: stage?.at ?? deadline.at,
    stageOf: stage?.of ?? 'tasks',
    stageReminders: (stage?.reminders ?? []).map((each) => offsetText(each, reminderAt)).join(', '),
    reminders: calendar.reminders.map((each) => offsetText(each, reminderAt)).join(', '),
    reminderAt,
    substitute: rung('substitute'),
    unitHead: rung('unit-head'),
    coordinator: rung('coordinator'),
    escalateAt,
    digestDay: String(digest.weekday),
    digestAt: digest.at,
    quietFrom: quiet?.from ?? '',
    quietTo: quiet?.to ?? '',
    quietDays: String(quiet?.workingDaysOnly ?? false),
    closedDays: closedDaysText(calendar.closedDays),
    timeZone: schedule.timeZone,
  };
}

/** The most frequent time; the first one if there are several. */
function commonestTime(steps: readonly { readonly at: string }[]): string {
  const times = steps.map(({ at }) => at);
  const often = (time: string) => times.filter((at) => at === time).length;
  return times.toSorted((a, b) => often(b) - often(a))[0] ?? usualTime;
}

/** The typed schedule, or the problems of every field that cannot be read. */
export function parseSchedule(
  texts: ScheduleTexts,
): { readonly schedule: RoundSchedule } | { readonly problems: readonly ScheduleProblem[] } {
  const problems: ScheduleProblem[] = [];
  const read = <T>(
    field: ScheduleField,
    parse: (text: string) => T | undefined,
    code: ScheduleProblemCode,
  ): T => {
    const value = parse(texts[field].trim());
    if (value === undefined) problems.push({ field, code, details: { text: texts[field].slice(0, 60) } });
    return value as T;
  };
  const time = (field: ScheduleField) => read(field, timeIn, 'time-unreadable');
  const rhythm = read('rhythm', rhythmIn, 'rhythm-unknown');
  const onlyPeriod = rhythm === 'once' ? read('onlyPeriod', periodIn, 'period-unreadable') : undefined;
  const hasFirst = rhythm !== 'once' && texts.firstPeriod.trim() !== '';
  const firstPeriod = hasFirst ? read('firstPeriod', periodIn, 'period-unreadable') : undefined;
  // An unreadable time is reported once; the fields that use it are not at fault.
  const escalateAt = time('escalateAt') || usualTime;
  const reminderAt = time('reminderAt') || usualTime;
  const calendar = {
    opens: { ...read('opens', pointIn, 'point-unreadable'), at: time('opensAt') },
    deadline: { ...read('deadline', pointIn, 'point-unreadable'), at: time('deadlineAt') },
    graceWorkingDays: read('grace', (text) => wholeNumber(text || '0', 60), 'grace-unreadable'),
    reminders: read(
      'reminders',
      (text) => listIn(text, (each) => offsetIn(each, reminderAt), 10),
      'offsets-unreadable',
    ),
    escalations: (Object.keys(rungFields) as Rung[]).flatMap((to) => {
      const field = rungFields[to];
      if (texts[field].trim() === '') return [];
      return [{ to, ...read(field, (text) => offsetIn(text, escalateAt), 'offset-unreadable') }];
    }),
    digest: {
      weekday: read('digestDay', (text) => wholeNumber(text, 7) || undefined, 'weekday-unreadable'),
      at: time('digestAt'),
    },
    ...stageIn(texts, reminderAt, problems),
    ...quietIn(texts, problems),
    closedDays: closedDaysOf(texts.closedDays, problems),
  };
  const timeZone = read('timeZone', zoneIn, 'zone-unknown');
  if (problems.length > 0) return { problems };
  const parsed = calendarSchema.parse(calendar);
  return {
    schedule: { rhythm, ...defined({ onlyPeriod, firstPeriod }), timeZone, calendar: parsed },
  };
}

/** An input that an older card does not have counts as empty. */
function stageIn(texts: ScheduleTexts, reminderAt: string, problems: ScheduleProblem[]) {
  const [days, reminders] = [texts.stage.trim(), texts.stageReminders.trim()];
  if (days === '') {
    if (reminders !== '') problems.push({ field: 'stage', code: 'stage-incomplete' });
    return {};
  }
  const refuse = (field: ScheduleField, code: ScheduleProblemCode) =>
    problems.push({ field, code, details: { text: texts[field].slice(0, 60) } });
  const workingDaysBefore = wholeNumber(days, mostWorkingDays);
  const at = timeIn(texts.stageAt.trim());
  const before = listIn(reminders, (each) => beforeIn(each, reminderAt), mostOfStage);
  if (!workingDaysBefore) refuse('stage', 'stage-unreadable');
  if (at === undefined) refuse('stageAt', 'time-unreadable');
  if (!before) refuse('stageReminders', 'offsets-unreadable');
  const named = texts.stageOf.trim() || 'tasks';
  const of = firstStages.find((each) => each === named);
  if (!of) refuse('stageOf', 'stage-of-unknown');
  return { stage: { of, workingDaysBefore, at, reminders: before } };
}

/** Reminders of a first stage. */
const mostOfStage = 5;

/** A first stage is reminded of only before its end. */
function beforeIn(text: string, at: string) {
  const offset = offsetIn(text, at);
  return offset && 'workingDaysBefore' in offset ? offset : undefined;
}

function quietIn(texts: ScheduleTexts, problems: ScheduleProblem[]) {
  const [from, to] = [texts.quietFrom.trim(), texts.quietTo.trim()];
  if (from === '' && to === '') {
    if (texts.quietDays === 'true') problems.push({ field: 'quietFrom', code: 'quiet-incomplete' });
    return {};
  }
  const [begins, ends] = [timeIn(from), timeIn(to)];
  if (begins === undefined || ends === undefined || begins === ends) {
    problems.push({ field: begins === undefined ? 'quietFrom' : 'quietTo', code: 'quiet-incomplete' });
    return {};
  }
  return { quiet: { from: begins, to: ends, workingDaysOnly: texts.quietDays === 'true' } };
}

function rhythmIn(text: string): RoundSchedule['rhythm'] | undefined {
  return [...rhythms, 'once' as const].find((rhythm) => rhythm === text);
}

function periodIn(text: string): string | undefined {
  return periodSchema.safeParse(text.toUpperCase()).data;
}

function zoneIn(text: string): string | undefined {
  return IANAZone.isValidZone(text) ? text : undefined;
}

/** A reminder as the form shows it. */
export function reminderText(reminder: Offset, { reminders }: Pick<Calendar, 'reminders'>): string {
  return offsetText(reminder, commonestTime(reminders));
}

const mostClosedDays = 20;

/** The days in a text such as "1.7.–31.7., 28.12.2026"; a problem names the first entry that cannot be read. */
export function parseClosedDays(
  text: string,
): { readonly closedDays: readonly ClosedDays[] } | { readonly problem: ScheduleProblem } {
  const problems: ScheduleProblem[] = [];
  const closedDays = closedDaysOf(text, problems);
  const [problem] = problems;
  return problem ? { problem } : { closedDays };
}

function closedDaysOf(text: string, problems: ScheduleProblem[]): ClosedDays[] {
  const days = listIn(text, closedDaysIn, mostClosedDays);
  if (days) return days;
  const wrong = partsOf(text).find((part) => closedDaysIn(part) === undefined);
  const code = wrong === undefined ? 'closed-days-unreadable' : 'closed-day-unreadable';
  problems.push({ field: 'closedDays', code, details: { text: (wrong ?? text).slice(0, 60) } });
  return [];
}
