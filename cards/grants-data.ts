/** Who may what, with a form for another role, as data for `grants.card.json`. Pure. */
import { type LocalizedText, type Programme } from '../src/goals/schema';
import { type Grant, type GrantRole } from '../src/people/grants';
import { shorten } from './answer-text';
import { type Banner } from './goal-source';
import { longestName, programmeInput, roleInput, roleTexts, unitInputs } from './grants-inputs';
import { longestShown } from './limits';
import { type Candidate, personInputs } from './person-input';
import { type Wording } from './wording';

/** A role that somebody has; one that was not granted in chat cannot be taken away there. */
export interface ShownGrant {
  readonly grant: Grant;
  readonly name: string;
  readonly namedIn?: 'configuration' | 'directory' | 'register';
}

/** A programme and its units, by their names in its main language. */
export interface GrantedProgramme {
  readonly programme: Pick<Programme, 'id' | 'name'>;
  readonly units: ReadonlyMap<string, LocalizedText>;
}

export interface GrantsCardSource {
  readonly grants: readonly ShownGrant[];
  readonly programmes: readonly GrantedProgramme[];
  /** The programme whose roles come first. */
  readonly first?: string;
  /** The role that somebody wants to take away and was asked about. */
  readonly asked?: Grant;
  /** What was chosen and typed, where the card comes back with problems. */
  readonly typed?: Readonly<Record<'role' | 'programme' | 'unit' | 'unitTyped' | 'person', string>>;
  readonly problems?: readonly string[];
  /** Persons that a typed name fits, and units, as the values of their choices. */
  readonly candidates?: readonly Candidate[];
  readonly unitCandidates?: readonly string[];
  readonly banner?: Banner;
}

/** How many roles are shown, from the most to the fewest: the first number that fits is taken. */
export const grantsShown = [40, 28, 20, 14, 9, 5] as const;

/** In the order in which they are shown. */
const roles = Object.keys(roleTexts) as GrantRole[];

const namedInTexts = {
  configuration: 'grants.byConfiguration',
  directory: 'grants.byDirectory',
  register: 'grants.byRegister',
} as const;

export function grantsCardData(source: GrantsCardSource, shown: number, wording: Wording) {
  const { banner, typed, problems = [] } = source;
  const grants = inOrder(source);
  const rest = grants.length - shown;
  return {
    ...(banner && { banner: { ...banner, text: shorten(banner.text, longestShown.banner) } }),
    title: wording.text('grants.title'),
    explain: wording.text('grants.explain'),
    rows: grants.slice(0, shown).map((each, index) => row(each, grants[index - 1], source, wording)),
    ...(rest > 0 && { more: wording.text('digest.more', { count: rest }) }),
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

/** What the role is called, with its unit: "yksikön esihenkilö: Terveyspalvelut". */
export function roleText(
  { role, programmeId, unit }: Grant,
  { programmes }: Pick<GrantsCardSource, 'programmes'>,
  wording: Wording,
): string {
  if (unit === undefined) return wording.text(roleTexts[role]);
  const known = programmes.find(({ programme }) => programme.id === programmeId)?.units.get(unit);
  return wording.text('grants.unitHeadOf', { unit: shorten(known ? wording.of(known) : unit, longestName) });
}

/** What people call the programme of a role; `undefined` for one of all programmes. */
export function programmeText(
  programmeId: string | undefined,
  { programmes }: Pick<GrantsCardSource, 'programmes'>,
  wording: Wording,
): string | undefined {
  const known = programmes.find(({ programme }) => programme.id === programmeId);
  return known ? shorten(wording.of(known.programme.name), longestName) : programmeId;
}

/** The one that was asked about; then by programme, role, unit and name, admins before and one programme first. */
function inOrder({ grants, programmes, first, asked }: GrantsCardSource): ShownGrant[] {
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
      asked && isSameGrant(each.grant, asked) && each.namedIn === undefined ? 0 : 1,
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

export function isSameGrant(a: Grant, b: Grant): boolean {
  return (['personId', 'role', 'programmeId', 'unit'] as const).every((key) => a[key] === b[key]);
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
    ...(namedIn === undefined && {
      remove: removal(
        grant,
        [name, grant.personId, role, ...(programme === undefined ? [] : [programme])],
        source,
        wording,
      ),
    }),
  };
}

/** The button asks first and acts the second time; a screen reader hears whose role it takes away. */
function removal(grant: Grant, about: readonly string[], { asked }: GrantsCardSource, wording: Wording) {
  const sure = asked !== undefined && isSameGrant(grant, asked);
  const title = wording.text(sure ? 'grants.removeSure' : 'form.remove');
  return {
    title,
    tooltip: `${title}: ${about.join(', ')}`,
    style: sure ? 'destructive' : 'default',
    data: { ...grant, sure },
  };
}
