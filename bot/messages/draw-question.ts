/** Messages about a question: to those who are asked, and to whoever asked. */
import { type DrawnCard } from '../../cards/render';
import { shorten } from '../../cards/parts/shorten';
import { type PersonalMessages } from '../../src/outbox/message-kind';
import { loadOwnerName } from '../../src/people/directory';
import { type Person } from '../../src/people/schema';
import { localDay } from '../../src/periods/local-time';
import { isOpenQuestion } from '../../src/questions/question';
import { RefusedError } from '../../src/errors';
import { type AskedView, askedCard, readAsked } from '../views/questions/asked-card';
import { type CardActionDeps } from '../views/turn';
import { type PersonalDrawer } from './drawer';

/** Nothing if somebody has responded meanwhile, or the person no longer answers for the goal. */
export const drawQuestion: PersonalDrawer<'question'> = async (deps, data, person) => {
  const view = await seen(deps, data, person);
  if (!view?.respondent || !isOpenQuestion(view.question)) return undefined;
  const { wording, question } = view;
  const name = await loadOwnerName(deps.store, question.by, wording);
  const text = wording.text('asked.received', { name, ...goalNamed(view) });
  return draw(view, text);
};

/** On the last day; says so if it is drawn later, since a pause or quiet hours held it back. */
export const drawQuestionReminder: PersonalDrawer<'question-reminder'> = async (deps, data, person) => {
  const view = await seen(deps, data, person);
  if (!view?.respondent || !isOpenQuestion(view.question)) return undefined;
  const { wording, question, now, programme } = view;
  const isLate = localDay(now, programme.timeZone) > question.due;
  const goal = goalNamed(view);
  const text = isLate
    ? wording.text('asked.reminderLate', { ...goal, day: wording.day(question.due) })
    : wording.text('asked.reminder', goal);
  return draw(view, text, 'warning');
};

/** Nothing if the asker may no longer see the goal. */
export const drawResponse: PersonalDrawer<'response'> = async (deps, data, person) => {
  const view = await seen(deps, data, person);
  const last = view?.question.responses.at(-1);
  if (!view || !last) return undefined;
  const name = await loadOwnerName(deps.store, last.by, view.wording);
  return draw(view, view.wording.text('asked.responded', { name, ...goalNamed(view) }), 'good');
};

/** `undefined` for people who may not see it, and for a round that was taken back. */
async function seen(
  deps: CardActionDeps,
  { programmeId, period, goalId, questionId }: PersonalMessages['question'],
  person: Person,
): Promise<AskedView | undefined> {
  try {
    return await readAsked(deps, person, { programmeId, period, goalId, questionId });
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

/** @param style of the text above the card; it has none where the card says the same */
async function draw(view: AskedView, text: string, style?: 'warning' | 'good'): Promise<DrawnCard> {
  return { card: await askedCard(view, style ? { banner: { text, style } } : {}), summary: text };
}

function goalNamed({ goal, wording }: AskedView) {
  return { code: goal.code, title: shorten(wording.of(goal.title), 100) };
}
