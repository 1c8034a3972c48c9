/** Every action of our cards. What a card carries is never trusted beyond these ids. */
import { z } from 'zod';
import { idSchema, personIdSchema } from '../../src/goals/schema';
import { periodSchema } from '../../src/periods/period';
import { daySchema } from '../../src/periods/working-days';

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
