/** The files of one seed folder; `seeds/README.md` describes them for people. */
import { z } from 'zod';
import { periodSchema } from '../src/periods/period';
import { goalSchema, idSchema, personIdSchema } from '../src/goals/schema';
import { peopleSchema as directorySchema } from '../src/people/schema';

export { programmeSchema } from '../src/goals/schema';

/** Who may what in the folder's programme; a unit is named in the programme's main language. */
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

/** `goals.json`: the register, in the order people read it. */
export const goalsFileSchema = z.strictObject({ goals: z.array(goalSchema).min(1) });

/** One goal's answers as they were reported: the raw text of each field, or option ids for choices. */
export const seedReplySchema = z.strictObject({
  goal: idSchema,
  by: personIdSchema,
  answers: z.record(idSchema, z.union([z.string(), z.array(idSchema)])),
});

/** `replies.json`: what the document reports for its period; becomes a closed round. */
export const repliesFileSchema = z.strictObject({
  period: periodSchema,
  replies: z.array(seedReplySchema),
});
