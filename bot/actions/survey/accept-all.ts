/** Accepts all waiting answers of a survey at once. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { codesText } from '../../../cards/survey/data';
import { acceptReply } from '../../../src/replies/survey/review-reply';
import { type ReviewedGoal, type Survey } from '../../../src/replies/survey/send-answer';
import { wordingOf } from '../../views/admin-turn';
import { surveyCard } from '../../views/programmes/survey';
import { drawSurvey, loadCoordinated } from '../../views/survey-source';
import { type ActionResult } from '../../views/turn';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { confirmation, doneCard, shownOnce } from '../parts/results';
import { seenName } from '../parts/seen';

/** @throws RefusedError `unknown-round`, `not-coordinated`. */
export const acceptAllAsk = action('accept-all-ask', roundData, coordinators, async (turn, data) => {
  const survey = await loadCoordinated(turn, data);
  const wording = wordingOf(turn, survey.form.programme);
  const waiting = waitingIn(survey);
  if (waiting.length === 0) {
    const banner: Banner = { text: wording.text('acceptAll.none'), style: 'warning' };
    return shownOnce(drawSurvey(turn, survey, { banner }));
  }
  const codes = codesText(
    waiting.map(({ goal }) => goal),
    wording,
  );
  const name = roundNameOf(data);
  return confirmation(
    {
      title: wording.text('acceptAll.title'),
      lines: [
        `${wording.of(survey.form.programme.name)} ${wording.period(data.period)}`,
        wording.text('acceptAll.lines', { count: waiting.length, codes }),
        wording.text('acceptAll.locks'),
      ],
      confirm: {
        title: wording.text('acceptAll.confirm'),
        verb: 'accept-all',
        data: { ...name, seen: answersSeen(survey) },
      },
      back: { verb: 'survey', data: { ...name, page: 0 } },
    },
    wording,
  );
});

/** `seen` is the hash of the answers that the card showed. */
const confirmed = roundData.extend({ seen: z.string().max(64) });

/**
 * An outdated card accepts nothing. Each answer is a separate commit: after a crash, pressing again accepts the rest.
 * @throws RefusedError as acceptAllAsk; `round-not-open`.
 */
export const acceptAll = action('accept-all', confirmed, coordinators, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const name = roundNameOf(data);
  const survey = await loadCoordinated(turn, name);
  const waiting = waitingIn(survey);
  const refusedCard = (text: string): ActionResult =>
    shownOnce(drawSurvey(turn, survey, { banner: { text, style: 'attention' } }));
  if (answersSeen(survey) !== data.seen) return refusedCard(wording.text('refused.answer-changed'));
  if (waiting.length === 0) return refusedCard(wording.text('acceptAll.none'));
  for (const { goal, reply } of waiting) {
    const act = { ...name, goalId: goal.id, version: reply?.version ?? 0, ...actor };
    await acceptReply(deps.store, act, now);
  }
  return doneCard(wording.text('acceptAll.done', { count: waiting.length }), (banner) =>
    surveyCard(turn, { ...name, page: 0 }, banner),
  );
});

function waitingIn({ goals }: Survey): ReviewedGoal[] {
  return goals.filter(({ state }) => state === 'answered');
}

/** A hash of all current answers; accepting some of them does not change it. */
function answersSeen({ goals }: Survey): string {
  return seenName(goals.map(({ goal, reply }) => [goal.id, reply?.version ?? 0]));
}
