import { z } from 'zod';
import { drawMyGoals } from '../../views/people/due';
import { forThemselves } from '../may/plain';
import { action } from '../parts/action';
import { pageNumber } from '../parts/data';
import { shown, shownOnce } from '../parts/results';

const paged = z.object({ page: pageNumber.optional() });

/** Everything that the person is asked now. A card that has another purpose comes back when the chat is reopened. */
export const myGoals = action(
  'my-goals',
  paged,
  forThemselves('due.title'),
  async ({ deps, person }, { page }) => {
    if (page === undefined) return shownOnce((await drawMyGoals(deps, person)).card);
    return shown((await drawMyGoals(deps, person, { page })).card);
  },
);
