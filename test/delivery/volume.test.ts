import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { teamsLimits } from '../../src/outbox/pacer';
import { countMessages } from '../../src/outbox/message';
import { roundPartition } from '../../src/rounds/round-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { name } from '../helpers/fixtures';
import { openLargeRound, rememberAll } from '../helpers/large-round';
import { startFlags } from '../helpers/start-flags';
import { TeamsConnector } from '../helpers/teams-connector';
import { appLimits, teamsLimiter } from '../helpers/teams-limits';
import { type Figures, type Job } from './send-round';

/** Requests a second: four times Teams' limit and ours below it, so that the test is over in two minutes. */
const timesAsMany = 4;
const allowedRate = teamsLimits.app.count * timesAsMany;
const takenByTeams = appLimits.map(({ requests, seconds }) => ({
  requests: requests * timesAsMany,
  seconds,
}));

let folder: string;
let file: string;
let store: EntityStore;
let connector: TeamsConnector;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seuranta-volume-'));
  file = join(folder, 'store.db');
  store = openSqliteStore(file);
  connector = await new TeamsConnector({
    limiter: teamsLimiter(() => performance.now(), takenByTeams),
  }).start();
});
afterEach(async () => {
  await connector.stop();
  await store.close();
  await rm(folder, { recursive: true });
});

/**
 * The bot is a separate process, so the connector and the test itself do not count. V8 leaves garbage until its heap is
 * full, so the heap limits are those of `npm start`.
 */
async function sendInChild(job: Job): Promise<Figures> {
  const child = [...startFlags(), '--import', 'tsx', join(__dirname, 'send-round.ts'), JSON.stringify(job)];
  const { stdout } = await promisify(execFile)(process.execPath, child, { cwd: join(__dirname, '../..') });
  return JSON.parse(stdout) as Figures;
}

const refused = () => connector.requests.filter(({ status }) => status === 429).length;

describe('a round with many persons', () => {
  it.each([
    { persons: 10_000, known: true, requestsEach: 1 },
    { persons: 1_000, known: false, requestsEach: 2 },
  ])(
    'of $persons is sent once to each, as fast as is allowed (chats known before: $known)',
    async ({ persons, known, requestsEach }) => {
      const asked = await openLargeRound(store, persons);
      if (known) await rememberAll(store, connector, asked);

      const figures = await sendInChild({ file, serviceUrl: connector.url, rate: allowedRate });

      const rate = (persons * requestsEach) / figures.seconds;
      process.stdout.write(
        `${persons} persons, ${connector.requests.length} requests in ${figures.seconds.toFixed(1)} s: ` +
          `${rate.toFixed(1)}/s of ${allowedRate}/s allowed, ${refused()} refused, ${figures.retries.length} tried again (${[...new Set(figures.retries)].join('; ')}), ` +
          `at most ${figures.peakMegabytes.toFixed(0)} MB resident\n`,
      );
      expect(asked.filter(({ aadObjectId }) => connector.sentTo(aadObjectId).length !== 1)).toEqual([]);
      expect(await countMessages(store, roundPartition(name))).toMatchObject({
        pending: 0,
        sent: persons,
      });
      expect(refused()).toBe(0);
      expect(rate).toBeGreaterThan(0.95 * allowedRate);
      expect(figures.peakMegabytes).toBeLessThan(300);
    },
  );
});
