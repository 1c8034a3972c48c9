/**
 * 5 to 6: no row changes here, but from version 6 on the index of rounds marks those from which nothing follows any
 * more, which the tick does bit by bit. An earlier program would reopen such a round without clearing its mark, and
 * then nobody would be reminded, so it must refuse the store.
 */
import { type Migration } from './migration';

export const settledRounds: Migration = {
  what: 'closed rounds are marked in the index of rounds, which earlier programs do not know',
  run: () => Promise.resolve(),
};
