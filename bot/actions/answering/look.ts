/** Navigation within a round: its request, its goals and their pages. Input is kept on the way. */
import { z } from 'zod';
import { idSchema } from '../../../src/goals/schema';
import { goalCard, nextCard, requestCard } from '../../views/round-cards';
import { askedGoal } from '../../views/turn';
import { answering, theAsked } from '../may/asked';
import { action } from '../parts/action';
import {
  anyInput,
  filledFrom,
  fromForm,
  goalData,
  ofStage,
  pageNumber,
  roundData,
  shownGoal,
} from '../parts/data';
import { leave, leaveForm } from './leave';

const startData = roundData.extend({ each: z.boolean().default(false) }).catchall(anyInput);

/** The form of several goals if they have one, else the next goal to answer; with `each`, one goal after the other. */
export const start = action('start', startData, theAsked, async (turn, data) =>
  leaveForm(turn, data, (after) => nextCard(data.each ? after : { ...after, inForm: true })),
);

const formData = roundData.extend({ at: idSchema.optional() }).catchall(anyInput);

/** The page of the form with the goal `at`, or the goals one after the other if there is no form any more. */
export const form = action('form', formData, theAsked, async (turn, data) =>
  leaveForm(turn, data, (after) => nextCard({ ...after, inForm: true }, data.at)),
);

/** When pressed on a goal's card, it also carries what was typed there. */
const lookedAround = roundData
  .extend({
    goalId: idSchema.optional(),
    version: z.int().min(0).default(0),
    page: pageNumber.optional(),
    draft: z.boolean().default(false),
    ...{ form: fromForm, filled: filledFrom, stage: ofStage },
    fromDue: pageNumber.optional(),
  })
  .catchall(anyInput);

export const overview = action('overview', lookedAround, theAsked, async (turn, data) => {
  const { goalId, page, fromDue } = data;
  const on = { ...(page !== undefined && { page }), ...(fromDue !== undefined && { fromDue }) };
  if (goalId === undefined) return leaveForm(turn, data, (after) => requestCard(after, on));
  return leave(turn, { ...data, goalId, page: page ?? 0 }, (after) => requestCard(after));
});

/** From a form it also carries what was typed on all rows; it never sends the inputs of a goal's card. */
const onPage = goalData
  .extend({
    ...{ page: pageNumber.default(0), form: fromForm },
    version: z
      .unknown()
      .optional()
      .transform((): undefined => undefined),
  })
  .catchall(anyInput);

export const goal = action('goal', onPage, answering, async (turn, data) =>
  leaveForm(turn, data, (after) => goalCard(after, askedGoal(after, data.goalId), { page: data.page })),
);

/** To another page of the goal's card. */
export const page = action('page', shownGoal.extend({ to: pageNumber }), answering, (turn, data) =>
  leave(turn, data, (after) => goalCard(after, askedGoal(after, data.goalId), { page: data.to })),
);

export const skip = action('skip', shownGoal, theAsked, (turn, data) =>
  leave(turn, data, (after) => nextCard(after, data.goalId)),
);
