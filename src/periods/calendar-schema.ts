/** A programme's calendar as an admin configures it: rules, not cron strings. */
import { z } from 'zod';

/** Local time of day, `HH:mm`. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 16:15');

const monthAndDay = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Maximum working days in a rule: about a year. */
const mostWorkingDays = 250;

/** A moment after a period's end: a working day or a date (`MM-DD`), at a local time (`HH:mm`). */
export const calendarPointSchema = z.union([
  z.strictObject({ workingDaysAfter: z.int().min(0).max(mostWorkingDays), at: timeOfDaySchema }),
  z.strictObject({ date: z.string().regex(monthAndDay), at: timeOfDaySchema }),
]);
export type CalendarPoint = z.infer<typeof calendarPointSchema>;

const before = { workingDaysBefore: z.int().min(0).max(mostWorkingDays), at: timeOfDaySchema };
const after = { workingDaysAfter: z.int().min(1).max(mostWorkingDays), at: timeOfDaySchema };

/** A moment counted from the day of the deadline, which itself is 0 working days before. */
export const offsetSchema = z.union([z.strictObject(before), z.strictObject(after)]);
export type Offset = z.infer<typeof offsetSchema>;

/**
 * Who is told of an unanswered request besides the responsible person, in this order: the person's substitute today,
 * the head of the goal's unit, the programme's coordinator. If a rung has nobody, the next one is told.
 */
export const rungs = ['substitute', 'unit-head', 'coordinator'] as const;
export type Rung = (typeof rungs)[number];

const to = z.enum(rungs);
const escalationSchema = z.union([z.strictObject({ to, ...before }), z.strictObject({ to, ...after })]);
export type Escalation = z.infer<typeof escalationSchema>;

/** Days on which the organisation is closed, both inclusive: every year (`MM-DD`), or once (`yyyy-mm-dd`). */
export const closedDaysSchema = z.union([
  z.strictObject({ from: z.string().regex(monthAndDay), to: z.string().regex(monthAndDay) }),
  z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to: last }) => from <= last, 'the last closed day is before the first'),
]);
export type ClosedDays = z.infer<typeof closedDaysSchema>;

/**
 * When the bot sends nothing unprompted: between these local times, over midnight if `from` is the later one, and with
 * `workingDaysOnly` also on weekends, holidays and closed days. Messages due then are sent when the quiet hours end.
 */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema, workingDaysOnly: z.boolean() })
  .refine(({ from, to: end }) => from !== end, 'quiet hours need a beginning and another end');
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** What is due in a round's first stage: the fields of tasks, or these and the measures. */
export const firstStages = ['tasks', 'tasks-and-measures'] as const;
export type FirstStage = (typeof firstStages)[number];

/**
 * A round in two stages: first the tasks, so that whoever writes the goal's summary has what their owners say. Counted from
 * the day of the deadline, by which the rest is due.
 */
export const stageSchema = z.strictObject({
  of: z.enum(firstStages).default('tasks'),
  workingDaysBefore: z.int().min(1).max(mostWorkingDays),
  at: timeOfDaySchema,
  /** Sent to people whose part of the first stage is missing; counted from the stage's own deadline. */
  reminders: z.array(z.strictObject(before)).max(5).default([]),
});
export type Stage = z.infer<typeof stageSchema>;

export const calendarSchema = z.strictObject({
  opens: calendarPointSchema,
  deadline: calendarPointSchema,
  /** Default: everything is due by the deadline. */
  stage: stageSchema.optional(),
  /** Working days after the deadline on which late replies are accepted; the round closes at its time of day. */
  graceWorkingDays: z.int().min(0).max(60).default(0),
  /** Sent to people who have not answered, and on their days of absence to their substitutes. */
  reminders: z.array(offsetSchema).max(10).default([]),
  /** One per rung, each higher rung later. */
  escalations: z.array(escalationSchema).max(rungs.length).default([]),
  /** Weekly digest while the round is open; weekday 1 is Monday. */
  digest: z.strictObject({ weekday: z.int().min(1).max(7), at: timeOfDaySchema }),
  quiet: quietHoursSchema.optional(),
  closedDays: z.array(closedDaysSchema).max(20).default([]),
});
export type Calendar = z.infer<typeof calendarSchema>;
