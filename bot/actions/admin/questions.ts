/** One question of a survey: its answer is read, commented on and accepted; or all that are answered, at once. */
import { createHash } from 'node:crypto';
import { confirmCardData } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/goal/source';
import { type Card, render } from '../../../cards/render';
import { codesText } from '../../../cards/survey/data';
import { RefusedError } from '../../../src/errors';
import { acceptReply, commentOnReply } from '../../../src/replies/review-reply';
import { type ReviewedGoal, type Survey } from '../../../src/replies/send-answer';
import { refusalText } from '../../views/error-replies';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { nameOf } from './round-acts';
import { afterDoing, sendFromOf } from '../../views/sending';
import { surveyCard } from './survey';
import { drawQuestion, drawSurvey, loadCoordinated, reviewedGoal } from '../../views/survey-source';

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`, `unknown-goal`. */
export async function questionCard(
  turn: AdminTurn,
  data: AdminData<'question'>,
  shown: { readonly banner?: Banner; readonly typed?: string } = {},
): Promise<Card> {
  const survey = await loadCoordinated(turn, data);
  return drawQuestion(turn, survey, reviewedGoal(survey, data), { page: data.page, ...shown });
}

/** @throws RefusedError as questionCard; `round-not-open`. */
export async function comment(turn: AdminTurn, data: AdminData<'comment'>): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const survey = await loadCoordinated(turn, data);
  const typed = inputText(data, 'comment', longestTyped);
  const { programmeId, period, goalId, version } = data;
  const sendFrom = sendFromOf(turn, survey.form.programme);
  const act = { programmeId, period, goalId, version, text: typed, ...actor, sendFrom };
  return onQuestion(turn, data, typed, async () => {
    const count = await commentOnReply(deps.store, act, now);
    return turn.wording.text('question.commentSent', { count });
  });
}

/** So much of a comment is read: more than one may have, so that nothing is cut off without a word. */
const longestTyped = 800;

/** @throws RefusedError as questionCard; `round-not-open`. */
export async function accept(turn: AdminTurn, data: AdminData<'accept'>): Promise<ActionResult> {
  const { goal } = reviewedGoal(await loadCoordinated(turn, data), data);
  const { programmeId, period, goalId, version } = data;
  return onQuestion(turn, data, '', async () => {
    await acceptReply(turn.deps.store, { programmeId, period, goalId, version, ...turn.actor }, turn.now);
    return turn.wording.text('question.acceptDone', { code: goal.code });
  });
}

/** What the coordinator can mend is said on the question's card. */
const mended = ['comment-missing', 'comment-too-long', 'answer-changed', 'not-answered'];

async function onQuestion(
  turn: AdminTurn,
  { programmeId, period, goalId, page }: AdminData<'question'>,
  typed: string,
  work: () => Promise<string>,
): Promise<ActionResult> {
  const name = { programmeId, period, goalId, page };
  let banner: Banner;
  try {
    banner = { text: await work(), style: 'good' };
  } catch (error) {
    if (!(error instanceof RefusedError) || !mended.includes(error.code)) throw error;
    const text = await refusalText(turn.deps, error, turn.wording, programmeId);
    return {
      card: await questionCard(turn, name, { banner: { text, style: 'attention' }, typed }),
      lasting: false,
    };
  }
  return { card: await afterDoing(banner, () => questionCard(turn, name, { banner })), lasting: true };
}

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`. */
export async function askToAcceptAll(
  turn: AdminTurn,
  data: AdminData<'accept-all-ask'>,
): Promise<ActionResult> {
  const survey = await loadCoordinated(turn, data);
  const wording = wordingOf(turn, survey.form.programme);
  const waiting = waitingIn(survey);
  if (waiting.length === 0) {
    const banner: Banner = { text: wording.text('acceptAll.none'), style: 'warning' };
    return { card: drawSurvey(turn, survey, { banner }), lasting: false };
  }
  const codes = codesText(
    waiting.map(({ goal }) => goal),
    wording,
  );
  const source = {
    title: wording.text('acceptAll.title'),
    lines: [
      `${wording.of(survey.form.programme.name)} ${wording.period(data.period)}`,
      wording.text('acceptAll.lines', { count: waiting.length, codes }),
      wording.text('acceptAll.locks'),
    ],
    confirm: {
      title: wording.text('acceptAll.confirm'),
      verb: 'accept-all' as const,
      data: { ...nameOf(data), seen: answersSeen(survey) },
    },
    back: { verb: 'survey' as const, data: { ...nameOf(data), page: 0 } },
  };
  return { card: render('confirm', confirmCardData(source, wording)), lasting: false };
}

/**
 * Each is a commit of its own: after a crash pressing again accepts the rest.
 * @throws RefusedError as askToAcceptAll; `round-not-open`.
 */
export async function acceptAll(turn: AdminTurn, data: AdminData<'accept-all'>): Promise<ActionResult> {
  const { deps, actor, now, wording } = turn;
  const name = nameOf(data);
  const survey = await loadCoordinated(turn, name);
  const waiting = waitingIn(survey);
  const refused = (text: string): ActionResult => ({
    card: drawSurvey(turn, survey, { banner: { text, style: 'attention' } }),
    lasting: false,
  });
  if (answersSeen(survey) !== data.seen) return refused(wording.text('refused.answer-changed'));
  if (waiting.length === 0) return refused(wording.text('acceptAll.none'));
  for (const { goal, reply } of waiting) {
    const act = { ...name, goalId: goal.id, version: reply?.version ?? 0, ...actor };
    await acceptReply(deps.store, act, now);
  }
  const text = wording.text('acceptAll.done', { count: waiting.length });
  const banner: Banner = { text, style: 'good' };
  const card = await afterDoing(banner, () => surveyCard(turn, { ...name, page: 0 }, banner));
  return { card, lasting: true };
}

function waitingIn({ goals }: Survey): ReviewedGoal[] {
  return goals.filter(({ state }) => state === 'answered');
}

/** Names all answers as they stand; accepting some of them does not change it. */
function answersSeen({ goals }: Survey): string {
  const versions = goals.map(({ goal, reply }) => [goal.id, reply?.version ?? 0]);
  return createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 32);
}
