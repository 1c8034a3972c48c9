/** Which roles the card shows, and in which order. Pure. */
import { type Grant, type GrantRole } from '../../src/people/grants';
import { roleTexts } from './inputs';
import { type GrantsCardSource, type ShownGrant } from './source';

/** In the order in which they are shown. */
const roles = Object.keys(roleTexts) as GrantRole[];

/** The programme `first`, then roles in all programmes, then the other programmes; each by role, unit and name. */
export function inOrder({ grants, programmes, first }: GrantsCardSource): ShownGrant[] {
  const place = new Map<string | undefined, number>([[undefined, -1]]);
  programmes.forEach(({ programme }, index) => place.set(programme.id, index));
  if (first !== undefined) place.set(first, -2);
  const unitPlace = ({ programmeId, unit }: Grant) => {
    const units = programmes.find(({ programme }) => programme.id === programmeId)?.units;
    return [...(units?.keys() ?? [])].indexOf(unit ?? '');
  };
  const placed = grants.map((each) => ({
    each,
    keys: [
      place.get(each.grant.programmeId) ?? programmes.length,
      roles.indexOf(each.grant.role),
      unitPlace(each.grant),
    ],
  }));
  return placed
    .sort(
      (a, b) =>
        a.keys.map((key, index) => key - b.keys[index]!).find((between) => between !== 0) ??
        (a.each.name < b.each.name ? -1 : 1),
    )
    .map(({ each }) => each);
}

/** Keeps the role that is asked about among those shown, even if the question leaves less room. */
export function withAsked(
  grants: readonly ShownGrant[],
  shown: number,
  { asked }: GrantsCardSource,
): readonly ShownGrant[] {
  const place = asked === undefined ? -1 : grants.findIndex((each) => isAsked(each, asked));
  return place < shown ? grants.slice(0, shown) : [...grants.slice(0, shown - 1), grants[place]!];
}

function isAsked({ grant, namedIn }: ShownGrant, asked: Grant): boolean {
  return namedIn === undefined && isSameGrant(grant, asked);
}

export function isSameGrant(a: Grant, b: Grant): boolean {
  return (['personId', 'role', 'programmeId', 'unit'] as const).every((key) => a[key] === b[key]);
}
