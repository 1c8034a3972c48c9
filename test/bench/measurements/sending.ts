/**
 * A round of 2,000 persons against Teams' limits, with answers that take 120 ms, compared with a loop that sends one
 * message after the other. At Teams' rate the round would take over a minute, so our rate and the connector's are four
 * times as high; that does not affect the loop, which sends to fewer persons.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { teamsLimits } from '../../../src/outbox/pacer';
import { openSqliteStore } from '../../../src/storage/sqlite/sqlite-store';
import { type Figures, type Job } from '../../delivery/send-round';
import { openLargeRound, rememberAll } from '../../helpers/large-round';
import { startFlags } from '../../helpers/start-flags';
import { TeamsConnector } from '../../helpers/teams-connector';
import { faults } from '../../helpers/teams-faults';
import { appLimits, teamsLimiter } from '../../helpers/teams-limits';
import { type Survey } from '../measurement';
import { type LoopJob } from '../send-loop';

const timesAsMany = 4;
const allowedRate = teamsLimits.app.count * timesAsMany;
const takenByTeams = appLimits.map(({ requests, seconds }) => ({
  requests: requests * timesAsMany,
  seconds,
}));
const answerMs = 120;
const personCount = 2_000;
const loopCount = 50;
const runs = 2;

export default {
  name: 'sending',
  survey: async () => {
    const rounds: Awaited<ReturnType<typeof sendRound>>[] = [];
    for (let run = 0; run < runs; run++) rounds.push(await sendRound());
    const loops = rounds.map(({ loopRate }) => loopRate);
    const shares = rounds.map(({ rate }) => rate / allowedRate);
    return [
      {
        ...{
          what: `${personCount.toLocaleString('en')} persons: share of the allowed rate`,
          unit: '%',
          atLeast: 98,
        },
        figures: shares.map((share) => 100 * share),
      },
      {
        what: 'requests refused with 429',
        unit: '',
        figures: rounds.map(({ refused }) => refused),
        atMost: 0,
      },
      {
        ...{ what: 'processor for 1,000 messages', unit: 's' },
        figures: rounds.map(({ processorSeconds }) => (1_000 * processorSeconds) / personCount),
      },
      { what: `loop, ${loopCount} persons: messages a second`, unit: '', figures: loops },
      {
        what: `times as fast as the loop, at ${teamsLimits.app.count} a second`,
        ...{ unit: '', figures: shares.map((share, run) => (share * teamsLimits.app.count) / loops[run]!) },
      },
    ];
  },
} satisfies Survey;

async function sendRound() {
  const folder = mkdtempSync(path.join(tmpdir(), 'seuranta-bench-'));
  const file = path.join(folder, 'store.db');
  const store = openSqliteStore(file);
  const connector = await slowTeams().start();
  const asked = await openLargeRound(store, personCount);
  await rememberAll(store, connector, asked);
  const serviceUrl = connector.url;
  const job: Job = { file, serviceUrl, rate: allowedRate };
  const { seconds, processorSeconds } = (await inChild('../../delivery/send-round.ts', job)) as Figures;
  const refused = connector.requests.filter(({ status }) => status === 429).length;
  const missing = asked.filter(({ aadObjectId }) => connector.sentTo(aadObjectId).length !== 1);
  if (missing.length > 0) throw new Error(`${missing.length} persons did not get exactly one message`);
  const persons = asked.slice(0, loopCount).map(({ personId }) => personId);
  const loopJob: LoopJob = { file, serviceUrl, persons };
  const loopSeconds = (await inChild('../send-loop.ts', loopJob)) as number;
  await connector.stop();
  await store.close();
  rmSync(folder, { recursive: true });
  return { rate: personCount / seconds, processorSeconds, refused, loopRate: loopCount / loopSeconds };
}

/** Every request is a message in a known chat. */
function slowTeams(): TeamsConnector {
  const limiter = teamsLimiter(() => performance.now(), takenByTeams);
  const connector = new TeamsConnector();
  connector.fault = ({ conversationId }) => {
    const wait = limiter.admit(conversationId, 'send');
    return wait === undefined ? faults.slow(setTimeout(answerMs)) : faults.throttled(wait);
  };
  return connector;
}

/** Uses the heap limits of `npm start`. */
async function inChild(script: string, job: Job | LoopJob): Promise<unknown> {
  const program = [...startFlags(), '--import', 'tsx'];
  const child = [...program, path.join(__dirname, script), JSON.stringify(job)];
  const { stdout } = await promisify(execFile)(process.execPath, child);
  return JSON.parse(stdout);
}
