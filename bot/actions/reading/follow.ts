/** Which units a person follows, chosen on a card. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { follow as followUnits } from '../../../src/people/follows';
import { type AdminTurn } from '../../views/admin-turn';
import { drawFollow, drawFollows, type FollowableUnits, loadFollowable } from '../../views/people/follows';
import { type ActionResult } from '../../views/turn';
import { followers, programmeFollowers } from '../may/plain';
import { action } from '../parts/action';
import { programmeData } from '../parts/data';
import { shown, shownOnce } from '../parts/results';

export const follows = action('follows', z.object({}), followers, (turn) =>
  shown(drawFollows(turn, turn.followables)),
);

export const follow = action('follow', programmeData, programmeFollowers, (turn) =>
  shown(drawFollow(turn, turn)),
);

/** The chosen units' tokens, comma-separated. */
const chosen = programmeData.extend({ units: z.string().max(2_000).default('') });

/** A person who follows nothing and chooses nothing has forgotten to choose. */
export const followSave = action('follow-save', chosen, programmeFollowers, (turn, data) => {
  const { units, gone } = turn.followable;
  if (data.units !== '' || gone.length > 0 || units.some(({ followed }) => followed))
    return saveFollowed(turn, data.units);
  return refusedCard(turn, turn.wording.text('follow.nothingChosen'));
});

export const followStop = action('follow-stop', programmeData, programmeFollowers, (turn) =>
  saveFollowed(turn, ''),
);

type FollowTurn = AdminTurn & FollowableUnits;

/** The choice replaces the units followed before; an empty one ends following. @param tokens comma-separated */
async function saveFollowed(turn: FollowTurn, tokens: string): Promise<ActionResult> {
  const { deps, person, wording } = turn;
  const { programme, units } = turn.followable;
  const values = new Set(tokens.split(',').filter(Boolean));
  const wanted = units.filter(({ value }) => values.has(value)).map(({ unit }) => unit);
  if (wanted.length < values.size) return refusedCard(turn, wording.text('follow.changed'));
  await followUnits(deps.store, { personId: person.id, programmeId: programme.id, units: wanted });
  const said = wording.text('follow.saved', { count: wanted.length });
  const text = wanted.length > 0 ? said : wording.text('follow.stopped');
  const after = await loadFollowable(turn, programme.id);
  return shown(drawFollow(turn, after, { text, style: 'good' }));
}

function refusedCard(turn: FollowTurn, text: string): ActionResult {
  const banner: Banner = { text, style: 'warning' };
  return shownOnce(drawFollow(turn, turn, banner));
}
