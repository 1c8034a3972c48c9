/** Lists, gives and revokes roles. For admins. */
import { programmeText, roleText } from '../../../cards/grants/data';
import { isSameGrant } from '../../../cards/grants/order';
import { noAnswer } from '../../../cards/parts/no-answer';
import { type Banner } from '../../../cards/parts/banner';
import { z } from 'zod';
import { RefusedError } from '../../../src/errors';
import { idSchema, personIdSchema } from '../../../src/goals/schema';
import { type Grant, grant as give, grantRoles, revoke as takeBack } from '../../../src/people/grants';
import { type AdminTurn } from '../../views/admin-turn';
import { refusalText } from '../../views/error-replies';
import { type GrantedRoles, loadGrantedRoles } from '../../views/granted-roles';
import { drawGrants, grantsCard, type ShownGrants } from '../../views/people/grants';
import { type ActionResult, inputText } from '../../views/turn';
import { admins } from '../may/running';
import { action } from '../parts/action';
import { anyInput } from '../parts/data';
import { namedPerson } from '../parts/named-person';
import { shown, shownOnce } from '../parts/results';
import { type GrantForm, readGrantForm } from './grant-form';

export const grants = action('grants', z.object({}), admins, async (turn) => shown(await grantsCard(turn)));

const formData = z.object({}).catchall(anyInput);

export const grant = action('grant', formData, admins, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const roles = await loadGrantedRoles(deps);
  const form = readGrantForm(data, roles.programmes);
  const named = await namedPerson(deps, actor.by, data);
  if (!form.wanted || 'problem' in named) {
    const problems = [...form.problems, ...('problem' in named ? [named.problem] : [])];
    const card = drawGrants(turn, roles, {
      typed: typedIn(data, form, named),
      problems: problems.map((problem) => wording.text(problem)),
      candidates: 'problem' in named ? named.candidates : [],
      unitCandidates: form.unitCandidates,
    });
    return shownOnce(card);
  }
  const wanted: Grant = { personId: named.found.id, ...form.wanted };
  await give(deps.store, wanted, actor, now);
  const text = wording.text('grants.given', about(wanted, named.found.name, roles, turn));
  const first = wanted.programmeId === undefined ? {} : { first: wanted.programmeId };
  return grantsNow(turn, { text, style: 'good' }, { given: true, ...first });
});

const revoked = z.object({
  personId: personIdSchema,
  role: z.enum(grantRoles),
  programmeId: idSchema.optional(),
  unit: z.string().min(1).max(300).optional(),
  sure: z.boolean().default(false),
  /** The programme whose roles come first on the card. */
  first: idSchema.optional(),
});

/** The first press asks for confirmation. */
export const revoke = action('revoke', revoked, admins, async (turn, data) => {
  const { deps, actor, now, wording } = turn;
  const wanted = grantOf(data);
  const roles = await loadGrantedRoles(deps);
  const listed = roles.grants.find((each) => each.namedIn === undefined && isSameGrant(each.grant, wanted));
  const first = data.first === undefined ? {} : { first: data.first };
  if (listed && !data.sure) return shownOnce(drawGrants(turn, roles, { asked: wanted, ...first }));
  const said = about(wanted, listed?.name ?? wanted.personId, roles, turn);
  try {
    const removed = await takeBack(deps.store, wanted, actor, now, deps.admins);
    const text = wording.text(removed ? 'grants.removed' : 'grants.gone', said);
    return await grantsNow(turn, { text, style: removed ? 'good' : 'warning' }, first);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const text = await refusalText(deps, error, wording);
    return shownOnce(drawGrants(turn, roles, { banner: { text, style: 'attention' }, ...first }));
  }
});

/** The roles as they are now; also shown to an admin who has just given up that role. */
async function grantsNow(turn: AdminTurn, banner: Banner, more: ShownGrants): Promise<ActionResult> {
  return shown(drawGrants(turn, await loadGrantedRoles(turn.deps), { banner, ...more }));
}

/** A person who was found, also by the picker, is not looked up again. */
function typedIn(
  data: Readonly<Record<string, unknown>>,
  { unitChoice }: GrantForm,
  named: Awaited<ReturnType<typeof namedPerson>>,
): NonNullable<ShownGrants['typed']> {
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

function grantOf({ personId, role, programmeId, unit }: z.infer<typeof revoked>): Grant {
  return {
    ...{ personId, role },
    ...(programmeId !== undefined && { programmeId }),
    ...(unit !== undefined && { unit }),
  };
}
