/** 100,000 malformed and hostile activities and card submits over HTTP: none breaks, changes or fills up the bot. */
import fc from 'fast-check';
import { type Answered, keepAliveTo } from '../load/keep-alive';
import { type ProcessFigures } from '../load/process-figures';
import { hostileRequests } from './activities';
import { type FuzzedBot, startFuzzedBot } from './fuzzed-bot';

const requests = Number(process.env['FUZZ_REQUESTS'] ?? 100_000);
/** `FUZZ_SEED` repeats the requests of an earlier run. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_120);
const atOnce = 16;
const aBatch = 500;
/** Four of five requests are by people without permissions. */
const share = { withoutRights: 0.8, entitled: 0.2 };
/** Megabytes that the heap may grow between a fifth of the requests and all of them. */
const mostGrowth = 6;
/** "Format your bot messages", Microsoft; in UTF-16. */
const largestMessage = 100 * 1024;

let bot: FuzzedBot;
beforeAll(async () => {
  process.stdout.write(`FUZZ_SEED=${seed}\n`);
  bot = await startFuzzedBot();
});
afterAll(() => bot.stop());

it('of persons without rights change nothing, are never answered as a fault of ours, and leave nothing in memory', async () => {
  const { targets, bystanders, strangers } = bot;
  const count = requests * share.withoutRights;
  const before = bot.stored();
  const senders = hostileRequests(targets, [...bystanders, ...strangers]);
  const early = await send(senders, count / 4, seed);
  const atAFifth = await bot.process.ask('figures');
  const late = await send(senders, (3 * count) / 4, seed + 1);
  const atTheEnd = await bot.process.ask('figures');
  report('without rights', [early, late], atAFifth, atTheEnd);
  expect([...early.faults, ...late.faults]).toEqual([]);
  expect(changed(before, bot.stored())).toEqual([]);
  expect(atTheEnd.heapMegabytes - atAFifth.heapMegabytes).toBeLessThan(mostGrowth);
  expectUnharmed();
});

it('of persons with rights are never answered as a fault of ours, nor with a card that Teams refuses', async () => {
  const before = await bot.process.ask('figures');
  // Otherwise every report would be made, one after another, in its own process.
  const requestsOf = hostileRequests(bot.targets, bot.entitled, ['report-make']);
  const sent = await send(requestsOf, requests * share.entitled, seed + 2);
  report('entitled', [sent], before, await bot.process.ask('figures'));
  expect(sent.faults).toEqual([]);
  expectUnharmed();
});

function changed(before: readonly string[], after: readonly string[]): string[] {
  const [known, kept] = [new Set(before), new Set(after)];
  return [...after.filter((row) => !known.has(row)), ...before.filter((row) => !kept.has(row))];
}

interface Sent {
  /** Number of answers by status. */
  readonly statuses: Map<number, number>;
  /** Wrong answers, with their requests. */
  readonly faults: string[];
  readonly seconds: number;
}

async function send(bodies: fc.Arbitrary<string>, count: number, from: number): Promise<Sent> {
  const client = keepAliveTo(bot.process.endpoint, atOnce);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const started = performance.now();
  for (let done = 0; done < count && faults.length < 20; done += aBatch) {
    const waiting = fc.sample(bodies, {
      seed: from * 1_000 + done / aBatch,
      numRuns: Math.min(aBatch, count - done),
    });
    const work = async () => {
      for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
        const answer = await client
          .post(body)
          .catch((error: unknown) => ({ status: 0, body: String(error) }));
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const fault = faultOf(answer);
        if (fault) faults.push(`${fault}\n${body.slice(0, 1_500)}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  client.close();
  return { statuses, faults, seconds: (performance.now() - started) / 1000 };
}

function faultOf({ status, body }: Answered): string | undefined {
  if (status < 200 || status >= 500) return `${status}: ${body}`;
  if (2 * body.length > largestMessage) return `an answer of ${body.length} characters`;
  return undefined;
}

/** Expects the bot to be running and to have logged nothing unexpected. */
function expectUnharmed(): void {
  expect(bot.process.ended()).toBeUndefined();
  const errors = bot.process.complaints
    .join('')
    .split('\n')
    .filter((line) => line !== '' && !isWarning(line));
  expect(errors.slice(0, 5)).toEqual([]);
}

function isWarning(line: string): boolean {
  return /^\{"level":40,/.test(line);
}

function report(whose: string, parts: readonly Sent[], before: ProcessFigures, after: ProcessFigures): void {
  const statuses = new Map<number, number>();
  for (const { statuses: each } of parts)
    for (const [status, count] of each) statuses.set(status, (statuses.get(status) ?? 0) + count);
  const counted = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
  process.stdout.write(
    `${whose}: ${counted.join(', ')} in ${seconds.toFixed(0)} s; heap ${before.heapMegabytes.toFixed(1)} → ` +
      `${after.heapMegabytes.toFixed(1)} MB, at most ${after.peakMegabytes.toFixed(0)} MB resident\n`,
  );
}
