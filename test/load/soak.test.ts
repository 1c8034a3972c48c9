/** Ten minutes of replies, commands, ticks and messages, in which four days pass: memory and handles stay flat. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { median } from '../bench/statistics';
import { startAgreeingConnector } from './agreeing-connector';
import { busyFrom, saveBusyOrganisation } from './busy-organisation';
import { type KeepAlive, keepAliveTo } from './keep-alive';
import { atRate } from './open-loop';
import { type ProcessFigures } from './process-figures';
import { type Serving } from './serve-bot';
import { type ServedProcess, startServed } from './served-process';
import { findSubmitters, type Place, savesOf, saying, type Submitter } from './submits';

const minutes = Number(process.env['SOAK_MINUTES'] ?? 10);
const repliesASecond = 50;
const commandsASecond = 5;
/** The bot's seconds in each of ours: from a Tuesday to the Saturday after it, with its reminders and nights. */
const speed = 600;
const personsEach = 60;
const sampleEveryMs = 15_000;
/** Of the minutes, in which caches fill and code is compiled. */
const warmUp = 0.3;
/** Connections of persons. */
const connections = 50;
/**
 * What the heap after a collection may grow by over all samples, and what stays resident between the two halves, in MB;
 * and handles that are ever open: connections from persons, as many to Teams, and the timers of both.
 */
const most = { heap: 3, resident: 25, handles: 4 * connections };

const commands = [
  'apua',
  'omat',
  'tila',
  'kooste',
  'historia',
  'seuraava',
  'sijainen',
  'help',
  'status',
  'nonsense',
];

it(`works for ${minutes} minutes and needs no more memory than before`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'seuranta-soak-'));
  const file = path.join(folder, 'seuranta.db');
  const store = openSqliteStore(file);
  const programmes = await saveBusyOrganisation(store);
  await store.close();
  const connector = await startAgreeingConnector();
  const bot = await startServed(path.join(__dirname, 'serve-bot.ts'), {
    ...{
      file,
      serviceUrl: connector.url,
      moment: busyFrom.toISOString(),
      leads: false,
      speed,
      tickEveryMs: 1_000,
    },
  } satisfies Serving);
  const client = keepAliveTo(bot.endpoint, connections);
  try {
    const place = { serviceUrl: connector.url, card: '1' };
    const submitters = await findSubmitters(client, programmes, place, personsEach);
    const failures: string[] = [];
    const [samples] = await Promise.all([
      sampled(bot),
      reply(client, submitters, failures),
      command(client, submitters, place, failures),
    ]);
    const flat = samples.slice(Math.floor(warmUp * samples.length));
    report(flat, submitters, connector.taken);
    expect(failures).toEqual([]);
    expect(bot.ended()).toBeUndefined();
    expect(bot.complaints).toEqual([]);
    expect(slopeOf(flat.map(({ heapMegabytes }) => heapMegabytes)) * flat.length).toBeLessThan(most.heap);
    expect(growth(flat.map(({ residentMegabytes }) => residentMegabytes))).toBeLessThan(most.resident);
    expect(Math.max(...flat.map(({ handles }) => handles))).toBeLessThan(most.handles);
  } finally {
    client.close();
    await bot.stop();
    await connector.stop();
    await rm(folder, { recursive: true });
  }
});

async function reply(client: KeepAlive, submitters: readonly Submitter[], failures: string[]): Promise<void> {
  const save = savesOf(submitters, client);
  await atRate(repliesASecond, minutes * 60, async (index) => {
    await save(index).catch((error: unknown) => failures.push(String(error)));
  });
}

async function command(
  client: KeepAlive,
  submitters: readonly Submitter[],
  place: Place,
  failures: string[],
): Promise<void> {
  await atRate(commandsASecond, minutes * 60, async (index) => {
    const { personId } = submitters[(index * 7) % submitters.length]!;
    const { status } = await client.post(saying(personId, place, commands[index % commands.length]!));
    if (status !== 200) failures.push(`a command was answered with ${status}`);
  });
}

async function sampled(bot: ServedProcess): Promise<ProcessFigures[]> {
  const samples: ProcessFigures[] = [];
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    await pause(sampleEveryMs);
    samples.push(await bot.ask('figures'));
  }
  return samples;
}

/** Of the straight line nearest to the figures, for each step. */
function slopeOf(figures: readonly number[]): number {
  const middle = (figures.length - 1) / 2;
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const [above, below] = figures.reduce(
    ([up, down], figure, index) => [up + (index - middle) * (figure - mean), down + (index - middle) ** 2],
    [0, 0],
  );
  return above / below;
}

/** Between the medians of the first and of the second half. */
function growth(figures: readonly number[]): number {
  const half = figures.length >> 1;
  return median(figures.slice(half)) - median(figures.slice(0, half));
}

function report(
  samples: readonly ProcessFigures[],
  submitters: readonly Submitter[],
  taken: ReadonlyMap<string, number>,
): void {
  const of = (figure: keyof ProcessFigures) => {
    const figures = samples.map((each) => each[figure]);
    return `${figures[0]!.toFixed(1)} → ${figures.at(-1)!.toFixed(1)}, growth ${growth(figures).toFixed(1)}`;
  };
  const slope = slopeOf(samples.map(({ heapMegabytes }) => heapMegabytes)) * samples.length;
  const replies = submitters.reduce((sum, { acknowledged }) => sum + acknowledged(), 0);
  process.stdout.write(
    `${replies} replies and ${commandsASecond * minutes * 60} commands in ${minutes} minutes, ${taken.get('POST') ?? 0} messages ` +
      `and ${taken.get('PUT') ?? 0} replaced cards taken by the connector; heap ${of('heapMegabytes')} (slope ${slope.toFixed(2)}) MB, ` +
      `resident ${of('residentMegabytes')} MB, handles ${of('handles')}\n`,
  );
}
