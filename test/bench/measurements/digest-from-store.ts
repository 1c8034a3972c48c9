/** How long a person who asks for the digest waits: it is read from the store and computed. */
import { buildDigest } from '../../../src/digest/build-digest';
import { openTempStore } from '../../helpers/fixtures';
import { afterAnswers, saveLargeRounds } from '../large-programme';
import { type Timing } from '../measurement';

export default {
  name: 'digest from the store',
  of: 'goals',
  // The row cache holds much of 5,000 goals and next to nothing of more, so growth is measured beyond that.
  sizes: [1_000, 5_000, 10_000, 20_000],
  within: { 5_000: 500 },
  growth: 1.1,
  loose: { sizes: [1_000, 5_000], growth: 1.5 },
  prepare: async (size) => {
    const { store, remove } = await openTempStore();
    const name = await saveLargeRounds(store, size);
    return { run: () => buildDigest(store, name, afterAnswers), end: remove };
  },
} satisfies Timing;
