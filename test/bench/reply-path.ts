/**
 * Saving a goal's card, with its durable write, compared with a bare botbuilder bot on restify that returns a constant
 * card: one that stores nothing, and one that stores each submit as a row. Each runs in its own process, with the same
 * client, alternating.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { busyFrom, saveBusyOrganisation } from '../load/busy-organisation';
import { compileServers } from '../load/compiled';
import { type Answered, type KeepAlive, keepAliveTo } from '../load/keep-alive';
import { type Serving } from '../load/serve-bot';
import { type ServedProcess, startServed } from '../load/served-process';
import { findSubmitters, type Submitter } from '../load/submits';
import { type BareServing } from './bare-bot';
import { type Reading } from './measurement';
import { percentile } from './statistics';

const atOnce = 8;
const personsEach = 40;
interface Extent {
  /** Runs of each contender, alternating. */
  readonly runs: number;
  readonly submits: number;
}

const whole: Extent = { runs: 7, submits: 1_000 };
const short: Extent = { runs: 3, submits: 200 };

/** No message is replaced in a conversation: that is a request to Teams, which is no faster for a bare bot. */
const nowhere = 'http://127.0.0.1:9/';

export async function replyPath(isShort: boolean): Promise<Reading[]> {
  const built = compileServers();
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-bench-'));
  const ended: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true })];
  try {
    const bot = await startSeuranta(built, path.join(folder, 'seuranta.db'), ended);
    const cardFile = path.join(folder, 'card.json');
    const bare = await startBare(built, { cardFile }, bot.anySubmit, ended);
    const durable = await startBare(
      built,
      { cardFile, storeFile: path.join(folder, 'bare.db') },
      bot.anySubmit,
      ended,
    );
    return await compare({ bot, bare, durable }, isShort ? short : whole);
  } finally {
    for (const end of ended.reverse()) await end();
  }
}

interface Contender {
  readonly process: ServedProcess;
  readonly submit: () => Promise<void>;
}

interface Seuranta extends Contender {
  /** A submit with its answer. */
  readonly anySubmit: () => Promise<{ readonly asked: string; readonly answer: Answered }>;
}

async function startSeuranta(
  built: string,
  file: string,
  ended: (() => Promise<unknown>)[],
): Promise<Seuranta> {
  const store = openSqliteStore(file);
  const programmes = await saveBusyOrganisation(store);
  await store.close();
  const { client, process } = await started(path.join(built, 'load/serve-bot.js'), ended, {
    ...{ file, serviceUrl: nowhere, moment: busyFrom.toISOString(), leads: false },
    activitiesAMinute: Number.MAX_SAFE_INTEGER,
  } satisfies Serving);
  const submitters = await findSubmitters(client, programmes, { serviceUrl: nowhere }, personsEach);
  let turn = 0;
  const anySubmit = async () => {
    const submitter: Submitter = submitters[turn++ % submitters.length]!;
    const asked = submitter.next();
    const answer = await client.post(asked);
    submitter.saved(answer);
    return { asked, answer };
  };
  return { process, anySubmit, submit: async () => void (await anySubmit()) };
}

async function startBare(
  built: string,
  options: BareServing,
  anySubmit: Seuranta['anySubmit'],
  ended: (() => Promise<unknown>)[],
): Promise<Contender> {
  const { asked, answer } = await anySubmit();
  await writeFile(options.cardFile, JSON.stringify((JSON.parse(answer.body) as { value: unknown }).value));
  const { client, process } = await started(path.join(built, 'bench/bare-bot.js'), ended, options);
  const submit = async () => {
    const { status, body } = await client.post(asked);
    // The answer is as large, and is read the same way.
    if (status !== 200 || JSON.stringify(JSON.parse(body)) !== answer.body)
      throw new Error(`${status}: ${body}`);
  };
  return { process, submit };
}

async function started(
  script: string,
  ended: (() => Promise<unknown>)[],
  options: object,
): Promise<{ readonly process: ServedProcess; readonly client: KeepAlive }> {
  const process = await startServed(script, options);
  const client = keepAliveTo(process.endpoint, atOnce);
  ended.push(() => {
    client.close();
    return process.stop();
  });
  return { process, client };
}

type Part = 'bot' | 'bare' | 'durable';

async function compare(
  { bot, bare, durable }: Readonly<Record<Part, Contender>>,
  extent: Extent,
): Promise<Reading[]> {
  const { runs, submits } = extent;
  const rounds: { readonly own: Run; readonly bare: Run; readonly durable: Run }[] = [];
  for (const each of [bot, bare, durable]) await submitMany(each, submits);
  while (rounds.length < runs)
    rounds.push({
      own: await submitMany(bot, submits),
      bare: await submitMany(bare, submits),
      durable: await submitMany(durable, submits),
    });
  const own = (figure: keyof Run) => rounds.map((round) => round.own[figure]);
  const bares = (figure: keyof Run) => rounds.map((round) => round.bare[figure]);
  const ratio = (figure: keyof Run, other: 'bare' | 'durable' = 'bare') =>
    rounds.map((round) => round.own[figure] / round[other][figure]);
  return [
    { what: 'submits a second', unit: '', figures: own('aSecond') },
    { what: 'of the bare bot', unit: '', figures: bares('aSecond') },
    {
      ...{ what: 'throughput of the bare bot’s', unit: '', figures: ratio('aSecond') },
      ...{ atLeast: 0.5, loosely: { atLeast: 0.1 } },
    },
    {
      what: 'throughput of the bare durable bot’s',
      unit: '',
      figures: ratio('aSecond', 'durable'),
      atLeast: 0.7,
    },
    { what: 'p50', unit: 'ms', figures: own('p50') },
    { what: 'p50 of the bare bot', unit: 'ms', figures: bares('p50') },
    { what: 'p99', unit: 'ms', figures: own('p99') },
    { what: 'p99 of the bare bot', unit: 'ms', figures: bares('p99') },
    { what: 'p99 of the bare bot’s', unit: '', figures: ratio('p99'), atMost: 2 },
    { what: 'processor a submit', unit: 'ms', figures: own('processor') },
    { what: 'processor of the bare bot', unit: 'ms', figures: bares('processor') },
    {
      ...{ what: 'processor of the bare bot’s', unit: '', figures: ratio('processor') },
      loosely: { atMost: 5 },
    },
    ...(extent === whole ? await whereTimeGoes(bot) : []),
  ];
}

interface Run {
  readonly aSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time per submit in milliseconds, over all threads. */
  readonly processor: number;
}

/** Sends a new submit as soon as one is answered, so that a constant number is in flight. */
async function submitMany({ process, submit }: Contender, submits: number): Promise<Run> {
  const { processorMs: before } = await process.ask('figures');
  const times: number[] = [];
  let left = submits;
  const started = performance.now();
  const one = async () => {
    while (left-- > 0) {
      const sent = performance.now();
      await submit();
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  const seconds = (performance.now() - started) / 1000;
  const { processorMs: after } = await process.ask('figures');
  return {
    aSecond: submits / seconds,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    processor: (after - before) / submits,
  };
}

/** A separate run, since profiling costs time. */
async function whereTimeGoes(bot: Contender): Promise<Reading[]> {
  await bot.process.ask('profile');
  await submitMany(bot, whole.submits);
  const shares = Object.entries(await bot.process.ask('shares'));
  const largestFirst = shares.sort(([, a], [, b]) => b - a);
  return largestFirst.map(([part, share]) => ({ what: `time in ${part}`, unit: '%', figures: [share] }));
}
