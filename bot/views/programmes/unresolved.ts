/** Owners named in a register who were not found, and the goals that they should answer for. */
import { listCardData } from '../../../cards/list/data';
import { type Card, render } from '../../../cards/render';
import { type Programme } from '../../../src/goals/schema';
import { loadWorklist } from '../../../src/import/resolve-owner';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { backToProgramme } from './back';

/** Each one's button leads to the owners of its first goal, where the stand-in can be replaced. */
export async function drawUnresolved(turn: AdminTurn, programme: Programme, page: number): Promise<Card> {
  const { id: programmeId } = programme;
  const wording = wordingOf(turn, programme);
  const rows = (await loadWorklist(turn.deps.store, programmeId)).map(({ text, goals }) => {
    const name = text || wording.text('unresolved.nobody');
    const title = wording.text('unresolved.change');
    const data = { programmeId, goalId: goals[0]!.goal.id };
    return {
      name,
      lines: [[...new Set(goals.map(({ goal }) => `${goal.code} ${wording.of(goal.title)}`))].join(', ')],
      button: { verb: 'owners' as const, title, tooltip: `${title}: ${name}`, data },
    };
  });
  const source = {
    context: wording.of(programme.name),
    title: wording.text('unresolved.title'),
    rows,
    empty: wording.text('unresolved.none'),
    turn: { verb: 'unresolved' as const, data: { programmeId }, page },
    buttons: [backToProgramme(programmeId, wording)],
  };
  return render('list', listCardData(source, wording));
}
