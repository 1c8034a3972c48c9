/** 200 replies a second for a minute, each of them durable before it is confirmed: none is lost, nobody waits. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadHistory, readReply } from '../../src/replies/reply-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { percentile } from '../bench/statistics';
import { startAgreeingConnector } from './agreeing-connector';
import { busyFrom, saveBusyOrganisation } from './busy-organisation';
import { compileServers } from './compiled';
import { keepAliveTo } from './keep-alive';
import { atRate } from './open-loop';
import { type Serving } from './serve-bot';
import { type ServedProcess, startServed } from './served-process';
import { findSubmitters, savesOf, type Submitter } from './submits';

/** The goals; `.ci/run` asks for less, since its machine may be slower or shared. */
const repliesASecond = Number(process.env['LOAD_RATE'] ?? 200);
const seconds = 60;
/** Of each programme: at the goal's rate a person saves again after two seconds and a half. */
const personsEach = 100;
/** As many as a proxy keeps open; what is more waits, and its time runs. */
const connections = 64;
/** Longest that one in a hundred may take, in milliseconds. */
const p99Within = Number(process.env['LOAD_P99'] ?? 250);

it(`takes ${repliesASecond} replies a second for ${seconds} s, loses none and answers within ${p99Within} ms`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-load-'));
  const file = path.join(folder, 'seuranta.db');
  const store = openSqliteStore(file);
  const programmes = await saveBusyOrganisation(store);
  const connector = await startAgreeingConnector();
  const bot = await startServed(path.join(compileServers(), 'load/serve-bot.js'), {
    ...{ file, serviceUrl: connector.url, moment: busyFrom.toISOString(), leads: true },
  } satisfies Serving);
  const client = keepAliveTo(bot.endpoint, connections);
  try {
    const submitters = await findSubmitters(
      client,
      programmes,
      { serviceUrl: connector.url, card: '1' },
      personsEach,
    );
    const before = await bot.ask('figures');
    const replaced = connector.taken.get('PUT') ?? 0;
    const failures: unknown[] = [];
    const save = savesOf(submitters, client);
    const took = await atRate(repliesASecond, seconds, async (index) => {
      await save(index).catch((error: unknown) => failures.push(error));
    });
    const after = await bot.ask('figures');

    process.stdout.write(
      `${took.length} replies of ${submitters.length} persons in ${seconds} s: p50 ${ms(percentile(took, 50))}, ` +
        `p99 ${ms(percentile(took, 99))}, at most ${ms(Math.max(...took))}; ` +
        `${((after.processorMs - before.processorMs) / (10 * seconds)).toFixed(0)} % of a core, ` +
        `at most ${after.peakMegabytes.toFixed(0)} MB resident; ` +
        `${connector.taken.get('PUT')! - replaced} cards replaced, the tick and the sender ran meanwhile\n`,
    );
    expect(failures).toEqual([]);
    expect(await wronglyStored(store, submitters)).toEqual([]);
    expect(percentile(took, 99)).toBeLessThan(p99Within);
    expectHealthy(bot);
  } finally {
    client.close();
    await bot.stop();
    await connector.stop();
    await store.close();
    await rm(folder, { recursive: true });
  }
});

/** Goals whose reply or history is not exactly what was confirmed to be saved. */
async function wronglyStored(store: EntityStore, submitters: readonly Submitter[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { round, goalId, personId, acknowledged } of submitters) {
    const reply = (await readReply(store, round, goalId))?.value;
    const versions = (await loadHistory(store, round, goalId)).map(({ version, by }) => `${version} ${by}`);
    const wanted = Array.from({ length: acknowledged() }, (_, index) => `${index + 1} ${personId}`);
    if (reply?.version !== acknowledged() || versions.join() !== wanted.join()) wrong.push(goalId);
  }
  return wrong;
}

function expectHealthy({ ended, complaints }: ServedProcess): void {
  expect(ended()).toBeUndefined();
  expect(complaints).toEqual([]);
}

function ms(figure: number): string {
  return `${figure.toFixed(0)} ms`;
}
