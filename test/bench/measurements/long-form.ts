/** The report of all answers as comma-separated values, from data already read. */
import { answerReader } from '../../../cards/parts/answer-reader';
import { longFormCsv } from '../../../src/report/csv/long-form-csv';
import { largeSource } from '../large-programme';
import { type Timing } from '../measurement';

export default {
  name: 'long form as CSV',
  of: 'goals',
  sizes: [1_000, 10_000, 100_000],
  growth: 1.1,
  prepare: (size) => {
    const source = largeSource(size);
    return { run: () => longFormCsv([source], answerReader('fi'), { edition: 'full' }) };
  },
} satisfies Timing;
