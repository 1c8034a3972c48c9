/** What an admin configures of a programme's calendar: rules, not cron strings. */
import { z } from 'zod';

/** Local time of day, `HH:mm`. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 16:15');

const monthAndDay = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Most working days that a rule counts: about a year. */
const mostWorkingDays = 250;

/** A moment after a period's end: a working day or a date (`MM-DD`), at a local time (`HH:mm`). */
export const calendarPointSchema = z.union([
  z.strictObject({ workingDaysAfter: z.int().min(0).max(mostWorkingDays), at: timeOfDaySchema }),
  z.strictObject({ date: z.string().regex(monthAndDay), at: timeOfDaySchema }),
]);
export type CalendarPoint = z.infer<typeof calendarPointSchema>;

const before = { workingDaysBefore: z.int().min(0).max(mostWorkingDays), at: timeOfDaySchema };
const after = { workingDaysAfter: z.int().min(1).max(mostWorkingDays), at: timeOfDaySchema };

/** A moment counted from the day of the deadline, that day itself being 0 before. */
export const offsetSchema = z.union([z.strictObject(before), z.strictObject(after)]);
export type Offset = z.infer<typeof offsetSchema>;

/**
 * Who hears of an unanswered request beside the responsible person, in this order: who stands in for the person today,
 * the head of the goal's unit, the programme's coordinator. Where a rung has nobody, the next one hears of it.
 */
export const rungs = ['substitute', 'unit-head', 'coordinator'] as const;
export type Rung = (typeof rungs)[number];

const to = z.enum(rungs);
const escalationSchema = z.union([z.strictObject({ to, ...before }), z.strictObject({ to, ...after })]);
export type Escalation = z.infer<typeof escalationSchema>;

/** Days on which the organisation is closed, both included: every year (`MM-DD`), or once (`yyyy-mm-dd`). */
export const closedDaysSchema = z.union([
  z.strictObject({ from: z.string().regex(monthAndDay), to: z.string().regex(monthAndDay) }),
  z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to: last }) => from <= last, 'the last closed day is before the first'),
]);
export type ClosedDays = z.infer<typeof closedDaysSchema>;

/**
 * When the bot sends nothing of its own: between these local times, over midnight where `from` is the later one, and
 * with `workingDaysOnly` on weekends, holidays and closed days. What falls there is sent when it ends.
 */
export const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema, workingDaysOnly: z.boolean() })
  .refine(({ from, to: end }) => from !== end, 'quiet hours need a beginning and another end');
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const calendarSchema = z.strictObject({
  opens: calendarPointSchema,
  deadline: calendarPointSchema,
  /** Working days after the deadline on which replies are still taken, as late ones; closing is at its time of day. */
  graceWorkingDays: z.int().min(0).max(60).default(0),
  /** To those who have not answered, and on their days of absence to their substitutes. */
  reminders: z.array(offsetSchema).max(10).default([]),
  /** One a rung, each higher one later. */
  escalations: z.array(escalationSchema).max(rungs.length).default([]),
  /** Weekly digest while the round is open; weekday 1 is Monday. */
  digest: z.strictObject({ weekday: z.int().min(1).max(7), at: timeOfDaySchema }),
  quiet: quietHoursSchema.optional(),
  closedDays: z.array(closedDaysSchema).max(20).default([]),
});
export type Calendar = z.infer<typeof calendarSchema>;
