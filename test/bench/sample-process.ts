/** Takes one measurement, a timing at one size, and prints it; `bench.ts` starts it, so that each has a heap of its own. */
import { findMeasurements } from './find-measurements';
import { type Prepared, type Reading, type Sample, type Timing } from './measurement';

/** Enough for a median; a slow measurement is run as often as fits into the time, but twice. */
const mostRuns = 9;
const leastRuns = 2;
const longestMs = 3_000;

async function measure(name: string, size: number, isLoose: boolean): Promise<Sample | readonly Reading[]> {
  const [measurement] = await findMeasurements([name], isLoose);
  return 'survey' in measurement! ? measurement.survey(false) : sample(measurement!, size);
}

async function sample({ prepare }: Timing, size: number): Promise<Sample> {
  const before = peakMegabytes();
  const prepared = await prepare(size);
  try {
    const warmUp = performance.now();
    await prepared.run();
    const runs = (longestMs - (performance.now() - warmUp)) / (performance.now() - warmUp);
    const { times, processor } = await repeat(prepared, Math.min(mostRuns, Math.max(leastRuns, runs)));
    return { size, times, processor, peakMegabytes: peakMegabytes() - before };
  } finally {
    await prepared.end?.();
  }
}

async function repeat({ run }: Prepared, runs: number): Promise<Pick<Sample, 'times' | 'processor'>> {
  const times: number[] = [];
  const processor: number[] = [];
  while (times.length < runs) {
    const used = process.cpuUsage();
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  return { times, processor };
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

const [, , name, size, goals] = process.argv;
void measure(name!, Number(size), goals === 'loose').then((result) =>
  process.stdout.write(JSON.stringify(result)),
);
