/** Messages about absences: to substitutes, and to people whose automatic email reply is on. */
import { awayText } from '../../cards/substitute/data';
import { isOver, isSubstituted } from '../../src/people/absences/absence';
import { loadEarlierSubstitute } from '../../src/people/absences/earlier-substitute';
import { loadOwnerName } from '../../src/people/directory';
import { loadSubstitutionsOf } from '../../src/people/substitutions';
import { localDay, usualZone } from '../../src/periods/local-time';
import { notice } from '../views/notice';
import { substituteCard } from '../views/people/substitute';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

/** Draws nothing if the substitution has been taken back since. */
export const drawSubstitution: PersonalDrawer<'substitution'> = async (
  { store, clock },
  { personId, from, to },
  person,
) => {
  const known = await loadSubstitutionsOf(store, personId, clock.now());
  const holds = known.some((each) => each.substituteId === person.id && each.from === from && each.to === to);
  if (!holds) return undefined;
  const wording = wordingFor(person.language);
  const name = await loadOwnerName(store, personId, wording);
  const days = { from: wording.day(from), to: wording.day(to) };
  return notice(wording.text('substitute.told', { name }), [wording.text('substitute.toldDays', days)]);
};

/** Draws nothing if the absence is over, or if the person has named a substitute meanwhile. */
export const drawAbsence: PersonalDrawer<'absence'> = async (deps, away, person) => {
  const { store, clock } = deps;
  if (isOver(away, localDay(clock.now(), usualZone))) return undefined;
  const named = await loadSubstitutionsOf(store, person.id, clock.now());
  if (isSubstituted(away, person.id, named)) return undefined;
  const wording = wordingFor(person.language);
  const proposed = await loadEarlierSubstitute(store, person.id, away);
  return {
    card: await substituteCard(deps, person, { away, ...(proposed && { proposed }) }),
    summary: `${awayText(away, wording)} ${wording.text('substitute.ask')}`,
  };
};
