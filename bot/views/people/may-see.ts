/** Whether a person may use a command at all, to list it or not. */
import { loadProgrammes } from '../../../src/goals/register';
import { type Programme } from '../../../src/goals/schema';
import { type Access } from '../../../src/people/access';
import { mayCoordinate, mayReadSomeUnit } from '../../../src/rounds/permissions';
import { type CommandTurn } from '../command-turn';

/** Whether there may be something for the person to follow. */
export async function mayFollow({ store, access }: Pick<CommandTurn, 'store' | 'access'>): Promise<boolean> {
  return (await loadProgrammes(store)).some((programme) => mayReadSomeUnit(access, programme));
}

/** People who run the programme, and heads of its units. */
export function maySeeMissing(access: Access, programme: Programme): boolean {
  return mayCoordinate(access, programme) || access.heads.has(programme.id);
}
