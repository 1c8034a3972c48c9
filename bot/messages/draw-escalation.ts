/** Tells people who can do something about it that others have not answered. */
import { type Banner } from '../../cards/parts/banner';
import { type DrawnCard } from '../../cards/render';
import { loadDirectory } from '../../src/people/directory';
import { personName } from '../../src/people/names';
import { mayRemindUnit } from '../../src/rounds/permissions';
import { type Person } from '../../src/people/schema';
import { loadActiveSubstitutions } from '../../src/people/substitutions';
import { localDay } from '../../src/periods/local-time';
import { loadAskedRound } from '../../src/replies/asked-goals';
import { loadAskedPersonsSource } from '../../src/replies/asked-persons';
import { missingByUnit, type MissingUnit } from '../../src/replies/missing';
import { takesRepliesAt } from '../../src/rounds/round';
import { readRound, type RoundName } from '../../src/rounds/round-store';
import { readAdminTurn, wordingOf } from '../views/admin-turn';
import { drawExcerpt, loadMissing } from '../views/missing-source';
import { type CardActionDeps } from '../views/turn';
import { drawRequest, turnOn } from '../views/draw-cards';
import { type PersonalDrawer } from './drawer';

/**
 * A person who stands in for all of them sees what they may answer; a unit's head or a coordinator sees whom to remind.
 * Nothing is said when everybody has answered, or the recipient can no longer do anything about it.
 */
export const drawEscalation: PersonalDrawer<'escalation'> = async (
  deps,
  { programmeId, period, persons },
  person,
) => {
  const name = { programmeId, period };
  const turn = await readAdminTurn(deps, person);
  const round = (await readRound(deps.store, name))?.value;
  const source = round && (await loadAskedPersonsSource(deps.store, round));
  if (!source || !takesRepliesAt(round, turn.now)) return undefined;
  const { programme } = source.form;
  const units = only(persons, missingByUnit(source));
  const waiting = idsIn(units);
  const today = localDay(turn.now, programme.timeZone);
  const principals = (await loadActiveSubstitutions(deps.store, today))
    .filter((each) => each.substituteId === person.id && waiting.has(each.personId))
    .map(({ personId }) => personId);
  const visible = units.filter((unit) => mayRemindUnit(turn.access, programme, unit.name));
  if (visible.length > 0 && principals.length < waiting.size) {
    const text = wordingOf(turn, programme).text('escalation.lead');
    return drawExcerpt(turn, await loadMissing(turn, name), visible, { text, style: 'warning' });
  }
  return principals.length > 0 ? drawForSubstitute(deps, name, principals, person) : undefined;
};

function only(persons: readonly string[], units: readonly MissingUnit[]): MissingUnit[] {
  const named = new Set(persons);
  return units
    .map((unit) => ({ ...unit, persons: unit.persons.filter(({ personId }) => named.has(personId)) }))
    .filter((unit) => unit.persons.length > 0);
}

function idsIn(units: readonly MissingUnit[]): Set<string> {
  return new Set(units.flatMap(({ persons }) => persons.map(({ personId }) => personId)));
}

async function drawForSubstitute(
  deps: CardActionDeps,
  name: RoundName,
  principals: readonly string[],
  person: Person,
): Promise<DrawnCard | undefined> {
  const asked = await loadAskedRound(deps.store, name, person.id, deps.clock.now());
  if (!asked) return undefined;
  const turn = turnOn(asked, person, deps);
  const directory = (await loadDirectory(deps.store)).persons;
  const names = principals.map((id) => personName(directory.get(id), id, turn.wording)).join(', ');
  const text = turn.wording.text('escalation.substitute', { count: principals.length, names });
  const banner: Banner = { text, style: 'warning' };
  return { ...(await drawRequest(turn, { banner })), summary: text };
}
