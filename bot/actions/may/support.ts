/** Permissions on requests for support. */
import { RefusedError } from '../../../src/errors';
import {
  notSeenCard,
  readSupport,
  supportCard,
  type SupportPlace,
  type SupportView,
} from '../../views/support/support-card';
import { inputText } from '../../views/turn';
import { type Press } from '../parts/permission';
import { longestTyped, shownAgain } from './questions';
import { seeing } from './seeing';

export interface SupportTurn extends SupportView {
  readonly press: Press;
}

const seeingSupport = seeing<SupportView, SupportPlace>({
  title: 'support.title',
  read: ({ deps, person }, { programmeId, period, goalId, fieldId, askedAt }) =>
    readSupport(deps, person, {
      ...{ programmeId, period, goalId, fieldId },
      ...(askedAt !== undefined && { askedAt }),
    }),
  typedIn: (data) => shownAgain(inputText({ ...data }, 'decision', longestTyped)),
  refusedCard: (view, { text, typed, wording }) =>
    view
      ? supportCard(view, { banner: { text, style: 'attention' }, ...(typed !== '' && { typed }) })
      : notSeenCard({ wording }, text, typed),
});

/** Readers of the goal, the people who answer for the task, and the people the request names. */
export const supportReaders = seeingSupport('readers of the request for support');

/** Leadership, and the people the request names. */
export const deciding = seeingSupport(
  'those who decide on support',
  ({ mayDecide, name: { programmeId } }) => {
    if (!mayDecide) throw new RefusedError('support-not-yours', { programmeId });
  },
);
