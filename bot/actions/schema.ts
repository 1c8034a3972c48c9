/** Every action of our cards. What a card carries is never trusted beyond these ids. */
import { z } from 'zod';
import { longestDivisionName } from '../../src/goals/division';
import { idSchema, localeSchema, personIdSchema } from '../../src/goals/schema';
import { sideChoices } from '../../src/import/plan/bare-targets';
import { grantRoles } from '../../src/people/grants';
import { periodSchema } from '../../src/periods/period';
import { daySchema } from '../../src/periods/working-days';
import { reportFormats } from '../../src/report/content/formats';

const page = z.int().min(0).max(1000);
const round = z.object({ programmeId: idSchema, period: periodSchema });
const goal = round.extend({ goalId: idSchema });
const inputs = z.unknown();

/** What a goal's card carries besides its inputs: which goal, which of its pages, and what the person had seen. */
export const shownGoal = goal
  .extend({ version: z.int().min(0), page: page.default(0), draft: z.boolean().default(false) })
  .catchall(inputs);

/** Looking at a round; from a goal's card it carries what was typed there. */
const lookAround = round
  .extend({
    goalId: idSchema.optional(),
    version: z.int().min(0).default(0),
    page: page.optional(),
    draft: z.boolean().default(false),
  })
  .catchall(inputs);

const proposal = goal.extend({ from: personIdSchema });
const verb = <V extends string, D extends z.ZodType>(name: V, data: D) =>
  z.object({ verb: z.literal(name), data });

const programme = z.object({ programmeId: idSchema });
/** All of a round, of one unit, or one person. */
const reminded = round.extend({
  unit: z.string().min(1).max(300).optional(),
  personId: personIdSchema.optional(),
});
const granted = z.object({
  personId: personIdSchema,
  role: z.enum(grantRoles),
  programmeId: idSchema.optional(),
  unit: z.string().min(1).max(300).optional(),
});

/** A report as a button or a consent to its file names it. */
export const reportName = round.extend({ format: z.enum(reportFormats), language: localeSchema });

/** A question's answer as the coordinator saw it. */
const reviewed = goal.extend({ version: z.int().min(0), page: page.default(0) });
/** One question, or the whole theme that it is in. */
const given = goal.extend({ whole: z.boolean().default(false) });

/** What admins, coordinators and heads of units do, and who else sees how a programme's goals stand. */
const adminActions = [
  verb('programmes', z.object({})),
  verb('programme', programme),
  verb('undelivered', round),
  verb('unresolved', programme),
  verb('leavers', programme),
  verb('missing', round.extend({ page: page.default(0) })),
  verb('year', programme.extend({ page: page.default(0) })),
  verb('remind-ask', reminded),
  // `step` names the reminder, so that a second press is the same one.
  verb('remind', reminded.extend({ step: z.iso.datetime() })),
  verb('open-ask', round),
  verb('open', round),
  verb('close-ask', round),
  // `seen` is when the round last changed as the card shows it: a card of before does nothing.
  verb('close', round.extend({ seen: z.iso.datetime().optional() })),
  verb('reopen-ask', round),
  verb('reopen', round.catchall(inputs)),
  verb('move-deadline-ask', round),
  verb('move-deadline', round.catchall(inputs)),
  verb('report', programme.extend({ period: periodSchema.optional() })),
  verb('report-make', reportName),
  verb('schedule', programme.extend({ draft: z.boolean().default(false) })),
  verb('schedule-preview', programme.catchall(inputs)),
  // `proposed` names what the preview showed, so that an old one does not save what it does not show.
  verb('schedule-save', programme.extend({ proposed: z.string().max(64) })),
  verb('schedule-discard', programme),
  verb('grants', z.object({})),
  verb('grant', z.object({}).catchall(inputs)),
  // `first` is the programme whose roles come first on the card.
  verb('revoke', granted.extend({ sure: z.boolean().default(false), first: idSchema.optional() })),
  verb('channels', programme),
  verb('channel-add', programme.catchall(inputs)),
  verb('channel-remove', programme.extend({ channel: z.string().min(1).max(300) })),
  verb('survey', round.extend({ page: page.default(0) })),
  // A theme is named by one of its questions: an index would move with the register.
  verb('survey-theme', goal.extend({ page: page.default(0) })),
  verb('question', goal.extend({ page: page.default(0) })),
  verb('comment', reviewed.catchall(inputs)),
  verb('accept', reviewed),
  verb('accept-all-ask', round),
  // `seen` names what the card showed, so that an old one does nothing.
  verb('accept-all', round.extend({ seen: z.string().max(64) })),
  verb('assign-ask', given),
  verb('assign-preview', given.catchall(inputs)),
  verb('assign', given.extend({ to: personIdSchema, step: z.iso.datetime(), seen: z.string().max(64) })),
  verb('send-answer-ask', round),
  verb('send-answer', round),
  verb('owners', programme.extend({ goalId: idSchema })),
  verb('import-plan', programme.extend({ file: z.uuid(), page: page.default(0) })),
  // For all, or for each target by its input.
  verb(
    'import-sides',
    programme.extend({ file: z.uuid(), all: z.enum(sideChoices).optional() }).catchall(inputs),
  ),
  // `plan` names what the card showed, so that nothing else is imported.
  verb('import-apply', programme.extend({ file: z.uuid(), plan: z.string().max(64) })),
  verb('import-cancel', z.object({ file: z.uuid() })),
  verb('owner-change', programme.extend({ goalId: idSchema }).catchall(inputs)),
] as const;

