import {
  historyCardData,
  type HistoryCardSource,
  type HistoryDetail,
  historyDetails,
  historySummary,
} from '../../cards/history/data';
import { bytesOf, largestCard } from '../../cards/parts/limits';
import { type DrawnCard, render } from '../../cards/render';
import { type Wording } from '../../cards/parts/wording';
import { goalInPeriod } from '../../src/goals/in-period';
import { mayReadGoal } from '../../src/rounds/permissions';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { loadNames } from '../views/turn';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findGoal } from '../views/find-goal';

export const history: Command = {
  names: ['historia', 'historik', 'history', 'historiikki', 'historik för', 'history of'],
  async run(turn, rest) {
    const { store, access, wording } = turn;
    const found = await findGoal(turn, history, rest, ({ programme, goals }) =>
      goals.filter((goal) => mayReadGoal(access, programme, goal)),
    );
    if (!('goal' in found)) return [found];
    const records = await loadGoalHistory(store, found.programme.id, found.goal.id);
    if (records.length === 0) return [notice(wording.text('history.none', { code: found.goal.code }))];
    const names = await loadNames(
      store,
      records.map(({ by }) => by),
      wording.locale,
    );
    const goal = goalInPeriod(found.goal, records.at(-1)!.period);
    return [drawHistory({ ...found, goal, records, names }, wording)];
  },
};

/** With as much detail as fits into a card that Teams always takes. */
export function drawHistory(source: HistoryCardSource, wording: Wording): DrawnCard {
  const draw = (detail: HistoryDetail) => render('history', historyCardData(source, detail, wording));
  const fitting = historyDetails.find((detail) => bytesOf(draw(detail)) < largestCard);
  return { card: draw(fitting ?? historyDetails.at(-1)!), summary: historySummary(source, wording) };
}
