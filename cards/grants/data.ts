/** Everybody's roles, with a form to grant one, as data for `card.json`. Pure. */
import { type Grant } from '../../src/people/grants';
import { bannerData } from '../parts/banner';
import { personInputs } from '../parts/person-input';
import { shorten } from '../parts/shorten';
import { type Verbs } from '../parts/verbs';
import { type Wording } from '../parts/wording';
import { longestName, programmeInput, roleInput, roleTexts, unitInputs } from './inputs';
import { inOrder, isSameGrant, withAsked } from './order';
import { type GrantsCardSource, type ShownGrant } from './source';

export { type GrantedProgramme, type GrantsCardSource, type ShownGrant } from './source';

/** How many roles to show: the first of these numbers that fits on the card. */
export const grantsShown = [40, 28, 20, 14, 9, 5] as const;

const namedInTexts = {
  configuration: 'grants.byConfiguration',
  directory: 'grants.byDirectory',
  register: 'grants.byRegister',
  group: 'grants.byGroup',
} as const;

export function grantsCardData(source: GrantsCardSource, shown: number, wording: Wording) {
  const { typed, problems = [] } = source;
  const grants = inOrder(source);
  const rest = grants.length - shown;
  const { banner } = bannerData(source.banner);
  return {
    verbs: { revoke: 'revoke', give: 'grant', back: 'programmes' } satisfies Verbs,
    ...(banner && { banner }),
    title: wording.text('grants.title'),
    explain: wording.text('grants.explain'),
    rows: withAsked(grants, shown, source).map((each, index, rows) =>
      row(each, rows[index - 1], source, wording),
    ),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
    ...(banner && source.given && { given: banner }),
    newTitle: wording.text('grants.new'),
    role: roleInput(typed?.role, wording),
    programme: programmeInput(source, wording),
    ...unitInputs(source, wording),
    person: personInputs(typed?.person, source.candidates, wording),
    problems,
    give: wording.text('grants.give'),
    back: wording.text('form.back'),
  };
}

/** The role's name with its unit: "yksikön esihenkilö: Terveyspalvelut". */
export function roleText(
  { role, programmeId, unit }: Grant,
  { programmes }: Pick<GrantsCardSource, 'programmes'>,
  wording: Wording,
): string {
  if (unit === undefined) return wording.text(roleTexts[role]);
  const known = programmes.find(({ programme }) => programme.id === programmeId)?.units.get(unit);
  return wording.text('grants.unitHeadOf', { unit: shorten(known ? wording.of(known) : unit, longestName) });
}

/** Name of the programme of a role; `undefined` for a role in all programmes. */
export function programmeText(
  programmeId: string | undefined,
  { programmes }: Pick<GrantsCardSource, 'programmes'>,
  wording: Wording,
): string | undefined {
  const known = programmes.find(({ programme }) => programme.id === programmeId);
  return known ? shorten(wording.of(known.programme.name), longestName) : programmeId;
}

function row(each: ShownGrant, before: ShownGrant | undefined, source: GrantsCardSource, wording: Wording) {
  const { grant, namedIn } = each;
  const name = shorten(each.name, longestName);
  const programme = programmeText(grant.programmeId, source, wording);
  const isFirst = !before || before.grant.programmeId !== grant.programmeId;
  const role = roleText(grant, source, wording);
  const whence = namedIn === undefined ? [] : [wording.text(namedInTexts[namedIn])];
  return {
    ...(isFirst && { heading: programme ?? wording.text('grants.everything') }),
    separator: isFirst,
    spacing: isFirst ? 'Medium' : 'Small',
    name,
    detail: [` · ${role}`, ...whence].join(', '),
    ...(namedIn === undefined && removal(each, { name, role, programme }, source, wording)),
  };
}

/** The first press asks, the second one acts; a screen reader announces whose role is removed. */
function removal(
  { grant }: ShownGrant,
  { name, role, programme }: { name: string; role: string; programme: string | undefined },
  { asked, first }: GrantsCardSource,
  wording: Wording,
) {
  const sure = asked !== undefined && isSameGrant(grant, asked);
  const title = wording.text(sure ? 'grants.removeSure' : 'form.remove');
  const of = programme === undefined ? role : `${role}, ${programme}`;
  return {
    ...(sure && {
      ask: wording.text('grants.removeAsk', { name: `${name} (${grant.personId})`, role: of }),
    }),
    remove: {
      title,
      tooltip: `${title}: ${name}, ${grant.personId}, ${of}`,
      style: sure ? 'destructive' : 'default',
      // The next card keeps the order, so that the row stays in place.
      data: { ...grant, sure, ...(first !== undefined && { first }) },
    },
  };
}
