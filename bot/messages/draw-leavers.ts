/** The message that owners have left the organisation, for those who find somebody else for their goals. */
import { listCardData } from '../../cards/list/data';
import { type DrawnCard, render } from '../../cards/render';
import { loadProgrammes } from '../../src/goals/register';
import { mayCoordinate } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { loadLeavers } from '../../src/replies/leavers';
import { readAdminTurn, wordingOf } from '../views/admin-turn';
import { leaverRow } from '../views/programmes/leavers';
import { type CardActionDeps } from '../views/turn';

/**
 * @param leavers who had left when the message was put into the outbox
 * @returns `undefined` when they are back, somebody answers for their goals, or it is no longer the recipient's to do
 */
export async function drawLeavers(
  deps: CardActionDeps,
  leavers: readonly string[],
  person: Person,
): Promise<DrawnCard | undefined> {
  const turn = await readAdminTurn(deps, person);
  const rows = [];
  const told = new Set<string>();
  for (const programme of await loadProgrammes(deps.store)) {
    if (!mayCoordinate(turn.access, programme)) continue;
    const wording = wordingOf(turn, programme);
    const about = (await loadLeavers(deps.store, programme.id)).filter((each) =>
      leavers.includes(each.personId),
    );
    for (const { personId } of about) told.add(personId);
    rows.push(...about.map((each) => leaverRow(each, programme, wording, [wording.of(programme.name)])));
  }
  if (rows.length === 0) return undefined;
  const title = turn.wording.text('leavers.title');
  const card = render('programmes', listCardData({ title, rows, empty: '' }, turn.wording));
  return { card, summary: turn.wording.text('leavers.told', { count: told.size }) };
}
