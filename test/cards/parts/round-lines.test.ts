/** A round's progress in words. */
import { expect, it } from '@jest/globals';
import { wordingFor } from '../../../bot/views/wording';
import { roundProgress } from '../../../cards/parts/round-lines';

const round = { persons: { asked: 0, done: 0 } };

it.each([
  ['fi', 0, 'Vastattu 0/22.'],
  ['fi', 22, 'Vastattu 0/22, osittain 22.'],
  ['sv', 1, 'Besvarat 0/22, delvis 1.'],
  ['en', 1, 'Answered 0/22, partly 1.'],
] as const)('in %s says how many goals are answered in part: %i', (locale, partly, said) => {
  const state = { ...round, asked: 22, answered: 0, partly };
  expect(roundProgress(state, wordingFor(locale))).toEqual([said]);
});
