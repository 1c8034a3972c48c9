/** The digest of a round, from data already read. */
import { computeDigest } from '../../../src/digest/digest';
import { during } from '../../helpers/fixtures';
import { largeSource } from '../large-programme';
import { type Timing } from '../measurement';

export default {
  name: 'digest',
  of: 'goals',
  sizes: [1_000, 5_000, 10_000, 100_000],
  within: { 5_000: 500, 100_000: 10_000 },
  growth: 1.1,
  loose: { sizes: [1_000, 5_000], growth: 1.5 },
  prepare: (size) => {
    const source = largeSource(size);
    return { run: () => computeDigest(source, during) };
  },
} satisfies Timing;
