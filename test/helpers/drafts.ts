import { type Draft, loadDraftRows } from '../../src/replies/draft';
import { type RoundName } from '../../src/rounds/round-name';
import { type EntityStore } from '../../src/storage/store';

/** A person's drafts in a round by goal. */
export async function loadDrafts(
  store: EntityStore,
  name: RoundName,
  personId: string,
): Promise<Map<string, Draft>> {
  const rows = await loadDraftRows(store, name, personId);
  return new Map([...rows].map(([goalId, { value }]) => [goalId, value]));
}
