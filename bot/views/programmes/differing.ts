/** Goals whose owner judges differently from the figures: a check for the people who run the programme. */
import { listCardData } from '../../../cards/list/data';
import { shownLight } from '../../../cards/parts/light-marks';
import { type ListRow } from '../../../cards/parts/list-row';
import { type Wording } from '../../../cards/parts/wording';
import { type Card, render } from '../../../cards/render';
import { buildDigest } from '../../../src/digest/build-digest';
import { type LightChange } from '../../../src/digest/digest';
import { type Programme } from '../../../src/goals/schema';
import { type RoundName } from '../../../src/rounds/round-name';
import { type AdminTurn, wordingOf } from '../admin-turn';
import { backToProgramme } from './back';

/** Each row opens the goal's history. @throws RefusedError `unknown-round`. */
export async function drawDiffering(
  turn: AdminTurn,
  programme: Programme,
  period: string,
  page: number,
): Promise<Card> {
  const name = { programmeId: programme.id, period };
  const wording = wordingOf(turn, programme);
  const { differing } = await buildDigest(turn.deps.store, name, turn.now);
  const source = {
    context: wording.of(programme.name),
    title: wording.text('differing.title', { period: wording.period(period) }),
    rows: differing.map((goal) => differingRow(goal, name, wording)),
    empty: wording.text('differing.none'),
    turn: { verb: 'differing' as const, data: name, page },
    buttons: [backToProgramme(programme.id, wording)],
  };
  return render('list', listCardData(source, wording));
}

/** `from` is the computed light, `to` the owner's own. */
function differingRow(goal: LightChange, name: RoundName, wording: Wording): ListRow {
  const title = wording.text('drill.history');
  const [figures, own] = [shownLight(goal.from, wording), shownLight(goal.to, wording)];
  return {
    name: `${goal.code} ${wording.of(goal.title)}`,
    lines: [wording.text('differing.line', { figures, own })],
    button: {
      ...{ verb: 'history', title, tooltip: `${title}: ${goal.code}` },
      data: { ...name, language: wording.locale, goalId: goal.id },
    },
  };
}
