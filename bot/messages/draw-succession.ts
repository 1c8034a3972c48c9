import { loadPauses } from '../../src/brake/pauses';
import { loadOwnerName } from '../../src/people/directory';
import { notice } from '../views/notice';
import { drawDue } from '../views/people/due';
import { wordingFor } from '../views/wording';
import { type PersonalDrawer } from './drawer';

/** Above what there is to answer now, if anything. */
export const drawSuccession: PersonalDrawer<'succession'> = async (
  deps,
  { from, goals, programmes },
  person,
) => {
  const wording = wordingFor(person.language);
  const name = await loadOwnerName(deps.store, from, wording);
  const told = wording.text('succession.told', { name });
  const text = wording.text('succession.what', { goals, programmes });
  const banner = { text: `${told} ${text}`, style: 'warning' as const };
  const due = await drawDue(deps, person, { banner, pauses: await loadPauses(deps.store) });
  return due ? { ...due, summary: told } : notice(told, [text]);
};
