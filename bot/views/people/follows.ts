/** Which units a person follows. For everybody who may read some unit's figures. */
import { type FollowableUnit, followCardData, followedText } from '../../../cards/follow/data';
import { type Banner } from '../../../cards/parts/banner';
import { listCardData } from '../../../cards/list/data';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { loadProgrammes, loadRegister } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { unitsOf, unitToken } from '../../../src/goals/unit';
import { type AtOnce, loadFollow } from '../../../src/people/follows';
import { mayReadSomeUnit, mayReadUnit } from '../../../src/rounds/permissions';
import { type AdminTurn } from '../admin-turn';

/** A programme of which the person may follow at least one unit. */
export interface Followable {
  readonly programme: Programme;
  readonly units: readonly (FollowableUnit & { readonly unit: string })[];
  /** Names of followed units that can be followed no more. */
  readonly gone: readonly string[];
  /** Of which units the person wants to hear the same day; missing if of none. */
  readonly atOnce?: AtOnce;
}

export interface FollowableUnits {
  readonly followable: Followable;
  /** Whether there are other programmes to go back to. */
  readonly several: boolean;
}

/**
 * The programmes with what is followed in each; if there is only one, its units.
 * @throws RefusedError `nothing-to-follow` if the person may read no unit of any programme.
 */
export async function followsCard(turn: AdminTurn): Promise<Card> {
  return drawFollows(turn, await loadFollowables(turn));
}

/** @param all at least one */
export function drawFollows(turn: AdminTurn, all: readonly Followable[]): Card {
  const [only, ...others] = all;
  if (only && others.length === 0) return drawFollow(turn, { followable: only, several: false });
  const { wording } = turn;
  const choose = wording.text('follow.choose');
  const rows = all.map(({ programme, units, atOnce }) => {
    const [name, data] = [wording.of(programme.name), { programmeId: programme.id }];
    const button = { verb: 'follow' as const, title: choose, tooltip: `${choose}: ${name}`, data };
    const lines = [followedText(units, wording), ...(atOnce ? [wording.text('follow.atOnceOn')] : [])];
    return { name, lines, button };
  });
  const [title, empty] = [wording.text('follow.which'), wording.text('programmes.none')];
  return render('list', listCardData({ title, rows, empty }, wording));
}

/** @throws RefusedError `not-permitted`, also for an unknown programme. */
export async function loadFollowable(turn: AdminTurn, programmeId: string): Promise<FollowableUnits> {
  const all = await loadAll(turn);
  const followable = all.find(({ programme }) => programme.id === programmeId);
  if (!followable) throw new RefusedError('not-permitted', { programmeId });
  return { followable, several: all.length > 1 };
}

/** @throws RefusedError `nothing-to-follow` if the person may read no unit of any programme. */
export async function loadFollowables(turn: AdminTurn): Promise<Followable[]> {
  const all = await loadAll(turn);
  if (all.length === 0) throw new RefusedError('nothing-to-follow');
  return all;
}

async function loadAll(turn: AdminTurn): Promise<Followable[]> {
  const { deps, access } = turn;
  const programmes = (await loadProgrammes(deps.store)).filter((each) => mayReadSomeUnit(access, each));
  const all = await Promise.all(programmes.map((programme) => followableIn(turn, programme)));
  return all.filter(({ units }) => units.length > 0);
}

async function followableIn({ deps, access, person }: AdminTurn, programme: Programme): Promise<Followable> {
  const goals = (await loadRegister(deps.store, programme.id))?.goals ?? [];
  const name = { personId: person.id, programmeId: programme.id };
  const { units: followed = [], atOnce } = (await loadFollow(deps.store, name)) ?? {};
  const units = [...unitsOf(goals, programme)]
    .filter(([unit]) => mayReadUnit(access, programme, unit))
    .map(([unit, name]) => ({ unit, name, value: unitToken(unit), followed: followed.includes(unit) }));
  const gone = followed.filter((name) => units.every(({ unit }) => unit !== name));
  return { programme, units, gone, ...(atOnce && { atOnce }) };
}

export function drawFollow(turn: AdminTurn, { followable, several }: FollowableUnits, banner?: Banner): Card {
  const source = { ...followable, several, ...(banner && { banner }) };
  return render('follow', followCardData(source, turn.wording));
}
