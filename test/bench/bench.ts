/**
 * `npm run bench`: how long things take, and how time and memory grow. With names of measurements only those; `--check`
 * ends with exit code 1 when a goal is missed, `--json FILE` writes all figures.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { findMeasurements } from './find-measurements';
import { type Measurement, type Sample } from './measurement';
import { judged, type Result } from './result';
import { headLine, resultLines } from './table';

const run = promisify(execFile);

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean' }, json: { type: 'string' } },
  });
  const machine = `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}`;
  console.log(`${machine}\n${headLine}`);
  const results: Result[] = [];
  for (const measurement of await findMeasurements(positionals)) {
    const result = judged(measurement, await samplesOf(measurement));
    console.log(resultLines(result).join('\n'));
    results.push(result);
  }
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ machine, results }, null, 2));
  const missed = results.flatMap((result) => result.missed);
  console.log(missed.length === 0 ? 'every goal is kept' : missed.join('\n'));
  if (values.check && missed.length > 0) process.exitCode = 1;
}

/** One after another: two at once would measure each other. */
async function samplesOf({ name, sizes }: Measurement): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const size of sizes) {
    const script = path.join(__dirname, 'sample-process.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script, name, String(size)]);
    samples.push(JSON.parse(stdout) as Sample);
  }
  return samples;
}

void bench();
