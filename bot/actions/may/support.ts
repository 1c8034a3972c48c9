/** Permissions on requests for support. A refusal is shown with what was typed, so that nothing is lost. */
import { RefusedError } from '../../../src/errors';
import { refusalText } from '../../views/error-replies';
import {
  notSeenCard,
  readSupport,
  supportCard,
  type SupportPlace,
  type SupportView,
} from '../../views/support/support-card';
import { inputText } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { type Permission, type Press, type Who } from '../parts/permission';
import { shownOnce } from '../parts/results';
import { longestTyped, shownAgain } from './questions';

export interface SupportTurn extends SupportView {
  readonly press: Press;
}

function seeing(
  who: Who,
  admit: (view: SupportView) => void = () => undefined,
): Permission<SupportTurn, SupportPlace> {
  return {
    who,
    async answer(press, data, run) {
      const { deps, person } = press;
      const { programmeId, period, goalId, fieldId, askedAt } = data;
      const place = { programmeId, period, goalId, fieldId, ...(askedAt !== undefined && { askedAt }) };
      const wording = wordingFor(person.language);
      const summary = wording.text('support.title');
      let view: SupportView | undefined;
      try {
        view = await readSupport(deps, person, place);
        admit(view);
        return { ...(await run({ ...view, press })), summary };
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        const text = await refusalText(deps, error, wording, programmeId);
        const typed = shownAgain(inputText({ ...data }, 'decision', longestTyped));
        const banner = { text, style: 'attention' as const };
        const card = view
          ? await supportCard(view, { banner, ...(typed !== '' && { typed }) })
          : notSeenCard({ wording }, text, typed);
        return { ...shownOnce(card), summary };
      }
    },
  };
}

/** Readers of the goal, those who answer for the task, and those whom the request names. */
export const supportReaders = seeing('readers of the request for support');

/** Leadership, and those whom the request names. */
export const deciding = seeing('those who decide on support', ({ mayDecide, name: { programmeId } }) => {
  if (!mayDecide) throw new RefusedError('support-not-yours', { programmeId });
});
