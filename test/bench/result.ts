/** The figures of a measurement, and which of its goals they miss. Pure. */
import { type Sample, type Timing } from './measurement';
import { growthExponent, median, spread } from './statistics';

export interface SizeResult {
  readonly size: number;
  readonly runs: number;
  /** Milliseconds. */
  readonly median: number;
  /** Percent of the median. */
  readonly spread: number;
  /** Processor time in milliseconds, over all threads. */
  readonly processor: number;
  readonly peakMegabytes: number;
  /** Milliseconds that it may take. */
  readonly within?: number;
}

export interface Result {
  readonly name: string;
  readonly of: string;
  readonly sizes: readonly SizeResult[];
  /** Of the processor's time, which other work on the machine changes least, between the two largest sizes. */
  readonly timeGrowth?: number;
  /** Between the smallest and the largest size, since a heap is emptied now and then. */
  readonly memoryGrowth?: number;
  /** What is missed, in words. */
  readonly missed: readonly string[];
}

export function judged(measurement: Timing, samples: readonly Sample[]): Result {
  const { name, of, growth } = measurement;
  const sizes = samples.map((sample) => sizeResult(measurement, sample));
  const times = sizes.map(({ size, processor }) => ({ size, figure: processor }));
  const timeGrowth = growthExponent(times.at(-2), times.at(-1));
  const memory = sizes.map(({ size, peakMegabytes }) => ({ size, figure: peakMegabytes }));
  const memoryGrowth = growthExponent(memory[0], memory.at(-1));
  const slow = sizes
    .filter((each) => each.within !== undefined && each.median > each.within)
    .map((each) => `${name} of ${each.size} ${of}: ${Math.round(each.median)} ms, not ${each.within} ms`);
  const steep = Object.entries({ time: timeGrowth, memory: memoryGrowth })
    .filter(([, exponent]) => growth !== undefined && exponent !== undefined && exponent > growth)
    .map(([what, exponent]) => `${name}: ${what} grows with exponent ${exponent!.toFixed(2)}, not ${growth}`);
  return {
    ...{ name, of, sizes, missed: [...slow, ...steep] },
    ...(timeGrowth !== undefined && { timeGrowth }),
    ...(memoryGrowth !== undefined && { memoryGrowth }),
  };
}

function sizeResult({ within }: Timing, { size, times, processor, peakMegabytes }: Sample): SizeResult {
  const limit = within?.[size];
  return {
    ...{ size, runs: times.length, median: median(times), spread: spread(times) },
    ...{ processor: median(processor), peakMegabytes },
    ...(limit !== undefined && { within: limit }),
  };
}
