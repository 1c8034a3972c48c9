import { named } from '../views/command-turn';
import { goalInPeriod } from '../../src/goals/in-period';
import { mayReadGoal } from '../../src/rounds/permissions';
import { loadGoalHistory } from '../../src/replies/goal-history';
import { loadNames } from '../views/turn';
import { notice } from '../views/notice';
import { type Command } from './command';
import { findGoal } from '../views/find-goal';
import { drawHistory, loadAsked, personsIn } from '../views/programmes/history';

export const history: Command = {
  ...named({ fi: 'historia', sv: 'historik', en: 'history' }, 'historiikki', 'historik för', 'history of'),
  async run(turn, rest) {
    const { store, access, wording } = turn;
    const found = await findGoal(turn, history, rest, ({ programme, goals }) =>
      goals.filter((goal) => mayReadGoal(access, programme, goal)),
    );
    if (!('goal' in found)) return [found];
    const records = await loadGoalHistory(store, found.programme.id, found.goal.id);
    const period = records.at(-1)?.period;
    if (period === undefined) return [notice(wording.text('history.none', { code: found.goal.code }))];
    const goal = goalInPeriod(found.goal, period);
    const asked = await loadAsked(store, access, { programme: found.programme, goal, period }, wording);
    const names = await loadNames(store, personsIn({ records, ...asked }), wording);
    const place = { programmeId: found.programme.id, period, language: wording.locale, alone: true as const };
    return [drawHistory({ ...found, goal, records, names, place, ...asked }, wording)];
  },
};
