/** The lights of a programme's goals over the last periods, limited to the goals that the person may see. */
import { type DrawnCard, render } from '../../../cards/render';
import { type YearCardSource, yearCardData, yearSummary } from '../../../cards/year/data';
import { latestRound, loadYearView } from '../../../src/digest/load-year-view';
import { narrowedTo } from '../../../src/digest/year-view';
import { type Goal, type Register } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { mayReadGoal, mayReadProgramme } from '../../../src/rounds/permissions';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { notice } from '../notice';

/** Covers the newest round and the ones before it; a notice if there was none yet. */
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

/** By the current register: a former owner of a goal may not see its present state. */
export function goalsToRead(access: Access, { programme, goals }: Register): Goal[] {
  return goals.filter((goal) => mayReadGoal(access, programme, goal));
}
