/** The first message to a person, from what the person is asked, runs and reads. */
import { type DrawnCard, render } from '../../../cards/render';
import {
  welcomeCardData,
  type WelcomeCardSource,
  type WelcomeProgramme,
  type WelcomeRights,
  welcomeSummary,
} from '../../../cards/welcome/data';
import { type Wording } from '../../../cards/parts/wording';
import { askedGoals, questionsOf } from '../../../src/goals/answers/asked-fields';
import { loadProgrammes, loadRegister } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { locales } from '../../../src/locales';
import { type Access, loadAccess, loadAdmins } from '../../../src/people/access';
import { loadOwnerName } from '../../../src/people/directory';
import { type Person } from '../../../src/people/schema';
import { type AskedRound, loadOpenRoundsOf } from '../../../src/replies/asked-goals';
import { fieldsAskedOf } from '../../../src/rounds/asked';
import { mayAdminister, mayCoordinate } from '../../../src/rounds/permissions';
import { takesRepliesAt } from '../../../src/rounds/round';
import { type CardActionDeps } from '../turn';
import { wordingFor } from '../wording';

export async function drawWelcome(deps: CardActionDeps, person: Person): Promise<DrawnCard> {
  const wording = wordingFor(person.language);
  const [access, programmes, admins] = await Promise.all([
    loadAccess(deps.store, person, deps.admins),
    loadProgrammes(deps.store),
    loadAdmins(deps.store, deps.admins),
  ]);
  const source: WelcomeCardSource = {
    name: person.name,
    programmes: await concerning(deps, person, access, programmes),
    rights: rightsOf(access, programmes, wording),
    admins: admins.filter(({ id }) => id !== person.id).map(({ name }) => name),
    languages: locales.filter((locale) => locale !== person.language),
  };
  return {
    card: render('welcome', welcomeCardData(source, wording)),
    summary: welcomeSummary(source, wording),
  };
}

function rightsOf(access: Access, programmes: readonly Programme[], wording: Wording): WelcomeRights {
  const isAdmin = mayAdminister(access);
  const namesWhere = (may: (programme: Programme) => boolean) =>
    isAdmin ? [] : programmes.filter(may).map(({ name }) => wording.of(name));
  return {
    isAdmin,
    coordinates: namesWhere((each) => mayCoordinate(access, each)),
    reads: namesWhere(({ id }) => access.reads.has(id)),
    heads: [...access.heads.values()].flatMap((units) => [...units]),
  };
}

/** Programmes in which the person owns goals, or is asked something in an open round as a colleague. */
async function concerning(
  deps: CardActionDeps,
  person: Person,
  access: Access,
  programmes: readonly Programme[],
): Promise<WelcomeProgramme[]> {
  const open = await loadOpenRoundsOf(deps.store, person.id, deps.clock.now());
  const all = await Promise.all(
    programmes.map(async (programme): Promise<WelcomeProgramme[]> => {
      const wording = wordingFor(person.language, programme.timeZone);
      const round = open.find((each) => each.programme.id === programme.id);
      const goals = round?.goals.length ?? (await ownGoals(deps, access, programme));
      if (goals === 0) return [];
      const coordinator = await loadOwnerName(deps.store, programme.coordinator, wording);
      const until = round && untilOf(round, deps);
      return [
        { programme, goals, coordinator, ...(until !== undefined && { until: wording.moment(until) }) },
      ];
    }),
  );
  return all.flat();
}

async function ownGoals({ store }: CardActionDeps, access: Access, { id }: Programme): Promise<number> {
  const register = await loadRegister(store, id);
  if (!register) return 0;
  const own = askedGoals(register).filter((goal) => fieldsAskedOf(access.owners, goal).length > 0);
  return questionsOf(own).length;
}

/** The deadline of a round that takes replies now. */
function untilOf({ round }: AskedRound, { clock }: CardActionDeps): string | undefined {
  const now = clock.now();
  return takesRepliesAt(round, now) && now.toISOString() < round.deadline ? round.deadline : undefined;
}
