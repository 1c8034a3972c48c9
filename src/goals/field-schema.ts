/** A field, with its target and baseline, and the groups that fields belong to. */
import { z } from 'zod';
import { fieldKindRules } from './field-kinds';
import { idSchema, localeSchema, localizedTextSchema, ownerSchema } from './text-schema';

export const comparators = ['at-least', 'at-most', 'above', 'below', 'exactly', 'range'] as const;

/** Where a measure started. `raw` is the register's text and is always kept; `value` is its number, if it has one. */
export const baselineSchema = z.strictObject({
  raw: z.string().min(1),
  value: z.number().optional(),
  comparator: z.enum(comparators).optional(),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** The level that a measure should reach. A range has `low` and `high`, both inclusive, instead of `value`. */
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
 * owner's explanation of why the goal is judged differently from its figures (`programme.lightBy`). `support` says what a
 * task that does not proceed needs, from whom and by when; see also `programme.collectsSupport`.
 */
export const fieldRoles = [
  'measure',
  'progress',
  'state',
  'confidence',
  'narrative',
  'reason',
  'support',
] as const;
export type FieldRole = (typeof fieldRoles)[number];

export const optionSchema = z.strictObject({ id: idSchema, label: localizedTextSchema });
export type Option = z.infer<typeof optionSchema>;

/** The field is asked only while another field of the goal has one of these answers ("Comment asked for when …"). */
export const askedWhenSchema = z.strictObject({
  /** A choice or a yes/no field, which must not have a condition itself. */
  field: idSchema,
  /** Ids of its options; `1` and `0` for a yes/no field. */
  is: z.array(idSchema).min(1),
});

export const fieldSchema = z
  .strictObject({
    /** Unique within its goal. */
    id: idSchema,
    kind: z.enum(fieldKinds),
    label: localizedTextSchema,
    hint: localizedTextSchema.optional(),
    /** A field with a condition is required only while the condition is met. */
    required: z.boolean().default(true),
    askedWhen: askedWhenSchema.optional(),
    /** At least one of the goal's fields with this name needs an answer; none of them is required on its own. */
    oneOf: idSchema.optional(),
    role: z.enum(fieldRoles).optional(),
    /** Unit of a number as people read it: "€/vrk", "hlö", "min". Percent and money have their own. */
    unit: localizedTextSchema.optional(),
    /** Smallest and largest accepted number; a scale runs from min to max. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** Longest accepted text in characters. The longest free text of the ministry's survey is 5,000. */
    maxLength: z.int().min(1).max(5000).optional(),
    /** The language in which a text must be written, if a programme publishes in two. */
    language: localeSchema.optional(),
    options: z.array(optionSchema).min(2).optional(),
    baseline: baselineSchema.optional(),
    /** Usually one; a key result may state several, each with a label. */
    targets: z.array(targetSchema).default([]),
    direction: z.enum(['up', 'down', 'keep']).optional(),
    /** Adds up from January (births, money used, meetings held); judged against the elapsed share of its target. */
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
    const isOptionalText = fieldKindRules[field.kind].answeredBy === 'words' && !field.required;
    if (field.role === 'reason' && !isOptionalText) refuse('role', 'a reason is a text that is not required');
    if (field.role === 'support' && !isOptionalText)
      refuse('role', 'a support line is a text that is not required');
    if (field.accumulates && fieldKindRules[field.kind].answeredBy !== 'figure')
      refuse('accumulates', 'only a number adds up');
    if (field.unit !== undefined && fieldKindRules[field.kind].unit === 'none')
      refuse('unit', 'only a number has a unit');
    if (field.oneOf !== undefined && (field.required || field.askedWhen))
      refuse('oneOf', 'one of several is neither required nor asked on a condition');
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
