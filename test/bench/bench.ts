/**
 * `npm run bench`: how long things take, how time and memory grow, and comparisons with the alternatives. Names of
 * measurements limit it to those; `--check` exits with code 1 if a goal is missed; `--loose` takes only what a loaded
 * machine measures well, within a minute and with looser goals; `--json FILE` writes all figures.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { findMeasurements } from './find-measurements';
import { type Reading, type Sample, type Survey, type Timing } from './measurement';
import { judgedReadings, type SurveyResult } from './reading';
import { judged, type Result } from './result';
import { headLine, resultLines, surveyHeadLine, surveyLines } from './table';

const run = promisify(execFile);

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean' },
      json: { type: 'string' },
      loose: { type: 'boolean', default: false },
    },
  });
  const machine = `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}`;
  console.log(machine);
  const measurements = await findMeasurements(positionals, values.loose);
  const timings = await take(
    measurements.filter((each) => 'prepare' in each),
    { head: headLine, measure: (each: Timing) => timingResult(each, values.loose), lines: resultLines },
  );
  const surveys = await take(
    measurements.filter((each) => 'survey' in each),
    { head: surveyHeadLine, measure: (each: Survey) => surveyResult(each, values.loose), lines: surveyLines },
  );
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify({ machine, timings, surveys }, null, 2));
  const missed = [...timings, ...surveys].flatMap((result) => result.missed);
  console.log(missed.length === 0 ? 'every goal is kept' : missed.join('\n'));
  if (values.check && missed.length > 0) process.exitCode = 1;
}

interface Kind<M, R> {
  readonly head: string;
  readonly measure: (measurement: M) => Promise<R>;
  readonly lines: (result: R) => string[];
}

/** One at a time, since two would affect each other's figures. */
async function take<M, R>(measurements: readonly M[], { head, measure, lines }: Kind<M, R>): Promise<R[]> {
  const results: R[] = [];
  for (const measurement of measurements) {
    const result = await measure(measurement);
    console.log([...(results.length === 0 ? [head] : []), ...lines(result)].join('\n'));
    results.push(result);
  }
  return results;
}

async function timingResult(timing: Timing, isLoose: boolean): Promise<Result> {
  const samples: Sample[] = [];
  for (const size of timing.sizes) samples.push((await measured(timing.name, isLoose, size)) as Sample);
  return judged(timing, samples);
}

async function surveyResult(survey: Survey, isLoose: boolean): Promise<SurveyResult> {
  return judgedReadings(survey, (await measured(survey.name, isLoose)) as Reading[]);
}

async function measured(name: string, isLoose: boolean, size = 0): Promise<unknown> {
  const script = path.join(__dirname, 'sample-process.ts');
  const goals = isLoose ? 'loose' : 'own';
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, name, String(size), goals]);
  return JSON.parse(stdout);
}

void bench();
