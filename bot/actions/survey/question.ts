/** One question of a survey: shows its answer, comments on it and accepts it. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { RefusedError } from '../../../src/errors';
import { acceptReply, commentOnReply } from '../../../src/replies/survey/review-reply';
import { type AdminTurn } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { questionCard } from '../../views/programmes/survey';
import { sendFromOf } from '../../views/sending';
import { loadCoordinated, reviewedGoal } from '../../views/survey-source';
import { type ActionResult, inputText } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, goalData, pageNumber } from '../parts/data';
import { doneCard, shown, shownOnce } from '../parts/results';

/** `version` is that of the answer the coordinator saw. */
const reviewedData = goalData.extend({ version: z.int().min(0), page: pageNumber.default(0) });
const paged = goalData.extend({ page: pageNumber.default(0) });

/** @throws RefusedError `unknown-round`, `not-coordinated`, `unknown-goal`. */
export const question = action('question', paged, coordinators, async (turn, data) =>
  shown(await questionCard(turn, data)),
);

/** @throws RefusedError as question. */
export const comment = action(
  'comment',
  reviewedData.catchall(anyInput),
  coordinators,
  async (turn, data) => {
    const { deps, actor, now, wording } = turn;
    const survey = await loadCoordinated(turn, data);
    const typed = inputText(data, 'comment', longestTyped);
    const { programmeId, period, goalId, version } = data;
    const sendFrom = sendFromOf(turn, survey.form.programme);
    const act = { programmeId, period, goalId, version, text: typed, ...actor, sendFrom };
    return onQuestion(turn, data, typed, async () => {
      const count = await commentOnReply(deps.store, act, now);
      return wording.text('question.commentSent', { count });
    });
  },
);

/** Characters of a comment that are read: more than are allowed, so that a longer one is refused and never cut. */
const longestTyped = 800;

/** @throws RefusedError as question; `round-not-open`. */
export const accept = action('accept', reviewedData, coordinators, async (turn, data) => {
  const { goal } = reviewedGoal(await loadCoordinated(turn, data), data);
  const { programmeId, period, goalId, version } = data;
  return onQuestion(turn, data, '', async () => {
    await acceptReply(turn.deps.store, { programmeId, period, goalId, version, ...turn.actor }, turn.now);
    return turn.wording.text('question.acceptDone', { code: goal.code });
  });
});

/** Refusals that the coordinator can correct are shown on the question's card. */
const mended = ['comment-missing', 'comment-too-long', 'answer-changed', 'not-answered'];

/** @param work returns the text that says what was done */
async function onQuestion(
  turn: AdminTurn,
  { programmeId, period, goalId, page }: z.infer<typeof paged>,
  typed: string,
  work: () => Promise<string>,
): Promise<ActionResult> {
  const name = { programmeId, period, goalId, page };
  let text: string;
  try {
    text = await work();
  } catch (error) {
    // What was typed while the round closed is shown, so that it is not lost.
    const onCard = typed === '' ? mended : [...mended, 'round-not-open'];
    if (!(error instanceof RefusedError) || !onCard.includes(error.code)) throw error;
    const why = await refusalText(turn.deps, error, turn.wording, programmeId);
    const banner: Banner = { text: why, style: 'attention' };
    return shownOnce(await questionCard(turn, name, { banner, typed }));
  }
  return doneCard(text, (banner) => questionCard(turn, name, { banner }));
}
