/**
 * The steps from each schema version to the next, the first one from 1 to 2. A released step is never changed or
 * removed, since a store of any age must be able to go through all of them.
 */
import { brake } from './brake';
import { closedRounds } from './closed-rounds';
import { leftSnapshots } from './left-snapshots';
import { type Migration } from './migration';
import { registerRows } from './register-rows';
import { settledRounds } from './settled-rounds';

export const migrations: readonly Migration[] = [
  registerRows,
  closedRounds,
  leftSnapshots,
  brake,
  settledRounds,
];
