/** "Not mine": hands a goal to a colleague, and takes it back. */
import {
  type HandedTranslation,
  handOverCardData,
  type HandOverCardSource,
  scopeChosen,
  translationIn,
} from '../../../cards/hand-over/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import {
  handOver as handOn,
  mayProposeSuccessor,
  takeBack as takeGoalBack,
} from '../../../src/rounds/hand-over';
import { type AskedGoal, ownTranslations } from '../../../src/replies/asked-goals';
import { handTranslation } from '../../../src/translations/hand-translation';
import { takesRepliesAt } from '../../../src/rounds/round';
import { loadRoundGoal } from '../../../src/rounds/round-store';
import { handingQuestionsOn } from '../../../src/questions/hand-on';
import { refusalText } from '../../views/error-replies';
import { requestCard } from '../../views/round-cards';
import { type ActionResult, askedGoal, inputText, loadNames, readAgain, type Turn } from '../../views/turn';
import { answering, theAsked } from '../may/asked';
import { action } from '../parts/action';
import { anyInput, goalData, shownGoal } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { doneCard, shownOnce } from '../parts/results';
import { leave } from './leave';

/** Asks for the colleague. */
export const handOver = action('hand-over', shownGoal, answering, async (turn, data) => {
  const { goal } = turn.own;
  if (!takesRepliesAt(turn.asked.round, turn.now)) throw new RefusedError('round-not-open');
  const { card } = await leave(turn, data, (after) => form(after, goal.id));
  return shownOnce(card);
});

export const handOverTo = action(
  'hand-over-to',
  goalData.catchall(anyInput),
  answering,
  async (turn, data) => {
    const { deps, person, asked, now, wording } = turn;
    const { goal } = turn.own;
    const scope = scopeChosen(inputText(data, 'scope'));
    const typed = { person: inputText(data, 'person_typed'), scope };
    const formAgain = async (more: Partial<HandOverCardSource>) =>
      shownOnce(await form(turn, goal.id, { typed, ...more }));
    const colleague = await namedPerson(deps, person.id, data);
    if ('problem' in colleague)
      return formAgain({ problem: wording.text(colleague.problem), candidates: colleague.candidates });
    const to = colleague.found;
    const { programmeId, period } = asked.round;
    const act = { programmeId, period, goalId: goal.id, by: person.id, to: to.id };
    const fieldId = translationIn(scope);
    const forGood = scope === 'for-good';
    try {
      if (fieldId === undefined)
        await handOn(
          deps.store,
          { ...act, forGood },
          now,
          handingQuestionsOn(deps.store, now, deps.holidays),
        );
      else await handTranslation(deps.store, { ...act, fieldId }, now);
    } catch (error) {
      if (!(error instanceof RefusedError) || !aboutTheColleague.includes(error.code)) throw error;
      return formAgain({ problem: await refusalText(deps, error, wording, programmeId) });
    }
    const values = { name: `${to.name} (${to.id})`, title: wording.of(goal.title) };
    if (fieldId !== undefined) return handedCard(turn, wording.text('translation.handed', values));
    return handedCard(turn, wording.text(forGood ? 'handOver.proposed' : 'handOver.done', values));
  },
);

/** Refusals that the person can correct in the form. */
const aboutTheColleague = ['unknown-colleague', 'own-colleague', 'owned-by-role', 'translation-not-pending'];

export const takeBack = action('take-back', goalData, theAsked, async (turn, data) => {
  const { deps, person, now, wording } = turn;
  await takeGoalBack(deps.store, { ...data, by: person.id }, now);
  const goal = await loadRoundGoal(deps.store, data, data.goalId, turn.asked.programme);
  const title = goal ? wording.of(goal.title) : data.goalId;
  return handedCard(turn, wording.text('handOver.takenBack', { title }));
});

async function form(turn: Turn, goalId: string, more: Partial<HandOverCardSource> = {}): Promise<Card> {
  const { programme, round } = turn.asked;
  const asked = askedGoal(turn, goalId);
  const { goal } = asked;
  const mayBeForGood = mayProposeSuccessor(turn.person.id, goal);
  const translations = await translationsOf(turn, asked);
  return render(
    'hand-over',
    handOverCardData(
      { programme, period: round.period, goal, mayBeForGood, translations, ...more },
      turn.wording,
    ),
  );
}

async function translationsOf({ deps, wording }: Turn, asked: AskedGoal): Promise<HandedTranslation[]> {
  const own = ownTranslations(asked);
  const translators = asked.translators ?? new Map<string, string>();
  const names = await loadNames(deps.store, translators.values(), wording);
  return own.map(({ field }) => {
    const translator = translators.get(field.id);
    return { field, ...(translator !== undefined && { translator: names.get(translator) ?? translator }) };
  });
}

/** The request as it is now, or a notice if the person has nothing left in the round. */
function handedCard(turn: Turn, text: string): Promise<ActionResult> {
  return doneCard(text, async (banner) => requestCard(await readAgain(turn), { banner }));
}
