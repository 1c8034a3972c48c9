/**
 * The words of this project; code, card texts and documentation use these and no others.
 *
 * Programme: goals followed with one rhythm and one form.
 * Goal:      one thing that is asked about; a survey question is a goal too. Its texts may name the year of the
 *            period, `{year}`, or one beside it, `{year+1}` (`in-period.ts`).
 * Field:     one thing asked of a goal; its role says what roll-ups use it for.
 * Period:    2026-Q3, 2026-H1, 2026-T2, 2026-M10 or 2026.
 * Round:     one programme in one period: planned, open, closed, reopened.
 * Request:   what one person is asked in one round.
 * Reply:     the answers to one goal in one round; every version is kept.
 * Light:     green, yellow, red, not assessable, not answered; one a goal (`light.ts`).
 * Support flag: how many of a goal's tasks do not proceed; never a light.
 * Digest:    a roll-up of one round for one audience. Report: the document published after it.
 * Message:   a row of the outbox: something to deliver, with a deduplication key.
 */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { calendarSchema } from '../periods/calendar-schema';
import { periodSchema, rhythms } from '../periods/period';
import { yearSharesProblem } from '../periods/year-share';
import { fieldKindRules } from './field-kinds';

export const locales = ['fi', 'sv', 'en'] as const;
export const localeSchema = z.enum(locales);
export type Locale = z.infer<typeof localeSchema>;

/** A text in one or more languages. */
export const localizedTextSchema = z
  .strictObject({
    fi: z.string().trim().min(1).optional(),
    sv: z.string().trim().min(1).optional(),
    en: z.string().trim().min(1).optional(),
  })
  .refine((text) => Object.keys(text).length > 0, 'needs a text in at least one language');
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** Lower-case id, safe as part of a storage key: letters, digits, `.`, `_`, `-`; 1–80 characters. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'use lower-case letters, digits, ".", "_" and "-"');

/** A person's id is an e-mail address or user principal name, lower case. */
export const personIdSchema = z
  .string()
  .max(254)
  .regex(/^[a-z0-9._%+-]+@[a-z0-9.-]+$/, 'is not a lower-case e-mail address');

/** An owner is a person (`name@example.org`) or a role that resolves to persons (`role:area-directors`). */
export const ownerSchema = z.union([
  personIdSchema,
  z.string().regex(/^role:[a-z0-9][a-z0-9._-]{0,79}$/, 'is neither an e-mail address nor "role:id"'),
]);
export type Owner = z.infer<typeof ownerSchema>;

export const comparators = ['at-least', 'at-most', 'above', 'below', 'exactly', 'range'] as const;

