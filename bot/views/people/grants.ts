/** Everybody's roles, with a form to give one. For admins. */
import { grantsCardData, type GrantsCardSource, grantsShown } from '../../../cards/grants/data';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { type Card, render } from '../../../cards/render';
import { type AdminTurn, requireAdmin } from '../admin-turn';
import { type GrantedRoles, loadGrantedRoles } from '../granted-roles';

export type ShownGrants = Partial<Omit<GrantsCardSource, 'grants' | 'programmes'>>;

/** @throws RefusedError `admins-only`. */
export async function grantsCard(turn: AdminTurn, shown: ShownGrants = {}): Promise<Card> {
  requireAdmin(turn);
  return drawGrants(turn, await loadGrantedRoles(turn.deps), shown);
}

/** With as many roles as fit into a card that Teams always takes. */
export function drawGrants({ wording }: AdminTurn, roles: GrantedRoles, shown: ShownGrants): Card {
  const drawn = (count: number) => render('grants', grantsCardData({ ...roles, ...shown }, count, wording));
  const fitting = grantsShown.find((count) => bytesOf(drawn(count)) < largestCard);
  return drawn(fitting ?? grantsShown.at(-1)!);
}
