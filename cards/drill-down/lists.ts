/** The lists behind a digest's buttons: every goal that asks for support, is red or changed, and all goals. Pure. */
import { type GoalStanding } from '../../src/digest/goal-standings';
import { type GoalList, goalLists, idsIn, listButton, listTitle } from '../parts/goals/lists';
import { lightsLine, marksOf } from '../parts/light-marks';
import { type ListButton } from '../parts/list-row';
import { type Wording } from '../parts/wording';
import { pagedCardData } from './paged';
import { type DrillDownSource, goalRow, type GoalsCardSource } from './rows';

/** The goals of a list, in its order. */
export function listedGoals({ digest, goals }: DrillDownSource, list: GoalList): readonly GoalStanding[] {
  if (list === 'all') return goals;
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  return idsIn(list, digest).flatMap((id) => byId.get(id) ?? []);
}

export function goalListCardData(source: GoalsCardSource, list: GoalList, page: number, wording: Wording) {
  const { digest, place } = source;
  const goals = listedGoals(source, list);
  return pagedCardData(source, wording, {
    title: listTitle(list, digest, wording),
    lead:
      goals.length === 0
        ? wording.text('drill.none')
        : lightsLine(digest, marksOf(digest.judged, wording), wording),
    rows: goals,
    row: (goal) => goalRow(goal, source, wording, list),
    page,
    turn: { verb: 'goals', data: { ...place, list } },
    buttons: otherLists(source, list, wording),
  });
}

/** The lists beside this one, so that none of them is a dead end. */
function otherLists({ digest, place }: DrillDownSource, list: GoalList, wording: Wording): ListButton[] {
  return goalLists
    .filter((each) => each !== list)
    .flatMap((each) => listButton(each, digest, wording) ?? [])
    .map((button) => ({ ...button, data: { ...button.data, ...place } }));
}
