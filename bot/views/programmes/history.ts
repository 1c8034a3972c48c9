/** The answers to a goal over the periods. */
import {
  historyCardData,
  type HistoryCardSource,
  type HistoryDetail,
  historyDetails,
  historyRoundData,
  historySummary,
} from '../../../cards/history/data';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { type Wording } from '../../../cards/parts/wording';
import { type DrawnCard, render } from '../../../cards/render';
import { loadGoal } from '../../../src/goals/register';
import { type Goal, type Programme } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { loadGoalQuestions } from '../../../src/questions/goal-questions';
import { mayAskAbout, mayDecideOn } from '../../../src/rounds/permissions';
import { loadGoalSupport } from '../../../src/support/goal-support';
import { type EntityStore } from '../../../src/storage/store';
import { type GoalRecord } from '../../../src/replies/goal-history';

/** With as much detail as fits into a card that Teams always takes. */
export function drawHistory(source: HistoryCardSource, wording: Wording): DrawnCard {
  const draw = (detail: HistoryDetail) => render('history', historyCardData(source, detail, wording));
  const fitting = historyDetails.find((detail) => bytesOf(draw(detail)) < largestCard);
  return { card: draw(fitting ?? historyDetails.at(-1)!), summary: historySummary(source, wording) };
}

/** One round of it with its texts in full. @param page 0-based */
export function drawHistoryRound(
  source: HistoryCardSource,
  record: GoalRecord,
  page: number,
  wording: Wording,
): DrawnCard {
  const data = historyRoundData(source, record, page, wording);
  return { card: render('history', data), summary: historySummary(source, wording) };
}

/**
 * The questions about a goal and its requests for support, and the button to ask another question if the reader may: not
 * about a goal that the register has retired.
 */
export async function loadAsked(
  store: EntityStore,
  access: Access,
  { programme, goal, period }: { programme: Programme; goal: Goal; period: string },
  wording: Wording,
): Promise<Pick<HistoryCardSource, 'questions' | 'ask' | 'support' | 'decides'>> {
  const [questions, support, current] = await Promise.all([
    loadGoalQuestions(store, programme.id, goal.id),
    loadGoalSupport(store, programme.id, goal.id),
    loadGoal(store, programme.id, goal.id),
  ]);
  const mayAsk = current && mayAskAbout(access, programme, current);
  const decides = mayDecideOn(access, programme, goal);
  const data = { programmeId: programme.id, period, goalId: goal.id };
  const ask = { verb: 'ask' as const, title: wording.text('ask.button'), data };
  return { questions, support, decides, ...(mayAsk && { ask }) };
}

/** Ids of those who answered, asked, responded or decided. */
export function personsIn({
  records,
  questions = [],
  support,
}: Pick<HistoryCardSource, 'records' | 'questions' | 'support'>): string[] {
  const asked = questions.flatMap(({ question }) => [question, ...question.responses]);
  const { requests = [], decisions = [] } = support ?? {};
  const decided = decisions.flatMap(({ decision }) => [{ by: decision.askedBy }, ...decision.versions]);
  return [...records, ...asked, ...requests, ...decided].map(({ by }) => by);
}
