/** A survey's coordinated answer: how far it is, its themes, and sending it. */
import { confirmCardData } from '../../../cards/confirm/data';
import { type Banner } from '../../../cards/goal/source';
import { listCardData, type ListButton } from '../../../cards/list/data';
import { type Card, render } from '../../../cards/render';
import { codesText, countsText, questionRow } from '../../../cards/survey/data';
import { type StringKey } from '../../../cards/parts/strings';
import { type Verb } from '../../../cards/parts/verbs';
import { RefusedError } from '../../../src/errors';
import { isVoluntary } from '../../../src/goals/answers/asked-fields';
import { wasCorrectedSince } from '../../../src/replies/reply';
import { heldUpBy, sendAnswer } from '../../../src/replies/send-answer';
import { countStates, reviewedQuestions, themeOf } from '../../../src/replies/survey-themes';
import { sendingOf } from '../../../src/rounds/round';
import { refusalText } from '../../views/error-replies';
import { ownersText } from '../../views/owner-lines';
import { type AdminData } from '../schema';
import { type ActionResult } from '../../views/turn';
import { type AdminTurn, wordingOf } from '../../views/admin-turn';
import { nameOf } from './round-acts';
import { afterDoing, sendFromOf } from '../../views/sending';
import { allOwners, drawSurvey, loadCoordinated, type LoadedSurvey, nameIn } from '../../views/survey-source';

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`. */
export async function surveyCard(turn: AdminTurn, data: AdminData<'survey'>, banner?: Banner): Promise<Card> {
  return drawSurvey(turn, await loadCoordinated(turn, data), { page: data.page, ...(banner && { banner }) });
}

const questionsOnPage = 12;

/** @throws RefusedError as surveyCard; `unknown-goal`. */
export async function themeCard(
  turn: AdminTurn,
  data: AdminData<'survey-theme'>,
  banner?: Banner,
): Promise<Card> {
  const survey = await loadCoordinated(turn, data);
  const { form, directory, goals } = survey;
  const wording = wordingOf(turn, form.programme);
  const theme = themeOf(goals, data.goalId);
  if (!theme) throw new RefusedError('unknown-goal');
  const pages = Math.ceil(theme.goals.length / questionsOnPage);
  const page = Math.min(data.page, pages - 1);
  const shown = theme.goals.slice(page * questionsOnPage, (page + 1) * questionsOnPage);
  const rows = shown.map(({ goal, state, reply }) => {
    const owners = ownersText(allOwners(goal), directory, wording);
    const isCorrected = wasCorrectedSince(goal, reply);
    return questionRow({ goal, state, isVoluntary: isVoluntary(goal), isCorrected, owners }, data, wording);
  });
  const source = {
    context: [theme.part, theme.name].flatMap((part) => (part ? [wording.of(part)] : [])).join(' › '),
    title: countsText(theme.goals, new Set(), wording),
    ...{ rows, empty: '' },
    buttons: themeButtons(turn, data, page, pages),
    ...(banner && { banner }),
  };
  return render('programmes', listCardData(source, wording));
}

function themeButtons(
  { wording }: AdminTurn,
  { programmeId, period, goalId }: AdminData<'survey-theme'>,
  page: number,
  pages: number,
): ListButton[] {
  const name = { programmeId, period };
  const button = (verb: Verb, key: StringKey, data: object): ListButton => ({
    verb,
    title: wording.text(key),
    data: { ...name, ...data },
  });
  const turnTo = (key: StringKey, to: number) => button('survey-theme', key, { goalId, page: to });
  return [
    ...(page > 0 ? [turnTo('prompt.earlier', page - 1)] : []),
    ...(page < pages - 1 ? [turnTo('prompt.later', page + 1)] : []),
    button('assign-ask', 'survey.assignTheme', { goalId, whole: true }),
    button('survey', 'survey.back', { page: 0 }),
  ];
}

/** @throws RefusedError as surveyCard. */
export async function askToSend(turn: AdminTurn, data: AdminData<'send-answer-ask'>): Promise<ActionResult> {
  const survey = await loadCoordinated(turn, data);
  const said = await whyNot(turn, survey);
  if (said) return { card: drawSurvey(turn, survey, { banner: said }), lasting: false };
  const { goals, form } = survey;
  const wording = wordingOf(turn, form.programme);
  const left = goals.filter(({ state }) => state === 'unanswered').map(({ goal }) => goal);
  const questions = reviewedQuestions(goals);
  const { accepted } = countStates(questions);
  const source = {
    title: wording.text('sendAnswer.title', { period: wording.period(data.period) }),
    lines: [
      wording.of(form.programme.name),
      wording.text('sendAnswer.all', { accepted, asked: questions.length }),
      ...(left.length > 0 ? [wording.text('sendAnswer.voluntary', { codes: codesText(left, wording) })] : []),
      wording.text('sendAnswer.locks'),
    ],
    confirm: { title: wording.text('survey.send'), verb: 'send-answer' as const, data: nameOf(data) },
    back: { verb: 'survey' as const, data: { ...nameOf(data), page: 0 } },
  };
  return { card: render('confirm', confirmCardData(source, wording)), lasting: false };
}

/** @throws RefusedError as surveyCard. */
export async function sendTheAnswer(turn: AdminTurn, data: AdminData<'send-answer'>): Promise<ActionResult> {
  const { deps, actor, now } = turn;
  const name = nameOf(data);
  const { form } = await loadCoordinated(turn, name);
  try {
    const sendFrom = sendFromOf(turn, form.programme);
    await sendAnswer(deps.store, { ...name, ...actor, sendFrom }, now);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const survey = await loadCoordinated(turn, name);
    const banner = await whyNot(turn, survey);
    if (!banner) throw error;
    return { card: drawSurvey(turn, survey, { banner }), lasting: false };
  }
  const text = turn.wording.text('sendAnswer.done', { period: turn.wording.period(data.period) });
  const banner: Banner = { text, style: 'good' };
  const card = await afterDoing(banner, () => surveyCard(turn, { ...name, page: 0 }, banner));
  return { card, lasting: true };
}

/** What keeps it from being sent, as it stands; `undefined` where nothing does. */
async function whyNot(turn: AdminTurn, survey: LoadedSurvey): Promise<Banner | undefined> {
  const { round, form, directory } = survey;
  const wording = wordingOf(turn, form.programme);
  const sending = sendingOf(round);
  if (sending) {
    const details = { by: nameIn(directory, sending.by, wording.locale), at: wording.moment(sending.at) };
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
