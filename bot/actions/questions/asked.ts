/** Shows a question, responds to it, lists a programme's questions, and chooses which of them reports publish. */
import { z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { publishQuestion } from '../../../src/questions/publish';
import { respondToQuestion } from '../../../src/questions/respond';
import { sendableOrNow } from '../../../src/periods/quiet-hours';
import { loadOwnerName } from '../../../src/people/directory';
import { refusalText } from '../../views/error-replies';
import { askedCard, readAsked } from '../../views/questions/asked-card';
import { questionsCard } from '../../views/programmes/questions';
import { type ActionResult, inputText } from '../../views/turn';
import { type AskedTurn, longestTyped, questionReaders, respondents, shownAgain } from '../may/questions';
import { coordinators } from '../may/running';
import { action } from '../parts/action';
import { anyInput, goalData, pageNumber, programmeData } from '../parts/data';
import { shown, shownOnce } from '../parts/results';

const questionData = goalData.extend({ questionId: z.uuid() });

export const asked = action('asked', questionData, questionReaders, async (turn) =>
  shownOnce(await askedCard(turn)),
);

/** `seen`: how many responses the card showed. */
const respondData = questionData.extend({ seen: z.int().min(0).max(100) }).catchall(anyInput);

export const respond = action('respond', respondData, respondents, async (turn, data) => {
  const { deps, person, name, now, programme, wording, question } = turn;
  const text = inputText(data, 'response', longestTyped);
  const sendFrom = sendableOrNow(now, programme, deps.holidays);
  const act = { ...name, by: person.id, way: 'card' as const, text, seen: data.seen, sendFrom };
  try {
    await respondToQuestion(deps.store, act, now);
  } catch (error) {
    return notSent(turn, text, error);
  }
  const asker = await loadOwnerName(deps.store, question.by, wording);
  const banner = { text: wording.text('asked.sent', { name: asker }), style: 'good' as const };
  const card = await askedCard(await readAsked(deps, person, name), { banner });
  // In a channel it would show one reader's card to everybody.
  return turn.press.channel === undefined ? shown(card) : shownOnce(card);
});

/** The question as it is now with what was typed. @throws any error that is not a refusal */
async function notSent(turn: AskedTurn, text: string, error: unknown): Promise<ActionResult> {
  if (!(error instanceof RefusedError)) throw error;
  const { deps, person, name, wording } = turn;
  const problem = await refusalText(deps, error, wording, name.programmeId);
  const after = await readAsked(deps, person, name);
  return shownOnce(await askedCard(after, { typed: shownAgain(text), problem }));
}

const pagedData = programmeData.extend({ page: pageNumber.default(0) });

export const questions = action('questions', pagedData, coordinators, async (turn, { page }) =>
  shown(await questionsCard(turn, turn.programme, page)),
);

const publishData = questionData.extend({ published: z.boolean() });

export const questionPublish = action('question-publish', publishData, coordinators, async (turn, data) => {
  const { deps, person, actor, now } = turn;
  const { programmeId, period, goalId, questionId, published } = data;
  const name = { programmeId, period, goalId, questionId };
  await publishQuestion(deps.store, { ...name, ...actor, published }, now);
  const view = await readAsked(deps, person, name);
  const text = view.wording.text(published ? 'asked.published' : 'asked.unpublished');
  return shownOnce(await askedCard(view, { banner: { text, style: 'good' } }));
});
