/** Sends an organisation's one coordinated answer once everything is answered and accepted, and locks it. */
import { type Actor } from '../../audit/audit';
import { RefusedError } from '../../errors';
import { askedGoals } from '../../goals/answers/asked-fields';
import { type Goal } from '../../goals/schema';
import { closeRound } from '../../rounds/close-round';
import { type Round, sendingOf, takesReplies } from '../../rounds/round';
import { loadForm, readRound, type RoundName } from '../../rounds/round-store';
import { type RoundForm } from '../../rounds/snapshot';
import { type EntityStore } from '../../storage/store';
import { type Reply } from '../reply';
import { loadReplies } from '../reply-store';
import { holdsUpSending, type Review, reviewState, type ReviewState } from '../review';
import { loadReviews } from '../review-store';

/** A question with its progress. */
export interface ReviewedGoal {
  readonly goal: Goal;
  readonly state: ReviewState;
  readonly reply?: Reply;
  /** The latest review, which may be of an earlier version. */
  readonly review?: Review;
}

/** One round of a programme whose organisation gives one coordinated answer. */
export interface Survey {
  readonly round: Round;
  readonly form: RoundForm;
  /** The goals that are asked, in the form's order. */
  readonly goals: readonly ReviewedGoal[];
}

/** @throws RefusedError `unknown-round`; `not-coordinated` if the programme has no coordinated answer. */
export async function loadSurvey(store: EntityStore, name: RoundName): Promise<Survey> {
  const round = (await readRound(store, name))?.value;
  const form = round && (await loadForm(store, round));
  if (!form) throw new RefusedError('unknown-round', { programme: name.programmeId, period: name.period });
  if (!form.programme.policy.oneCoordinatedAnswer) throw new RefusedError('not-coordinated');
  const [replies, reviews] = await Promise.all([loadReplies(store, name), loadReviews(store, name)]);
  const goals = askedGoals(form).map((goal): ReviewedGoal => {
    const [reply, review] = [replies.get(goal.id), reviews.get(goal.id)];
    return {
      goal,
      state: reviewState(goal, reply, review),
      ...(reply && { reply }),
      ...(review && { review }),
    };
  });
  return { round, form, goals };
}

/** The goals that prevent the survey from being sent, in the form's order. */
export function heldUpBy({ goals }: Pick<Survey, 'goals'>): ReviewedGoal[] {
  return goals.filter(({ goal, state }) => holdsUpSending(goal, state));
}

/**
 * Closes the round as sent. A concurrent reply or comment passes a gate, so one of the two gets a conflict.
 * @throws RefusedError `unknown-round`, `not-coordinated`, `round-not-open`; `sent-already` (details say by whom and
 *   when); `not-ready` (details name the codes of the questions).
 */
export async function sendAnswer(
  store: EntityStore,
  act: RoundName & Actor & { readonly sendFrom?: Date },
  now: Date,
): Promise<Round> {
  const ready = async () => {
    const survey = await loadSurvey(store, act);
    refuseSentBefore(survey.round);
    if (!takesReplies(survey.round) && survey.round.status !== 'closing')
      throw new RefusedError('round-not-open', { period: act.period });
    const goals = heldUpBy(survey).map(({ goal }) => goal.code);
    if (goals.length > 0)
      throw new RefusedError('not-ready', { count: String(goals.length), goals: goals.join(', ') });
  };
  return closeRound(store, { ...act, sent: true }, now, ready);
}

function refuseSentBefore(round: Round): void {
  const sending = sendingOf(round);
  if (sending) throw new RefusedError('sent-already', { by: sending.by, at: sending.at });
}
