/** What a benchmark measures: a file of its own in `measurements/`, whose default export is one of these. */

export type Measurement = Timing | Survey;

/** How long something takes, and how much memory, by its size. */
export interface Timing {
  /** As the table and `npm run bench -- NAME` have it. */
  readonly name: string;
  /** What the sizes count: "goals". */
  readonly of: string;
  /** Ascending. */
  readonly sizes: readonly number[];
  /** Goals of the project: longest median in milliseconds, by size. */
  readonly within?: Readonly<Record<number, number>>;
  /** Largest exponent with which time and memory may grow; 1 is linear. Left out where that is no goal. */
  readonly growth?: number;
  /** Made before anything is measured. */
  readonly prepare: (size: number) => Prepared | Promise<Prepared>;
}

export interface Prepared {
  /** What is measured; it must be the same however often it runs. */
  readonly run: () => unknown;
  readonly end?: () => unknown;
}

/** Of one measurement at one size, in a process of its own. */
export interface Sample {
  readonly size: number;
  /** Of each run after the warm-up, in milliseconds. */
  readonly times: readonly number[];
  /** Of the processor, all threads together, for each run, in milliseconds. */
  readonly processor: readonly number[];
  /** Most that was resident, beyond what the process had before it made anything, in megabytes. */
  readonly peakMegabytes: number;
}

/** Figures of other kinds, which it takes by itself, warmed up and repeated where they differ from run to run. */
export interface Survey {
  readonly name: string;
  readonly survey: () => Promise<readonly Reading[]>;
}

export interface Reading {
  /** "resident when idle". */
  readonly what: string;
  /** "ms", "MB", "KB", "%"; empty for a mere number. */
  readonly unit: string;
  /** One for each run, at least one. */
  readonly figures: readonly number[];
  /** Goals of the project for the median. */
  readonly atMost?: number;
  readonly atLeast?: number;
}
