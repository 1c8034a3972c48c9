/** Permission for people who comment on units. A refusal is shown with what was typed, so that nothing is lost. */
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { loadAccess } from '../../../src/people/access';
import { mayCommentOnSome } from '../../../src/rounds/permissions';
import { type RoundName } from '../../../src/rounds/round-name';
import { type CommentView, notCommentedCard } from '../../views/comments/unit-comment-card';
import { refusalText } from '../../views/error-replies';
import { inputText } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { type Permission } from '../parts/permission';
import { shownOnce } from '../parts/results';
import { longestTyped, shownAgain } from './questions';

/** The card that was pressed may be in a channel, so it is never replaced. Which units are theirs is checked later. */
export const commenters: Permission<CommentView, RoundName> = {
  who: 'coordinators and heads of units',
  async answer({ deps, person }, data, run) {
    const { programmeId, period } = data;
    const [access, programme] = await Promise.all([
      loadAccess(deps.store, person, deps.admins),
      loadProgramme(deps.store, programmeId),
    ]);
    const wording = wordingFor(person.language, programme?.timeZone);
    const name = { programmeId, period };
    const summary = wording.text('unitComment.title');
    try {
      if (!programme || !mayCommentOnSome(access, programme))
        throw new RefusedError('not-permitted', { programmeId });
      const view: CommentView = { deps, person, access, name, now: deps.clock.now(), wording };
      return { ...(await run(view)), summary };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const text = await refusalText(deps, error, wording, programmeId);
      const typed = shownAgain(inputText({ ...data }, 'comment', longestTyped));
      return { ...shownOnce(notCommentedCard({ wording }, text, typed)), summary };
    }
  },
};
