/**
 * The steps from each schema version to the next, the first leading from 1 to 2. A step that was released is never
 * changed or taken out: a store of any age must get through all of them.
 */
import { closedRounds } from './closed-rounds';
import { leftSnapshots } from './left-snapshots';
import { type Migration } from './migration';
import { registerRows } from './register-rows';

export const migrations: readonly Migration[] = [registerRows, closedRounds, leftSnapshots];