export const adminActionSchema = z.discriminatedUnion('verb', adminActions);
export type AdminAction = z.infer<typeof adminActionSchema>;
export type AdminData<V extends AdminAction['verb']> = Extract<AdminAction, { verb: V }>['data'];

/** `language` is the digest's, which is the channel's. */
const digested = round.extend({ language: localeSchema });

/** What readers of a digest press. */
export const readingActionSchema = z.discriminatedUnion('verb', [
  verb('digest', digested),
  verb('divisions', digested.extend({ page: page.default(0) })),
  verb(
    'division',
    digested.extend({ division: z.string().min(1).max(longestDivisionName), page: page.default(0) }),
  ),
  verb('history', digested.extend({ goalId: idSchema })),
]);
export type ReadingAction = z.infer<typeof readingActionSchema>;
export type ReadingData<V extends ReadingAction['verb']> = Extract<ReadingAction, { verb: V }>['data'];
/** What readers do: they choose the units that they follow. */
export const followActionSchema = z.discriminatedUnion('verb', [
  verb('follows', z.object({})),
  verb('follow', programme),
  // What stands for the chosen units, parted by commas.
  verb('follow-save', programme.extend({ units: z.string().max(2_000).default('') })),
  verb('follow-stop', programme),
]);
export type FollowAction = z.infer<typeof followActionSchema>;

/** What responsible persons do. */
export const cardActionSchema = z.discriminatedUnion('verb', [
  verb('start', round),
  verb('overview', lookAround),
  verb('goal', goal.extend({ page: page.default(0) })),
  verb('page', shownGoal.extend({ to: page })),
  verb('skip', shownGoal),
  verb('keep', shownGoal),
  verb('discard', goal.extend({ sure: z.boolean().default(false) })),
  verb('prefill', shownGoal),
  verb('unchanged', shownGoal),
  verb('save', shownGoal.extend({ confirm: z.string().max(100).optional() })),
  verb('hand-over', shownGoal),
  verb('hand-over-to', goal.catchall(inputs)),
  verb('take-back', goal),
  verb('proposal-accept', proposal),
  verb('proposal-decline', proposal),
  verb('snooze', round),
  verb('snooze-until', round.extend({ day: daySchema })),
  verb('substitute-set', z.object({}).catchall(inputs)),
  verb('substitute-remove', z.object({ from: daySchema })),
]);
export type CardAction = z.infer<typeof cardActionSchema>;
export type ActionData<V extends CardAction['verb']> = Extract<CardAction, { verb: V }>['data'];
