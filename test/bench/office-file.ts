/** The report of a round as a file for an office program, from data already read. */
import { reportWords } from '../../cards/report/words';
import { type DigestSource } from '../../src/digest/digest';
import { type ReportOptions } from '../../src/report/content/report-content';
import { during } from '../helpers/fixtures';
import { largeSource } from './large-programme';
import { type Timing } from './measurement';

const options: ReportOptions = {
  locale: 'fi',
  words: reportWords,
  names: new Map(),
  timeZone: 'Europe/Helsinki',
  asOf: during,
};

type Write = (source: DigestSource, options: ReportOptions) => Promise<unknown>;

/** @param sizes numbers of goals, ascending */
export function officeFileOf(name: string, write: Write, sizes: readonly number[]): Timing {
  return {
    ...{ name, of: 'goals', sizes, growth: 1.1 },
    prepare: (size) => {
      const source = largeSource(size);
      return { run: () => write(source, options) };
    },
  };
}
