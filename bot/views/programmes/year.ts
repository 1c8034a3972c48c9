/** How a programme's goals have stood over the last periods, for each person as far as they may see it. */
import { type DrawnCard, render } from '../../../cards/render';
import { type YearCardSource, yearCardData, yearSummary } from '../../../cards/year/data';
import { latestRound, loadYearView } from '../../../src/digest/load-year-view';
import { narrowedTo } from '../../../src/digest/year-view';
import { type Goal, type Register } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { mayReadGoal, mayReadProgramme } from '../../../src/rounds/permissions';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { notice } from '../notice';

/** Of the newest round and those before it; a notice where there was none yet. */
export async function drawYear(turn: AdminTurn, register: Register, page = 0): Promise<DrawnCard> {
  const { deps, now, access } = turn;
  const { programme } = register;
  const wording = wordingOf(turn, programme);
  const round = await latestRound(deps.store, programme.id, now);
  if (!round) return notice(wording.text('year.noRound', { programme: wording.of(programme.name) }));
  const whole = await loadYearView(deps.store, round, now);
  const isPart = !mayReadProgramme(access, programme);
  const shown = new Set(goalsToRead(access, register).map(({ id }) => id));
  const view = isPart ? narrowedTo(whole, (goalId) => shown.has(goalId)) : whole;
  const source: YearCardSource = { view, isPart, page };
  return { card: render('year', yearCardData(source, wording)), summary: yearSummary(view, wording) };
}

/** By the register as it is now: who answered for a goal once may not see how it stands today. */
export function goalsToRead(access: Access, { programme, goals }: Register): Goal[] {
  return goals.filter((goal) => mayReadGoal(access, programme, goal));
}
