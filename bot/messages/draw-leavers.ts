/** The message that owners have left the organisation, for the people who find somebody else for their goals. */
import { listCardData } from '../../cards/list/data';
import { render } from '../../cards/render';
import { loadProgrammes } from '../../src/goals/register';
import { mayCoordinate } from '../../src/rounds/permissions';
import { loadLeavers } from '../../src/replies/leavers';
import { readAdminTurn, wordingOf } from '../views/admin-turn';
import { notice } from '../views/notice';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';
import { leaverRow } from '../views/programmes/leavers';

/** Omits persons who are back or whose goals have an owner again. Draws nothing if it is no longer the reader's task. */
export const drawLeavers: PersonalDrawer<'leavers'> = async (deps, { persons: leavers }, person) => {
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
  const context = turn.wording.text('leavers.atOnce');
  const card = render('list', listCardData({ context, title, rows, empty: '' }, turn.wording));
  return { card, summary: turn.wording.text('leavers.told', { count: told.size }) };
};

/** Too many accounts were missing at once, which is treated as a fault of the directory. */
export const drawLeaversHeld: PersonalDrawer<'leavers-held'> = (_deps, { count, of }, person) => {
  const wording = wordingFor(person.language);
  const lines = [wording.text('leavers.heldText', { count, of }), wording.text('leavers.heldDo')];
  return notice(wording.text('leavers.heldTitle'), lines);
};
