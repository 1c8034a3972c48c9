/** Owners who have left the organisation, and the goals that they leave behind. */
import { listCardData } from '../../../cards/list/data';
import { type ListRow } from '../../../cards/parts/list-row';
import { type Card, render } from '../../../cards/render';
import { type Wording } from '../../../cards/parts/wording';
import { type Programme } from '../../../src/goals/schema';
import { type Leaver, loadLeavers } from '../../../src/replies/leavers';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { backToProgramme } from './back';

/** Each person's button leads to the owners of their first goal. */
export async function drawLeaversOf(turn: AdminTurn, programme: Programme, page: number): Promise<Card> {
  const { id: programmeId } = programme;
  const wording = wordingOf(turn, programme);
  const leavers = await loadLeavers(turn.deps.store, programmeId);
  const source = {
    context: wording.of(programme.name),
    title: wording.text('leavers.title'),
    rows: leavers.map((leaver) => leaverRow(leaver, programme, wording)),
    empty: wording.text('leavers.none'),
    turn: { verb: 'leavers' as const, data: { programmeId }, page },
    buttons: [backToProgramme(programmeId, wording)],
  };
  return render('list', listCardData(source, wording));
}

/** @param context the programme's name, if the list covers several */
export function leaverRow(
  { personId, name, day, goals }: Leaver,
  { id: programmeId }: Pick<Programme, 'id'>,
  wording: Wording,
  context: readonly string[] = [],
): ListRow {
  const title = wording.text('unresolved.change');
  const named = goals.map((goal) => `${goal.code} ${wording.of(goal.title)}`).join(', ');
  return {
    name: `${name} (${personId})`,
    lines: [
      ...context,
      wording.text('leavers.since', { day: wording.day(day) }),
      wording.text('leavers.goals', { goals: named }),
    ],
    button: {
      verb: 'owners',
      title,
      tooltip: `${title}: ${name}`,
      data: { programmeId, goalId: goals[0]!.id },
    },
  };
}
