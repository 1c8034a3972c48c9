/** The one place that says who may do what. Pure. */
import { type Owner, type Programme } from '../goals/schema';
import { type Person } from './schema';

/** Whether a person sees the figures of a whole programme: admins and its coordinator. */
export function mayReadProgramme(
  person: Pick<Person, 'admin'>,
  owners: ReadonlySet<Owner>,
  programme: Pick<Programme, 'coordinator'>,
): boolean {
  return person.admin || owners.has(programme.coordinator);
}
