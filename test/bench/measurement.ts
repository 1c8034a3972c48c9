/** What a benchmark measures: a file in `measurements/` whose default export is one of these types. */

export type Measurement = Timing | Survey;

/** The time and memory that something takes, by its size. */
export interface Timing {
  /** Name in the table and in `npm run bench -- NAME`. */
  readonly name: string;
  /** What the sizes count: "goals". */
  readonly of: string;
  /** Ascending. */
  readonly sizes: readonly number[];
  /** Goals of the project: longest median in milliseconds, by size. */
  readonly within?: Readonly<Record<number, number>>;
  /** Largest exponent with which time and memory may grow; 1 is linear. Missing if there is no such goal. */
  readonly growth?: number;
  /** Sizes and growth for `--loose`; it is not measured there by default. */
  readonly loose?: Pick<Timing, 'sizes'> & { readonly growth: number };
  /** Runs before anything is measured. */
  readonly prepare: (size: number) => Prepared | Promise<Prepared>;
}

export interface Prepared {
  /** What is measured; repeated runs must do the same. */
  readonly run: () => unknown;
  readonly end?: () => unknown;
}

/** Results of one measurement at one size, in a separate process. */
export interface Sample {
  readonly size: number;
  /** Time of each run after the warm-up, in milliseconds. */
  readonly times: readonly number[];
  /** Processor time of each run, over all threads, in milliseconds. */
  readonly processor: readonly number[];
  /** Peak resident memory, less that of the process before it did anything, in megabytes. */
  readonly peakMegabytes: number;
}

/** Figures of other kinds. It measures them itself, with a warm-up and repetitions if they vary between runs. */
export interface Survey {
  readonly name: string;
  /** @param isShort fewer repetitions are enough, since only the loose goals are checked */
  readonly survey: (isShort: boolean) => Promise<readonly Reading[]>;
  /** Whether `--loose` takes it: it should last a few seconds. Default: no. */
  readonly loose?: true;
}

export interface Reading {
  /** "resident when idle". */
  readonly what: string;
  /** "ms", "MB", "KB", "%"; empty for a plain number. */
  readonly unit: string;
  /** One for each run, at least one. */
  readonly figures: readonly number[];
  /** Goals of the project for the median. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Goals for `--loose`, which a loaded machine keeps; none by default. */
  readonly loosely?: Pick<Reading, 'atMost' | 'atLeast'>;
}
