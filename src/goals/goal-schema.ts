/** A goal: its texts, owners, groups and fields, which must be consistent. */
import { z } from 'zod';
import { type askedWhenSchema, type Field, fieldSchema, groupSchema } from './field-schema';
import { idSchema, localizedTextSchema, ownerSchema } from './text-schema';

export const goalSchema = z
  .strictObject({
    /** Unique within its programme, never reused; a title is not a key. */
    id: idSchema,
    /** The code people know it by: "1.2 a+c", "Q14". */
    code: z.string().min(1).max(40),
    /** The programme version in which its text or fields last changed; absent while they are as first published. */
    changedIn: z.int().min(2).optional(),
    title: localizedTextSchema,
    description: localizedTextSchema.optional(),
    /** One per heading level of the programme, outermost first. */
    headings: z.array(localizedTextSchema).min(1).max(4),
    /** The unit responsible for it, used in roll-ups. Default: the outermost heading. */
    unit: localizedTextSchema.optional(),
    /** The respondent's contact details: part of the answer, but not counted as a question. */
    contact: z.literal(true).optional(),
    /** Actions that the register lists but does not ask about one by one. */
    actions: z.array(localizedTextSchema).default([]),
    /** The kinds of respondents that are asked it, for example ["helsinki", "hus"]. Default: all. */
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
      if (
        field.oneOf !== undefined &&
        goal.fields.every((other) => other === field || other.oneOf !== field.oneOf)
      )
        refuse('oneOf', `no other field is one of "${field.oneOf}"`);
      const problem = field.askedWhen && conditionProblem(field.askedWhen, goal.fields);
      if (problem !== undefined) refuse('askedWhen', problem);
    });
  });
export type Goal = z.infer<typeof goalSchema>;

/** A field whose condition cannot be met would never be asked. */
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
