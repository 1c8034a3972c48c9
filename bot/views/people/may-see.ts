/** Whether a person may use a command at all, to run it and to list it. */
import { type Programme } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { mayCoordinate } from '../../../src/rounds/permissions';

/** People who run the programme, and heads of its units. */
export function maySeeMissing(access: Access, programme: Programme): boolean {
  return mayCoordinate(access, programme) || access.heads.has(programme.id);
}
