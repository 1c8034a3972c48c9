/** Who may what: the roles, giving another one, and taking one back. For admins. */
import {
  grantsCardData,
  type GrantsCardSource,
  grantsShown,
  programmeText,
  roleText,
} from '../../../cards/grants/data';
import { isSameGrant } from '../../../cards/grants/order';
import { noAnswer } from '../../../cards/parts/no-answer';
import { type Banner } from '../../../cards/parts/banner';
import { bytesOf, largestCard } from '../../../cards/parts/limits';
import { type Card, render } from '../../../cards/render';
import { RefusedError } from '../../../src/errors';
import { type Grant, grant, revoke } from '../../../src/people/grants';
import { refusalText } from '../../views/error-replies';
import { namedPerson } from '../colleagues';
import { type AdminData } from '../schema';
import { type ActionResult, inputText } from '../../views/turn';
import { type AdminTurn, requireAdmin } from '../../views/admin-turn';
import { type GrantForm, readGrantForm } from './grant-form';
import { type GrantedRoles, loadGrantedRoles } from '../../views/granted-roles';

type More = Partial<Omit<GrantsCardSource, 'grants' | 'programmes'>>;

/** @throws RefusedError `admins-only`. */
export async function grantsCard(turn: AdminTurn, more: More = {}): Promise<Card> {
  requireAdmin(turn);
  return draw(turn, await loadGrantedRoles(turn.deps), more);
}

/** @throws RefusedError `admins-only`. */
export async function grantRole(turn: AdminTurn, data: AdminData<'grant'>): Promise<ActionResult> {
  requireAdmin(turn);
  const { deps, actor, now, wording } = turn;
  const roles = await loadGrantedRoles(deps);
  const form = readGrantForm(data, roles.programmes);
  const named = await namedPerson(deps, actor.by, data);
  if (!form.wanted || 'problem' in named) {
    const problems = [...form.problems, ...('problem' in named ? [named.problem] : [])];
    const card = draw(turn, roles, {
      typed: typedIn(data, form, named),
      problems: problems.map((problem) => wording.text(problem)),
      candidates: 'problem' in named ? named.candidates : [],
      unitCandidates: form.unitCandidates,
    });
    return { card, lasting: false };
  }
  const wanted: Grant = { personId: named.found.id, ...form.wanted };
  await grant(deps.store, wanted, actor, now);
  const text = wording.text('grants.given', about(wanted, named.found.name, roles, turn));
  const first = wanted.programmeId === undefined ? {} : { first: wanted.programmeId };
  return done(turn, { text, style: 'good' }, { given: true, ...first });
}

/** The first press asks. @throws RefusedError `admins-only`. */
export async function revokeRole(turn: AdminTurn, data: AdminData<'revoke'>): Promise<ActionResult> {
  requireAdmin(turn);
  const { deps, actor, now, wording } = turn;
  const wanted = grantOf(data);
  const roles = await loadGrantedRoles(deps);
  const shown = roles.grants.find((each) => each.namedIn === undefined && isSameGrant(each.grant, wanted));
  const first = data.first === undefined ? {} : { first: data.first };
  if (shown && !data.sure) return { card: draw(turn, roles, { asked: wanted, ...first }), lasting: false };
  const said = about(wanted, shown?.name ?? wanted.personId, roles, turn);
  try {
    const removed = await revoke(deps.store, wanted, actor, now, deps.admins);
    const text = wording.text(removed ? 'grants.removed' : 'grants.gone', said);
    return await done(turn, { text, style: removed ? 'good' : 'warning' }, first);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const text = await refusalText(deps, error, wording);
    return { card: draw(turn, roles, { banner: { text, style: 'attention' }, ...first }), lasting: false };
  }
}

/** The roles as they are now; also for who has just given the own role away. */
async function done(turn: AdminTurn, banner: Banner, more: More): Promise<ActionResult> {
  return { card: draw(turn, await loadGrantedRoles(turn.deps), { banner, ...more }), lasting: true };
}

/** Who was found, also by the picker, is not looked for again. */
function typedIn(
  data: AdminData<'grant'>,
  { unitChoice }: GrantForm,
  named: Awaited<ReturnType<typeof namedPerson>>,
): NonNullable<GrantsCardSource['typed']> {
  const chosen = (id: string) => (inputText(data, id) === noAnswer ? '' : inputText(data, id));
  return {
    role: inputText(data, 'role'),
    programme: chosen('programme'),
    unit: unitChoice ?? chosen('unit'),
    unitTyped: inputText(data, 'unit_typed'),
    person: 'found' in named ? `${named.found.name} <${named.found.id}>` : inputText(data, 'person_typed'),
  };
}

function about(wanted: Grant, name: string, roles: GrantedRoles, { wording }: AdminTurn) {
  const programme = programmeText(wanted.programmeId, roles, wording);
  const role = roleText(wanted, roles, wording);
  const whose = `${name} (${wanted.personId})`;
  return { name: whose, role: programme === undefined ? role : `${role}, ${programme}` };
}

function grantOf({ personId, role, programmeId, unit }: AdminData<'revoke'>): Grant {
  return {
    ...{ personId, role },
    ...(programmeId !== undefined && { programmeId }),
    ...(unit !== undefined && { unit }),
  };
}

/** With as many roles as fit into a card that Teams always takes. */
function draw({ wording }: AdminTurn, roles: GrantedRoles, more: More): Card {
  const drawn = (shown: number) => render('grants', grantsCardData({ ...roles, ...more }, shown, wording));
  const fitting = grantsShown.find((shown) => bytesOf(drawn(shown)) < largestCard);
  return drawn(fitting ?? grantsShown.at(-1)!);
}