/** Where a measure started. `raw` is the register's own text and always kept; `value` its number, if it is one. */
export const baselineSchema = z.strictObject({
  raw: z.string().min(1),
  value: z.number().optional(),
  comparator: z.enum(comparators).optional(),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** Where a measure should get to. A range has `low` and `high`, both included, instead of `value`. */
export const targetSchema = z
  .strictObject({
    raw: z.string().min(1),
    value: z.number().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    comparator: z.enum(comparators).optional(),
    label: localizedTextSchema.optional(),
  })
  .refine(
    (target) => (target.comparator === 'range') === (target.low !== undefined && target.high !== undefined),
    'a range has low and high, nothing else has',
  )
  .refine((target) => target.low === undefined || target.high === undefined || target.low <= target.high, {
    message: 'low is above high',
  });
export type Target = z.infer<typeof targetSchema>;

export const fieldKinds = [
  'number',
  'percent',
  'money',
  'scale',
  'single-choice',
  'multiple-choice',
  'yes-no',
  'text',
  'date',
  'light',
  'work-state',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/**
 * What roll-ups use a field for. A field without a role is collected and reported, but not judged. `reason` is the
 * owner's sentence why the goal is judged other than its figures (`programme.lightBy`).
 */
export const fieldRoles = ['measure', 'progress', 'state', 'confidence', 'narrative', 'reason'] as const;
export type FieldRole = (typeof fieldRoles)[number];

export const optionSchema = z.strictObject({ id: idSchema, label: localizedTextSchema });
export type Option = z.infer<typeof optionSchema>;

/** "Comment asked for when …": asked only while another field of the goal has one of these answers. */
export const askedWhenSchema = z.strictObject({
  /** A choice, or a yes or no, without a condition of its own. */
  field: idSchema,
  /** Ids of its options; of a yes or no `1` and `0`. */
  is: z.array(idSchema).min(1),
});

export const fieldSchema = z
  .strictObject({
    /** Unique within its goal. */
    id: idSchema,
    kind: z.enum(fieldKinds),
    label: localizedTextSchema,
    hint: localizedTextSchema.optional(),
    /** With a condition: only where it is met. */
    required: z.boolean().default(true),
    askedWhen: askedWhenSchema.optional(),
    role: z.enum(fieldRoles).optional(),
    /** Unit of a number as people read it: "€/vrk", "hlö", "min". Percent and money bring their own. */
    unit: localizedTextSchema.optional(),
    /** Smallest and largest accepted number; a scale runs from min to max. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** Longest accepted text in characters. The longest free text of the ministry's survey is 5,000. */
    maxLength: z.int().min(1).max(5000).optional(),
    /** The language a text is to be written in, where a programme publishes in two. */
    language: localeSchema.optional(),
    options: z.array(optionSchema).min(2).optional(),
    baseline: baselineSchema.optional(),
    /** Usually one; a key result may state several, each with a label. */
    targets: z.array(targetSchema).default([]),
    direction: z.enum(['up', 'down', 'keep']).optional(),
    /** Adds up from January (births, money used, meetings held): judged against the elapsed share of its target. */
    accumulates: z.literal(true).optional(),
    group: idSchema.optional(),
    row: idSchema.optional(),
    column: idSchema.optional(),
    /** Owners of this field where they differ from the group's or the goal's. */
    owners: z.array(ownerSchema).default([]),
  })
  .superRefine((field, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((fieldKindRules[field.kind].choices === 'options') !== (field.options !== undefined))
      refuse('options', 'choices have options, no other kind has');
    if (field.kind === 'scale' && (field.min === undefined || field.max === undefined))
      refuse('min', 'a scale needs min and max');
    if (field.maxLength !== undefined && fieldKindRules[field.kind].answeredBy !== 'words')
      refuse('maxLength', 'only a text has a length');
    if (field.role === 'reason' && (fieldKindRules[field.kind].answeredBy !== 'words' || field.required))
      refuse('role', 'a reason is a text that is not required');
    if (field.accumulates && fieldKindRules[field.kind].answeredBy !== 'figure')
      refuse('accumulates', 'only a number adds up');
    if (field.unit !== undefined && fieldKindRules[field.kind].unit === 'none')
      refuse('unit', 'only a number has a unit');
    if ((field.row === undefined) !== (field.column === undefined))
      refuse('row', 'row and column go together');
  });
export type Field = z.infer<typeof fieldSchema>;

/** Fields that belong together: a task, a table with rows and columns, or a section of a long question. */
export const groupSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['task', 'table', 'section']),
  label: localizedTextSchema,
  description: localizedTextSchema.optional(),
  rows: z.array(optionSchema).optional(),
  columns: z.array(optionSchema).optional(),
  owners: z.array(ownerSchema).default([]),
});
export type Group = z.infer<typeof groupSchema>;

export const goalSchema = z
  .strictObject({
    /** Unique within its programme, never reused; a title is not a key. */
    id: idSchema,
    /** The code people know it by: "1.2 a+c", "Q14". */
    code: z.string().min(1).max(40),
    /** The programme's version in which its words or fields were last changed; left out while they are as published. */
    changedIn: z.int().min(2).optional(),
    title: localizedTextSchema,
    description: localizedTextSchema.optional(),
    /** One per heading level of the programme, outermost first. */
    headings: z.array(localizedTextSchema).min(1).max(4),
    /** The unit that answers for it, for roll-ups; the outermost heading where it is left out. */
    unit: localizedTextSchema.optional(),
    /** Contact details of whoever answers: a part of the answer, but no question and not counted as one. */
    contact: z.literal(true).optional(),
    /** Actions that the register lists without asking about each. */
    actions: z.array(localizedTextSchema).default([]),
    /** The kinds of respondents that it is put to, where that is not all of them: ["helsinki", "hus"]. */
    respondents: z.array(idSchema).min(1).optional(),
    owners: z.array(ownerSchema).min(1),
    groups: z.array(groupSchema).default([]),
    fields: z.array(fieldSchema).min(1),
  })
  .superRefine((goal, context) => {
    const groups = new Map(goal.groups.map((group) => [group.id, group]));
    const seen = new Set<string>();
    goal.fields.forEach((field, index) => {
      const refuse = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['fields', index, key], message });
      if (seen.has(field.id)) refuse('id', `"${field.id}" is used twice in this goal`);
      seen.add(field.id);
      const group = field.group === undefined ? undefined : groups.get(field.group);
      if (field.group !== undefined && !group) refuse('group', `there is no group "${field.group}"`);
      if (field.row !== undefined && !group?.rows?.some((row) => row.id === field.row))
        refuse('row', `the group has no row "${field.row}"`);
      if (field.column !== undefined && !group?.columns?.some((column) => column.id === field.column))
        refuse('column', `the group has no column "${field.column}"`);
      const problem = field.askedWhen && conditionProblem(field.askedWhen, goal.fields);
      if (problem !== undefined) refuse('askedWhen', problem);
    });
  });
export type Goal = z.infer<typeof goalSchema>;

