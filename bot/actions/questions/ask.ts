/** Asks about a goal. */
import { z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { loadProgramme } from '../../../src/goals/register';
import { idSchema } from '../../../src/goals/schema';
import { askQuestion } from '../../../src/questions/ask';
import { sendableOrNow } from '../../../src/periods/quiet-hours';
import { refusalText } from '../../views/error-replies';
import { type AskView, askCard, partChosen } from '../../views/questions/ask-card';
import { askedCard, readAsked } from '../../views/questions/asked-card';
import { type ActionResult, inputText, loadNames } from '../../views/turn';
import { askers, longestTyped, shownAgain } from '../may/questions';
import { action } from '../parts/action';
import { anyInput, goalData } from '../parts/data';
import { shownOnce } from '../parts/results';

export const ask = action('ask', goalData, askers, async (view) => shownOnce(await askCard(view)));

const sentData = goalData.extend({ questionId: z.uuid() }).catchall(anyInput);
type Sent = z.infer<typeof sentData>;

export const askSend = action('ask-send', sentData, askers, async (view, data) => {
  const { deps, person, access, name, now } = view;
  const typed = typedOn(data);
  const programme = await loadProgramme(deps.store, name.programmeId);
  const sendFrom = programme && sendableOrNow(now, programme, deps.holidays);
  const act = {
    ...name,
    access,
    by: person.id,
    way: 'card' as const,
    ...typed,
    ...(sendFrom && { sendFrom }),
  };
  let to: readonly string[];
  try {
    ({ to } = await askQuestion(deps.store, act, now, deps.holidays));
  } catch (error) {
    return notSent(view, typed, error);
  }
  const asked = await readAsked(deps, person, { ...name, questionId: data.questionId });
  const { wording, question } = asked;
  const names = await loadNames(deps.store, to, wording);
  const text = wording.text('ask.sent', {
    names: to.map((id) => names.get(id) ?? id).join(', '),
    day: wording.day(question.due),
  });
  return shownOnce(await askedCard(asked, { banner: { text, style: 'good' } }));
});

function typedOn(data: Sent) {
  const part = partChosen(inputText(data, 'part'));
  const due = inputText(data, 'due');
  return {
    questionId: data.questionId,
    text: inputText(data, 'question', longestTyped),
    ...(part !== undefined && idSchema.safeParse(part).success && { part }),
    ...(due !== '' && { due }),
  };
}

/** Refusals that the asker can correct on the card. */
const mended = ['question-missing', 'question-too-long', 'question-day', 'question-part', 'nobody-to-ask'];

/** The card again with what was typed. @throws any error that the asker cannot correct */
async function notSent(
  view: AskView,
  { text, ...chosen }: ReturnType<typeof typedOn>,
  error: unknown,
): Promise<ActionResult> {
  if (!(error instanceof RefusedError) || !mended.includes(error.code)) throw error;
  const { deps, wording, name } = view;
  const problem = await refusalText(deps, error, wording, name.programmeId);
  return shownOnce(await askCard(view, chosen, { typed: shownAgain(text), problem }));
}
