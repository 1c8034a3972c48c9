import { loadOwnerName } from '../../src/people/directory';
import { loadSubstitutionsOf } from '../../src/people/substitutions';
import { notice } from '../views/notice';
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
