/** The files of one seed folder; `seeds/README.md` describes them for people. */
import { z } from 'zod';
import { periodSchema } from '../src/periods/period';
import { goalSchema, idSchema, personIdSchema } from '../src/goals/schema';

export { programmeSchema } from '../src/goals/schema';
export { peopleSchema } from '../src/people/schema';

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
