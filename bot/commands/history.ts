import { named } from '../views/command-turn';
import { goalInPeriod } from '../../src/goals/in-period';
import { mayReadGoal } from '../../src/rounds/permissions';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { loadNames } from '../views/turn';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findGoal } from '../views/find-goal';
import { drawHistory } from '../views/programmes/history';

export const history: Command = {
  ...named({ fi: 'historia', sv: 'historik', en: 'history' }, 'historiikki', 'historik för', 'history of'),
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
      wording,
    );
    const { period } = records.at(-1)!;
    const goal = goalInPeriod(found.goal, period);
    const place = { programmeId: found.programme.id, period, language: wording.locale, alone: true as const };
    return [drawHistory({ ...found, goal, records, names, place }, wording)];
  },
};
