/** Which units a person follows, chosen on a card. */
import { z } from 'zod';
import { type Banner } from '../../../cards/parts/banner';
import { notAtOnce } from '../../../cards/follow/data';
import { type Wording } from '../../../cards/parts/wording';
import { type AtOnce, type Follow, follow as followUnits } from '../../../src/people/follows';
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

/** The chosen units' tokens, comma-separated; a card from before the choice `atOnce` leaves it as it is. */
const chosen = programmeData.extend({
  units: z.string().max(2_000).default(''),
  atOnce: z.enum([notAtOnce, 'followed', 'all']).optional(),
});

/** A person who follows nothing and chooses nothing has forgotten to choose; so has one who wants to hear of followed units only. */
export const followSave = action('follow-save', chosen, programmeFollowers, (turn, data) => {
  const { units, gone, atOnce: before } = turn.followable;
  const { atOnce = before ?? notAtOnce } = data;
  const isFollowing = before !== undefined || gone.length > 0 || units.some(({ followed }) => followed);
  const isEnding = isFollowing && atOnce === notAtOnce;
  if (data.units === '' && atOnce !== 'all' && !isEnding)
    return refusedCard(turn, turn.wording.text('follow.nothingChosen'));
  return saveFollowed(turn, data.units, atOnce);
});

export const followStop = action('follow-stop', programmeData, programmeFollowers, (turn) =>
  saveFollowed(turn, '', notAtOnce),
);

type FollowTurn = AdminTurn & FollowableUnits;

/** The choice replaces the units followed before; an empty one ends following. @param tokens comma-separated */
async function saveFollowed(
  turn: FollowTurn,
  tokens: string,
  atOnce: AtOnce | typeof notAtOnce,
): Promise<ActionResult> {
  const { deps, person, wording } = turn;
  const { programme, units } = turn.followable;
  const values = new Set(tokens.split(',').filter(Boolean));
  const wanted = units.filter(({ value }) => values.has(value)).map(({ unit }) => unit);
  if (wanted.length < values.size) return refusedCard(turn, wording.text('follow.changed'));
  const choice = { units: wanted, ...(atOnce !== notAtOnce && { atOnce }) };
  await followUnits(deps.store, { personId: person.id, programmeId: programme.id, ...choice });
  const text = savedText(choice, wording);
  const after = await loadFollowable(turn, programme.id);
  return shown(drawFollow(turn, after, { text, style: 'good' }));
}

function savedText({ units, atOnce }: Pick<Follow, 'units' | 'atOnce'>, wording: Wording): string {
  const count = units.length;
  if (count === 0) return wording.text(atOnce ? 'follow.savedAtOnce' : 'follow.stopped');
  const saved = wording.text('follow.saved', { count });
  return atOnce ? `${saved} ${wording.text('follow.atOnceOn')}` : saved;
}

function refusedCard(turn: FollowTurn, text: string): ActionResult {
  const banner: Banner = { text, style: 'warning' };
  return shownOnce(drawFollow(turn, turn, banner));
}
