/** A survey's coordinated answer, and the questions of one of its themes. */
import { surveyCard, themeCard } from '../../views/programmes/survey';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { goalData, pageNumber, roundData } from '../parts/data';
import { shown } from '../parts/results';

const paged = { page: pageNumber.default(0) };

/** @throws RefusedError `unknown-round`, `not-coordinated`. */
export const survey = action('survey', roundData.extend(paged), coordinators, async (turn, data) =>
  shown(await surveyCard(turn, data)),
);

/**
 * A theme is named by one of its questions: an index would move with the register.
 * @throws RefusedError as survey; `unknown-goal`.
 */
export const surveyTheme = action('survey-theme', goalData.extend(paged), coordinators, async (turn, data) =>
  shown(await themeCard(turn, data)),
);
