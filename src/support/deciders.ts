/** Whether a person may decide on a request: leadership, and the people it names. */
import { type Goal, type Programme } from '../goals/schema';
import { type Access } from '../people/access';
import { loadNamed } from '../people/load-named';
import { mayDecideOn } from '../rounds/permissions';
import { type EntityStore } from '../storage/store';
import { type SupportRequest } from './request';

/** The directory is read only if it decides. */
export async function mayDecide(
  store: EntityStore,
  access: Access,
  programme: Programme,
  goal: Goal,
  wanted: SupportRequest['wanted'],
): Promise<boolean> {
  if (mayDecideOn(access, programme, goal)) return true;
  return wanted.length > 0 && (await loadNamed(store))(wanted).includes(access.personId);
}
