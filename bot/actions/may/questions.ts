/**
 * Permissions for people who ask about goals, and for those who are asked. A refusal is shown with what was typed, so that
 * nothing is lost.
 */
import { RefusedError } from '../../../src/errors';
import { type QuestionName } from '../../../src/questions/question';
import { loadAccess } from '../../../src/people/access';
import { type GoalName } from '../../../src/rounds/open-goal';
import { refusalText } from '../../views/error-replies';
import { askedCard, type AskedView, readAsked } from '../../views/questions/asked-card';
import { type AskView, notAskedCard } from '../../views/questions/ask-card';
import { inputText } from '../../views/turn';
import { wordingFor } from '../../views/wording';
import { type Permission, type Press } from '../parts/permission';
import { shownOnce } from '../parts/results';
import { seeing } from './seeing';

/** Characters that are read: more than are allowed, so that a longer text is refused and never cut. */
export const longestTyped = 60_000;

/** What is shown of it on the card again: a longer text would make the card larger than Teams takes. */
export function shownAgain(text: string): string {
  return text.slice(0, 5_000);
}

/** The card that was pressed may be in a channel, so it is never replaced. */
export const askers: Permission<AskView, GoalName> = {
  who: 'those who may ask',
  async answer({ deps, person }, data, run) {
    const { programmeId, period, goalId } = data;
    const access = await loadAccess(deps.store, person, deps.admins);
    const wording = wordingFor(person.language);
    const name = { programmeId, period, goalId };
    const view: AskView = { deps, person, access, name, now: deps.clock.now(), wording };
    const summary = wording.text('ask.title');
    try {
      return { ...(await run(view)), summary };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const text = await refusalText(deps, error, wording, programmeId);
      return { ...shownOnce(notAskedCard(view, text, typedIn(data, 'question'))), summary };
    }
  },
};

function typedIn(data: object, input: string): string {
  return inputText({ ...data }, input, 2_000);
}

export interface AskedTurn extends AskedView {
  readonly press: Press;
}

const seeingQuestion = seeing<AskedView, QuestionName>({
  title: 'asked.title',
  read: ({ deps, person }, { programmeId, period, goalId, questionId }) =>
    readAsked(deps, person, { programmeId, period, goalId, questionId }),
  typedIn: (data) => typedIn(data, 'response'),
  refusedCard: (view, { text, typed, wording }) =>
    view
      ? askedCard(view, { banner: { text, style: 'attention' }, typed })
      : notAskedCard({ wording }, text, typed),
});

/** Readers of the goal, those who are asked, and their substitutes of the day. */
export const questionReaders = seeingQuestion('readers of the question');

/** Those who answer for what the question is about now. */
export const respondents = seeingQuestion(
  'those asked the question',
  ({ respondent, name: { programmeId } }) => {
    if (!respondent) throw new RefusedError('question-not-yours', { programmeId });
  },
);
