import { type EntityStore } from '../../storage/store';
import { loadPerson } from '../directory';
import { readLeft } from '../left';
import { type Person } from '../schema';
import { loadSubstitutions } from '../substitutions';
import { type Absence, isSubstituted } from './absence';

/** The person's latest substitute who is still here and not away then, as far as is known. */
export async function loadEarlierSubstitute(
  store: EntityStore,
  personId: string,
  absence: Absence,
): Promise<Person | undefined> {
  const all = await loadSubstitutions(store);
  const own = all.filter((each) => each.personId === personId).sort((a, b) => (a.to < b.to ? 1 : -1));
  for (const substituteId of new Set(own.map((each) => each.substituteId))) {
    if (isSubstituted(absence, substituteId, all) || (await readLeft(store, substituteId))) continue;
    const person = await loadPerson(store, substituteId);
    if (person) return person;
  }
  return undefined;
}
