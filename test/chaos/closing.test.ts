/** Rounds are closed while hundreds answer, and the closing processes are killed in the middle. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { buildDigest } from '../../src/digest/build-digest';
import { readRound, type RoundName } from '../../src/rounds/round-store';
import { snapshotIds } from '../../src/rounds/snapshot';
import { type EntityStore } from '../../src/storage/store';
import { startBotProcess } from '../helpers/bot-process';
import { eventually } from '../helpers/eventually';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId } from '../helpers/tenant';
import { AnsweringLoad } from './answering-load';
import { openRounds } from './rounds-to-answer';

const root = path.join(__dirname, '../..');
const personCount = 30;
/** The commit before which the closing process is killed: mark, gates, the snapshot's page, the closing; or never. */
const kills = [1, 2, 3, 4, undefined, undefined, undefined];
const byCalendar = 2;
const servedWithinMs = 130_000;

/** Closes a round by hand in a separate process. @returns the signal that ended it */
async function closeElsewhere(data: string, name: RoundName, dies?: number): Promise<NodeJS.Signals | null> {
  const script = `
    const { openStore } = require('./bot/process/store/open-store');
    const { closeRound } = require('./src/rounds/close-round');
    (async () => {
      const store = await openStore({ type: 'sqlite', directory: ${JSON.stringify(data)} });
      let commits = 0;
      const dying = {
        get: (...at) => store.get(...at), range: (...at) => store.range(...at), close: () => store.close(),
        commit: (...changes) => (++commits === ${dies ?? 0}
          ? process.kill(process.pid, 'SIGKILL') : store.commit(...changes)),
      };
      await closeRound(dying, { ...${JSON.stringify(name)}, by: 'cli:test', way: 'cli' }, new Date());
      await store.close();
    })().catch((error) => { console.error(error); process.exit(1); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { cwd: root, stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(code ?? 0).toBe(0);
  return signal;
}

it('each is closed once, with one snapshot, and every answer that was said to be saved is in it', async () => {
  const data = await mkdtemp(path.join(tmpdir(), 'seuranta-closing-'));
  const store = await openStore({ type: 'sqlite', directory: data });
  const connector = await new TeamsConnector().start();
  const soon = Array.from({ length: byCalendar }, () => new Date(Date.now() + 20_000));
  const answerers = await openRounds(store, personCount, [...kills.map(() => undefined), ...soon]);
  const bot = await startBotProcess({ SERVICE_URL: connector.url, SEURANTA_DATA: data, BOT_ID: botId });
  const load = new AnsweringLoad(answerers, connector.url, () => bot.endpoint);
  const rounds = [
    ...new Map(answerers.map(({ programmeId, period }) => [programmeId, { programmeId, period }])).values(),
  ];
  const openOnes = () => stillOpen(store, rounds);
  try {
    load.start(16);
    await load.moreSaved(100);
    const signals = [];
    for (const [index, dies] of kills.entries())
      signals.push(await closeElsewhere(data, rounds[index]!, dies));
    expect(signals).toEqual(kills.map((dies) => (dies === undefined ? null : 'SIGKILL')));
    const killed = performance.now();
    // The first was killed before its mark, so it was never begun.
    await closeElsewhere(data, rounds[0]!);
    await eventually('every round is closed', async () => (await openOnes()).length === 0, servedWithinMs);
    const servedAfter = performance.now() - killed;
    await load.stop();

    expect(await load.wronglyTold(store)).toEqual([]);
    for (const name of rounds) {
      const round = (await readRound(store, name))!.value;
      expect(round.events.map(({ what }) => what)).toEqual(['opened', 'closed']);
      expect(await snapshotIds(store, name)).toEqual([round.snapshot]);
      const { asked, answered } = await buildDigest(store, name, new Date());
      expect(asked).toBe(personCount);
      expect(answered).toBeGreaterThan(0);
    }
    const { saved, refused, unanswered } = load.counts;
    process.stdout.write(
      `${rounds.length} rounds closed under load, ${signals.filter(Boolean).length} of those who closed them killed: ` +
        `${saved} answers said to be saved, ${refused} refused, ${unanswered} cut off, 0 lost; one snapshot each; ` +
        `the last was finished ${(servedAfter / 1000).toFixed(0)} s after the last kill\n`,
    );
    expect(bot.errors).toEqual([]);
  } finally {
    await load.stop();
    await bot.kill();
    await connector.stop();
    await store.close();
    await rm(data, { recursive: true, force: true });
  }
});

async function stillOpen(store: EntityStore, rounds: readonly RoundName[]): Promise<string[]> {
  const found = await Promise.all(rounds.map((name) => readRound(store, name)));
  return found.flatMap((row) => (row!.value.status === 'closed' ? [] : [row!.value.programmeId]));
}
