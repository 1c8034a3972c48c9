/** The report as an Excel workbook, from data already read. */
import { reportWords } from '../../../cards/report/words';
import { type ReportOptions } from '../../../src/report/content/report-content';
import { workbookOf } from '../../../src/report/xlsx/workbook';
import { during } from '../../helpers/fixtures';
import { largeSource } from '../large-programme';
import { type Timing } from '../measurement';

const options: ReportOptions = {
  locale: 'fi',
  words: reportWords,
  names: new Map(),
  timeZone: 'Europe/Helsinki',
  asOf: during,
};

export default {
  name: 'workbook',
  of: 'goals',
  sizes: [1_000, 5_000],
  growth: 1.1,
  prepare: (size) => {
    const source = largeSource(size);
    return { run: () => workbookOf(source, options) };
  },
} satisfies Timing;
