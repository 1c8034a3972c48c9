import { type EntityStore } from '../storage/store';
import { loadDirectory } from './directory';
import { loadAllLeft } from './left';
import { namedPersons } from './named-persons';

/** Reads the directory once. @returns ids of the persons whom texts name and who have not left */
export async function loadNamed(store: EntityStore): Promise<(texts: readonly string[]) => string[]> {
  const [{ persons }, left] = await Promise.all([loadDirectory(store), loadAllLeft(store)]);
  return (texts) => namedPersons(texts, persons.values()).filter((id) => !left.has(id));
}