/** A condition that nothing could meet would keep its field from ever being asked. */
function conditionProblem(
  { field: id, is }: z.infer<typeof askedWhenSchema>,
  fields: readonly Field[],
): string | undefined {
  const decisive = fields.find((field) => field.id === id);
  if (!decisive) return `there is no field "${id}"`;
  if (decisive.askedWhen) return `"${id}" has a condition of its own`;
  const answers =
    decisive.kind === 'yes-no' ? ['1', '0'] : (decisive.options ?? []).map((option) => option.id);
  if (answers.length === 0) return `"${id}" is neither a choice nor a yes or no`;
  const unknown = is.find((answer) => !answers.includes(answer));
  return unknown === undefined ? undefined : `"${id}" has no answer "${unknown}"`;
}

export const lights = ['green', 'yellow', 'red', 'not-assessable', 'not-answered'] as const;
export type Light = (typeof lights)[number];

/** A step of the programme's own scale of states, with the light it stands for. */
export const workStateSchema = z.strictObject({
  id: idSchema,
  label: localizedTextSchema,
  light: z.enum(['green', 'yellow', 'red', 'not-assessable']),
});
export type WorkState = z.infer<typeof workStateSchema>;

/** A closing puts all its digests into one commit of at most 100 changes, together with 32 gates and the round. */
export const mostChannels = 60;

/** The manners in which counties publish a follow-up; `plain` is our own, which holds everything. */
export const layouts = [
  'key-results',
  'strategic-goals',
  'productivity-programme',
  'survey',
  'half-year',
  'plain',
] as const;
export type Layout = (typeof layouts)[number];

/** `figures`: the computed light. `owner`: the owner's own, where a reason is given. */
export const lightSources = ['figures', 'owner'] as const;

/** Documents 000 and 004 publish no lights, 002 publishes its own states. */
export const publishedStandings = ['lights', 'states', 'none'] as const;
export type PublishedStanding = (typeof publishedStandings)[number];

export const programmeSchema = z
  .strictObject({
    id: idSchema,
    /** Grows with every change of the form; replies name the version they answered. */
    version: z.int().min(1).default(1),
    name: localizedTextSchema,
    organisation: localizedTextSchema.optional(),
    /** What kind of respondent the organisation is, where questions are put to some kinds only. */
    respondent: idSchema.optional(),
    /** Languages it is published in, the main one first. */
    languages: z.array(localeSchema).min(1),
    rhythm: z.enum([...rhythms, 'once']),
    /** The period of a programme that is followed up once. */
    onlyPeriod: periodSchema.optional(),
    timeZone: z
      .string()
      .refine((zone) => IANAZone.isValidZone(zone), 'is no time zone')
      .default('Europe/Helsinki'),
    calendar: calendarSchema,
    /** Percent of the target: green above `green`, yellow from `yellow` to `green`, red below (strategy report 2024). */
    thresholds: z.strictObject({ green: z.number(), yellow: z.number() }).default({ green: 90, yellow: 50 }),
    /** Whose columns and slides its reports have: those of the document that it is published as. */
    layout: z.enum(layouts).default('plain'),
    /** How a goal's measures become one figure. */
    attainment: z.enum(['mean', 'worst']).default('mean'),
    /** Which light counts where the owner's own judgement of the goal differs from its figures. Default: figures. */
    lightBy: z.enum(lightSources).optional(),
    /** What its reports publish of how goals stand: lights (default), the programme's own states, or neither. */
    publishes: z.enum(publishedStandings).optional(),
    /**
     * How much of a year's target a measure that adds up should have reached at the end of each period: rising, up
     * to 1. Default: an equal part in each period.
     */
    yearShares: z.array(z.number().positive().max(1)).min(1).max(12).optional(),
    workStates: z.array(workStateSchema).default([]),
    /** Names of the heading levels, outermost first: division and area, or part and theme. */
    headings: z.array(localizedTextSchema).min(1).max(4),
    coordinator: ownerSchema,
    /** Channels that get the digest, each in its language. */
    channels: z
      .array(z.strictObject({ channel: z.string().min(1), language: localeSchema }))
      .max(mostChannels)
      .default([]),
    policy: z
      .strictObject({
        /** A reply may be kept unfinished; it counts as not answered. */
        drafts: z.boolean().default(true),
        /** A submitted reply can no longer be edited. */
        lockOnSubmit: z.boolean().default(false),
        /** The organisation gives one answer, put together by the coordinator. */
        oneCoordinatedAnswer: z.boolean().default(false),
      })
      .prefault({}),
  })
  .refine((programme) => (programme.rhythm === 'once') === (programme.onlyPeriod !== undefined), {
    message: 'a programme that is followed up once has its onlyPeriod, no other has',
    path: ['onlyPeriod'],
  })
  .superRefine(({ rhythm, yearShares }, context) => {
    const problem = yearShares && yearSharesProblem(rhythm === 'once' ? 'year' : rhythm, yearShares);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['yearShares'], message: problem });
  });
export type Programme = z.infer<typeof programmeSchema>;

/** The goals of a programme and what they are called together with it. */
export interface Register {
  readonly programme: Programme;
  readonly goals: readonly Goal[];
}
