/** Navigation within a round: its request, its goals and their pages. Input is kept on the way. */
import { z } from 'zod';
import { idSchema } from '../../../src/goals/schema';
import { goalCard, nextCard, requestCard } from '../../views/round-cards';
import { askedGoal } from '../../views/turn';
import { answering, theAsked } from '../may/asked';
import { action } from '../parts/action';
import { anyInput, goalData, pageNumber, roundData, shownGoal } from '../parts/data';
import { shown } from '../parts/results';
import { leave } from './leave';

/** The next goal to answer. */
export const start = action('start', roundData, theAsked, async (turn) => shown(await nextCard(turn)));

/** When pressed on a goal's card, it also carries what was typed there. */
const lookedAround = roundData
  .extend({
    goalId: idSchema.optional(),
    version: z.int().min(0).default(0),
    page: pageNumber.optional(),
    draft: z.boolean().default(false),
  })
  .catchall(anyInput);

export const overview = action('overview', lookedAround, theAsked, async (turn, data) => {
  const { goalId, page } = data;
  if (goalId === undefined) return shown(await requestCard(turn, page === undefined ? {} : { page }));
  return leave(turn, { ...data, goalId, page: page ?? 0 }, (after) => requestCard(after));
});

const onPage = goalData.extend({ page: pageNumber.default(0) });
export const goal = action('goal', onPage, answering, async (turn, { page }) =>
  shown(await goalCard(turn, turn.own, { page })),
);

/** To another page of the goal's card. */
export const page = action('page', shownGoal.extend({ to: pageNumber }), answering, (turn, data) =>
  leave(turn, data, (after) => goalCard(after, askedGoal(after, data.goalId), { page: data.to })),
);

export const skip = action('skip', shownGoal, theAsked, (turn, data) =>
  leave(turn, data, (after) => nextCard(after, data.goalId)),
);
