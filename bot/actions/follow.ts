/** Which units a person follows. For everybody who may read some unit's figures. */
import { followCardData, type FollowableUnit, followedText } from '../../cards/follow/data';
import { type Banner } from '../../cards/goal/source';
import { listCardData } from '../../cards/list/data';
import { type Card, type DrawnCard, render } from '../../cards/render';
import { RefusedError } from '../../src/errors';
import { loadProgrammes, loadRegister } from '../../src/goals/register';
import { type Programme } from '../../src/goals/schema';
import { unitsOf, unitToken } from '../../src/goals/unit';
import { follow, loadFollow } from '../../src/people/follows';
import { mayReadSomeUnit, mayReadUnit } from '../../src/rounds/permissions';
import { type FollowAction } from './schema';
import { type ActionResult } from '../views/turn';
import { type AdminTurn } from '../views/admin-turn';

/** A programme of which the person may follow at least one unit. */
interface Followable {
  readonly programme: Programme;
  readonly units: readonly (FollowableUnit & { readonly unit: string })[];
  /** Names of followed units that can be followed no more. */
  readonly gone: readonly string[];
}

/** Units of a programme, as the card sends them. */
interface Chosen {
  readonly programmeId: string;
  /** Tokens, joined by commas. */
  readonly units: string;
}

/** @throws RefusedError `not-permitted`, `nothing-to-follow`. */
export async function answerFollowing(
  turn: AdminTurn,
  action: FollowAction,
): Promise<ActionResult & DrawnCard> {
  return { ...(await answer(turn, action)), summary: turn.wording.text('follow.title') };
}

async function answer(turn: AdminTurn, action: FollowAction): Promise<ActionResult> {
  switch (action.verb) {
    case 'follows':
      return { card: await followsCard(turn), lasting: true };
    case 'follow':
      return { card: await followCard(turn, action.data.programmeId), lasting: true };
    case 'follow-save':
      return saveChosen(turn, action.data);
    case 'follow-stop':
      return saveFollowed(turn, { ...action.data, units: '' });
  }
}

/**
 * The programmes with what is followed in each; where there is but one, its units.
 * @throws RefusedError `nothing-to-follow` where the person may read no unit of any programme.
 */
export async function followsCard(turn: AdminTurn): Promise<Card> {
  const all = await loadFollowables(turn);
  const [only, ...others] = all;
  if (!only) throw new RefusedError('nothing-to-follow');
  if (others.length === 0) return draw(turn, only, false);
  const { wording } = turn;
  const choose = wording.text('follow.choose');
  const rows = all.map(({ programme, units }) => {
    const [name, data] = [wording.of(programme.name), { programmeId: programme.id }];
    const button = { verb: 'follow' as const, title: choose, tooltip: `${choose}: ${name}`, data };
    return { name, lines: [followedText(units, wording)], button };
  });
  const [title, empty] = [wording.text('follow.which'), wording.text('programmes.none')];
  return render('programmes', listCardData({ title, rows, empty }, wording));
}

/** @throws RefusedError `not-permitted`. */
async function followCard(turn: AdminTurn, programmeId: string, banner?: Banner): Promise<Card> {
  const { followable, several } = await namedFollowable(turn, programmeId);
  return draw(turn, followable, several, banner);
}

/**
 * Who follows nothing and chooses nothing has forgotten to choose.
 * @throws RefusedError `not-permitted`.
 */
async function saveChosen(turn: AdminTurn, chosen: Chosen): Promise<ActionResult> {
  const { units, gone } = (await namedFollowable(turn, chosen.programmeId)).followable;
  if (chosen.units !== '' || gone.length > 0 || units.some(({ followed }) => followed))
    return saveFollowed(turn, chosen);
  const banner = { text: turn.wording.text('follow.nothingChosen'), style: 'warning' as const };
  return { card: await followCard(turn, chosen.programmeId, banner), lasting: false };
}

/**
 * What is chosen replaces what was followed before; nothing ends it.
 * @throws RefusedError `not-permitted`.
 */
async function saveFollowed(turn: AdminTurn, { programmeId, units: chosen }: Chosen): Promise<ActionResult> {
  const { deps, person, wording } = turn;
  const values = new Set(chosen.split(',').filter(Boolean));
  const { units } = (await namedFollowable(turn, programmeId)).followable;
  const wanted = units.filter(({ value }) => values.has(value)).map(({ unit }) => unit);
  if (wanted.length < values.size) {
    const banner = { text: wording.text('follow.changed'), style: 'warning' as const };
    return { card: await followCard(turn, programmeId, banner), lasting: false };
  }
  await follow(deps.store, { personId: person.id, programmeId, units: wanted });
  const said = wording.text('follow.saved', { count: wanted.length });
  const text = wanted.length > 0 ? said : wording.text('follow.stopped');
  return { card: await followCard(turn, programmeId, { text, style: 'good' }), lasting: true };
}

/** @throws RefusedError `not-permitted`, also where there is no such programme. */
async function namedFollowable(turn: AdminTurn, programmeId: string) {
  const all = await loadFollowables(turn);
  const followable = all.find(({ programme }) => programme.id === programmeId);
  if (!followable) throw new RefusedError('not-permitted', { programmeId });
  return { followable, several: all.length > 1 };
}

async function loadFollowables(turn: AdminTurn): Promise<Followable[]> {
  const { deps, access } = turn;
  const programmes = (await loadProgrammes(deps.store)).filter((each) => mayReadSomeUnit(access, each));
  const all = await Promise.all(programmes.map((programme) => followableIn(turn, programme)));
  return all.filter(({ units }) => units.length > 0);
}

async function followableIn({ deps, access, person }: AdminTurn, programme: Programme): Promise<Followable> {
  const goals = (await loadRegister(deps.store, programme.id))?.goals ?? [];
  const name = { personId: person.id, programmeId: programme.id };
  const followed = (await loadFollow(deps.store, name))?.units ?? [];
  const units = [...unitsOf(goals, programme)]
    .filter(([unit]) => mayReadUnit(access, programme, unit))
    .map(([unit, name]) => ({ unit, name, value: unitToken(unit), followed: followed.includes(unit) }));
  return { programme, units, gone: followed.filter((name) => units.every(({ unit }) => unit !== name)) };
}

function draw(turn: AdminTurn, followable: Followable, several: boolean, banner?: Banner): Card {
  const source = { ...followable, several, ...(banner && { banner }) };
  return render('follow', followCardData(source, turn.wording));
}
