/**
 * `npm run bench:size`: an organisation with 1,000 programmes beside one with a tenth of them. What concerns one programme
 * may take at most 1.3 times as long. `--programmes N` sets another number, `--check` exits with code 1 if a
 * goal is missed.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startFlags } from '../../helpers/start-flags';
import { type Reading } from '../measurement';
import { judgedReadings } from '../reading';
import { growthExponent } from '../statistics';
import { surveyHeadLine, surveyLines } from '../table';
import { goalsEach, saveOrganisation } from './organisation';
import { type SizeFigures } from './size-sample';

const run = promisify(execFile);
const name = 'at size';
const mostRatio = 1.3;
/** These look at all programmes. */
const ofAll: ReadonlySet<string> = new Set(['first ten prompts of a sending', 'tick with nothing due']);
/** The heap of `npm start`, and what Node, SQLite and the sources take beside it. */
const mostMegabytes = 300;

async function atSize(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      programmes: { type: 'string', default: '1000' },
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'seuranta-size-'));
  const most = Number(values.programmes);
  try {
    const tenth = await measured(folder, most / 10);
    const full = await measured(folder, most);
    const { missed, ...result } = judgedReadings({ name }, readingsOf(tenth, full, most));
    console.log([surveyHeadLine, ...surveyLines({ ...result, missed })].join('\n'));
    console.log(missed.length === 0 ? 'every goal is kept' : missed.join('\n'));
    if (values.check && missed.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(folder: string, programmes: number): Promise<SizeFigures> {
  const file = path.join(folder, `${programmes}.db`);
  const began = performance.now();
  await saveOrganisation(file, programmes);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${programmes} programmes with ${programmes * goalsEach} goals written in ${seconds} s`);
  const script = path.join(__dirname, 'size-sample.ts');
  const { stdout } = await run(process.execPath, [
    ...startFlags(),
    ...['--import', 'tsx', script, file, String(programmes)],
  ]);
  return JSON.parse(stdout) as SizeFigures;
}

/** Processor time is compared, since other work on the machine changes it least. */
function readingsOf(tenth: SizeFigures, full: SizeFigures, programmes: number): Reading[] {
  const times = Object.entries(full.figures).flatMap(([what, large]): Reading[] => {
    const small = tenth.figures[what]!;
    const sizes = [
      { size: programmes / 10, figure: small.processor },
      { size: programmes, figure: large.processor },
    ] as const;
    return [
      { what, unit: 'ms', figures: [large.wall] },
      { what: 'its processor time', unit: 'ms', figures: [large.processor] },
      {
        what: 'times that of a tenth',
        unit: '',
        figures: [large.processor / small.processor],
        ...(!ofAll.has(what) && { atMost: mostRatio }),
      },
      { what: 'growth exponent', unit: '', figures: [growthExponent(...sizes)!] },
    ];
  });
  return [
    ...times,
    { what: 'peak memory of a tenth', unit: 'MB', figures: [tenth.peakMegabytes] },
    { what: 'peak memory', unit: 'MB', figures: [full.peakMegabytes], atMost: mostMegabytes },
  ];
}

void atSize();
