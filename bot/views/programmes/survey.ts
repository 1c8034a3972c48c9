/** A survey's coordinated answer: its progress, its themes, and single questions. For coordinators. */
import { type Banner } from '../../../cards/parts/banner';
import { listCardData } from '../../../cards/list/data';
import { type ListButton } from '../../../cards/parts/list-row';
import { pageWithin } from '../../../cards/parts/pages';
import { type PlainKey } from '../../../cards/parts/strings';
import { type Verb } from '../../../cards/parts/verbs';
import { type Card, render } from '../../../cards/render';
import { countsText, questionRow } from '../../../cards/survey/data';
import { RefusedError } from '../../../src/errors';
import { isVoluntary } from '../../../src/goals/answers/asked-fields';
import { wasCorrectedSince } from '../../../src/replies/reply';
import { themeOf } from '../../../src/replies/survey/survey-themes';
import { type GoalName } from '../../../src/rounds/open-goal';
import { type RoundName } from '../../../src/rounds/round-store';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { ownersText } from '../owner-lines';
import { allOwners, drawQuestion, drawSurvey, loadCoordinated, reviewedGoal } from '../survey-source';

interface Paged {
  readonly page: number;
}

/** @throws RefusedError `not-permitted`, `unknown-round`, `not-coordinated`. */
export async function surveyCard(turn: AdminTurn, data: RoundName & Paged, banner?: Banner): Promise<Card> {
  return drawSurvey(turn, await loadCoordinated(turn, data), { page: data.page, ...(banner && { banner }) });
}

const questionsOnPage = 12;

/** A theme is identified by one of its questions. @throws RefusedError as surveyCard; `unknown-goal`. */
export async function themeCard(turn: AdminTurn, data: GoalName & Paged, banner?: Banner): Promise<Card> {
  const survey = await loadCoordinated(turn, data);
  const { form, directory, goals } = survey;
  const wording = wordingOf(turn, form.programme);
  const theme = themeOf(goals, data.goalId);
  if (!theme) throw new RefusedError('unknown-goal');
  const pages = Math.ceil(theme.goals.length / questionsOnPage);
  const page = pageWithin(data.page, pages);
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
  return render('list', listCardData(source, wording));
}

function themeButtons(
  { wording }: AdminTurn,
  { programmeId, period, goalId }: GoalName,
  page: number,
  pages: number,
): ListButton[] {
  const name = { programmeId, period };
  const button = (verb: Verb, key: PlainKey, data: object): ListButton => ({
    verb,
    title: wording.text(key),
    data: { ...name, ...data },
  });
  const turnTo = (key: PlainKey, to: number) => button('survey-theme', key, { goalId, page: to });
  return [
    ...(page > 0 ? [turnTo('prompt.earlier', page - 1)] : []),
    ...(page < pages - 1 ? [turnTo('prompt.later', page + 1)] : []),
    button('assign-ask', 'survey.assignTheme', { goalId, whole: true }),
    button('survey', 'survey.back', { page: 0 }),
  ];
}

/** @throws RefusedError as surveyCard; `unknown-goal`. */
export async function questionCard(
  turn: AdminTurn,
  data: GoalName & Paged,
  shown: { readonly banner?: Banner; readonly typed?: string } = {},
): Promise<Card> {
  const survey = await loadCoordinated(turn, data);
  return drawQuestion(turn, survey, reviewedGoal(survey, data), { page: data.page, ...shown });
}
