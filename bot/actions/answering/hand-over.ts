/** "Not mine": hands a goal to a colleague, and takes it back. */
import { handOverCardData, type HandOverCardSource } from '../../../cards/hand-over/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import {
  handOver as handOn,
  mayProposeSuccessor,
  takeBack as takeGoalBack,
} from '../../../src/rounds/hand-over';
import { takesRepliesAt } from '../../../src/rounds/round';
import { loadRoundGoal } from '../../../src/rounds/round-store';
import { refusalText } from '../../views/error-replies';
import { requestCard } from '../../views/round-cards';
import { type ActionResult, askedGoal, inputText, readAgain, type Turn } from '../../views/turn';
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
    const scope = inputText(data, 'scope') === 'for-good' ? 'for-good' : 'round';
    const typed = { person: inputText(data, 'person_typed'), scope } as const;
    const formAgain = (more: Partial<HandOverCardSource>) =>
      shownOnce(form(turn, goal.id, { typed, ...more }));
    const colleague = await namedPerson(deps, person.id, data);
    if ('problem' in colleague)
      return formAgain({ problem: wording.text(colleague.problem), candidates: colleague.candidates });
    const to = colleague.found;
    const { programmeId, period } = asked.round;
    const forGood = scope === 'for-good';
    try {
      await handOn(
        deps.store,
        { programmeId, period, goalId: goal.id, by: person.id, to: to.id, forGood },
        now,
      );
    } catch (error) {
      if (!(error instanceof RefusedError) || !aboutTheColleague.includes(error.code)) throw error;
      return formAgain({ problem: await refusalText(deps, error, wording, programmeId) });
    }
    const values = { name: `${to.name} (${to.id})`, title: wording.of(goal.title) };
    return handedCard(turn, wording.text(forGood ? 'handOver.proposed' : 'handOver.done', values));
  },
);

/** Refusals that the person can correct in the form. */
const aboutTheColleague = ['unknown-colleague', 'own-colleague', 'owned-by-role'];

export const takeBack = action('take-back', goalData, theAsked, async (turn, data) => {
  const { deps, person, now, wording } = turn;
  await takeGoalBack(deps.store, { ...data, by: person.id }, now);
  const goal = await loadRoundGoal(deps.store, data, data.goalId, turn.asked.programme);
  const title = goal ? wording.of(goal.title) : data.goalId;
  return handedCard(turn, wording.text('handOver.takenBack', { title }));
});

function form(turn: Turn, goalId: string, more: Partial<HandOverCardSource> = {}): Card {
  const { programme, round } = turn.asked;
  const { goal } = askedGoal(turn, goalId);
  const mayBeForGood = mayProposeSuccessor(turn.person.id, goal);
  return render(
    'hand-over',
    handOverCardData({ programme, period: round.period, goal, mayBeForGood, ...more }, turn.wording),
  );
}

/** The request as it is now, or a notice if the person has nothing left in the round. */
function handedCard(turn: Turn, text: string): Promise<ActionResult> {
  return doneCard(text, async (banner) => requestCard(await readAgain(turn), { banner }));
}
