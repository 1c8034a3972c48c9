/** The files of one seed folder; `seeds/README.md` describes them for people. */
import { z } from 'zod';
import { periodSchema } from '../src/periods/period';
import { goalSchema, idSchema, personIdSchema } from '../src/goals/schema';
import { peopleSchema as directorySchema } from '../src/people/schema';

export { programmeSchema } from '../src/goals/schema';

/** Roles in the folder's programme; units are named in the programme's main language. */
const seedGrantSchema = z
  .strictObject({
    person: personIdSchema,
    role: z.enum(['coordinator', 'reader', 'unit-head']),
    unit: z.string().min(1).optional(),
  })
  .refine(({ role, unit }) => (role === 'unit-head') === (unit !== undefined), {
    message: 'a unit-head has a unit, nobody else has',
    path: ['unit'],
  });

/** `people.json`: persons, roles, and grants in the programme. */
export const peopleSchema = directorySchema.extend({ grants: z.array(seedGrantSchema).default([]) });

/** `goals.json`: the register, in reading order. */
export const goalsFileSchema = z.strictObject({ goals: z.array(goalSchema).min(1) });

/** One goal's answers as they were reported: the raw text of each field, or option ids for choices. */
export const seedReplySchema = z.strictObject({
  goal: idSchema,
  by: personIdSchema,
  answers: z.record(idSchema, z.union([z.string(), z.array(idSchema)])),
});

const seedRoundSchema = z.strictObject({ period: periodSchema, replies: z.array(seedReplySchema) });
export type SeedRound = z.infer<typeof seedRoundSchema>;

const seedRoundsSchema = z.strictObject({ rounds: z.array(seedRoundSchema).min(1) });

/**
 * `replies.json`: what the document reports, as a closed round for each period, the oldest first. If there is only one
 * period, the file may be the round itself: `{period, replies}`.
 */
export const repliesFileSchema = z.unknown().transform((json, context): SeedRound[] => {
  const hasList = typeof json === 'object' && json !== null && 'rounds' in json;
  const result = hasList ? seedRoundsSchema.safeParse(json) : seedRoundSchema.safeParse(json);
  if (result.success) return 'rounds' in result.data ? result.data.rounds : [result.data];
  // The error of a union would say only that neither form fits.
  for (const { path, message } of result.error.issues)
    context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
});
