/** Sends a survey's coordinated answer; first shows what that would do, or what prevents it. */
import { roundNameOf } from '../../../src/rounds/round-name';
import { type Banner } from '../../../cards/parts/banner';
import { codesText } from '../../../cards/survey/data';
import { RefusedError } from '../../../src/errors';
import { heldUpBy, sendAnswer as sendIt } from '../../../src/replies/survey/send-answer';
import { countStates, reviewedQuestions } from '../../../src/replies/survey/survey-themes';
import { sendingOf } from '../../../src/rounds/round';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { surveyCard } from '../../views/programmes/survey';
import { sendFromOf } from '../../views/sending';
import { drawSurvey, loadCoordinated, type LoadedSurvey, nameInDirectory } from '../../views/survey-source';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { roundData } from '../parts/data';
import { confirmation, doneCard, shownOnce } from '../parts/results';

/** @throws RefusedError `unknown-round`, `not-coordinated`. */
export const sendAnswerAsk = action('send-answer-ask', roundData, coordinators, async (turn, data) => {
  const survey = await loadCoordinated(turn, data);
  const banner = await whyNot(turn, survey);
  if (banner) return shownOnce(drawSurvey(turn, survey, { banner }));
  const { goals, form } = survey;
  const wording = wordingOf(turn, form.programme);
  const left = goals.filter(({ state }) => state === 'unanswered').map(({ goal }) => goal);
  const questions = reviewedQuestions(goals);
  const { accepted } = countStates(questions);
  const name = roundNameOf(data);
  return confirmation(
    {
      title: wording.text('sendAnswer.title', { period: wording.period(data.period) }),
      lines: [
        wording.of(form.programme.name),
        wording.text('sendAnswer.all', { accepted, asked: questions.length }),
        ...(left.length > 0
          ? [wording.text('sendAnswer.voluntary', { codes: codesText(left, wording) })]
          : []),
        wording.text('sendAnswer.locks'),
      ],
      confirm: { title: wording.text('survey.send'), verb: 'send-answer', data: name },
      back: { verb: 'survey', data: { ...name, page: 0 } },
    },
    wording,
  );
});

/** @throws RefusedError as sendAnswerAsk. */
export const sendAnswer = action('send-answer', roundData, coordinators, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const name = roundNameOf(data);
  const { form } = await loadCoordinated(turn, name);
  try {
    const sendFrom = sendFromOf(turn, form.programme);
    await sendIt(deps.store, { ...name, ...actor, sendFrom }, now);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const survey = await loadCoordinated(turn, name);
    const banner = await whyNot(turn, survey);
    if (!banner) throw error;
    return shownOnce(drawSurvey(turn, survey, { banner }));
  }
  return doneCard(wording.text('sendAnswer.done', { period: wording.period(data.period) }), (banner) =>
    surveyCard(turn, { ...name, page: 0 }, banner),
  );
});

/** What prevents sending now; `undefined` if nothing does. */
async function whyNot(turn: AdminTurn, survey: LoadedSurvey): Promise<Banner | undefined> {
  const { round, form, directory } = survey;
  const wording = wordingOf(turn, form.programme);
  const sending = sendingOf(round);
  if (sending) {
    const details = { by: nameInDirectory(directory, sending.by, wording), at: wording.moment(sending.at) };
    return { text: wording.text('refused.sent-already', details), style: 'warning' };
  }
  if (!survey.open) {
    const refused = new RefusedError('round-not-open');
    return { text: await refusalText(turn.deps, refused, wording, round.programmeId), style: 'attention' };
  }
  const held = heldUpBy(survey).map(({ goal }) => goal);
  if (held.length === 0) return undefined;
  const details = { count: held.length, goals: codesText(held, wording) };
  return { text: wording.text('refused.not-ready', details), style: 'attention' };
}
