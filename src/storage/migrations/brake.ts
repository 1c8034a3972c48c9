/**
 * 4 to 5: no row changes, but from version 5 on a row may say that sending is paused, or that a round was taken back. An
 * earlier program would go on sending, and would open the round again, so it must refuse the store.
 */
import { type Migration } from './migration';

export const brake: Migration = {
  what: 'sending can be paused and rounds taken back, which earlier programs do not know',
  run: () => Promise.resolve(),
};
