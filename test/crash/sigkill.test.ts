import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { countMessages } from '../../src/outbox/message';
import { loadHistory, loadReplies } from '../../src/replies/reply-store';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { AnsweringPersons } from '../helpers/answering-persons';
import { type BotProcess, startBotProcess } from '../helpers/bot-process';
import { botId } from '../helpers/tenant';
import { eventually } from '../helpers/eventually';
import { goalIdOf, openLargeRound } from '../helpers/thousand-goals';
import { PromptLedger } from '../helpers/prompt-ledger';
import { seededRandom } from '../helpers/seeded-random';
import { TeamsConnector } from '../helpers/teams-connector';

const kills = 50;
const personCount = 1_000;
/** Requests a second; a prompt to a new person takes two, so 50 lives of half a second do not finish the round. */
const sendRate = 50;
/** Most requests that the bot has in flight at this rate, see `inFlightFor` in bot/process/bot.ts. */
const inFlight = Math.ceil(sendRate / 4);
/** A life ends this long after its first message, at most. */
const longestLifeMs = 1_000;

/** `CRASH_SEED` repeats the kill times of an earlier run. */
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

/** One bot at a time; callers wait until one is up. */
class BotLives {
  private current: Promise<BotProcess>;

  constructor(private readonly environment: Readonly<Record<string, string>>) {
    this.current = startBotProcess(environment);
  }

  readonly endpoint = async () => (await this.current).endpoint;

  get bot(): Promise<BotProcess> {
    return this.current;
  }

  /** The next life begins when `dead` has checked what the last one left. */
  async killAndRestart<T>(dead: () => Promise<T>): Promise<T> {
    const last = await this.current;
    let result: T;
    this.current = last
      .kill()
      .then(async () => void (result = await dead()))
      .then(() => startBotProcess(this.environment));
    await this.current;
    return result!;
  }
}

it(`loses nothing and repeats only what was under way when it is killed ${kills} times`, async () => {
  const started = performance.now();
  const directory = await mkdtemp(path.join(tmpdir(), 'seuranta-crash-'));
  const store = await openStore({ type: 'sqlite', directory });
  const connector = await new TeamsConnector().start();
  const { name, persons } = await openLargeRound(store, personCount);
  const ledger = new PromptLedger(store, connector, name, persons);
  const first = ledger.nextSend();
  const lives = new BotLives({
    SERVICE_URL: connector.url,
    SEURANTA_DATA: directory,
    SEND_RATE: String(sendRate),
    BOT_ID: botId,
    // This life takes over the lease of the last one.
    REPLICA_ID: 'crash-test',
  });
  const answering = new AnsweringPersons(ledger, name, lives.endpoint);
  try {
    const [left] = await Promise.all([killAtRandom(lives, ledger, first), answering.answer(persons, 4)]);
    await eventually('every prompt is marked', async () => (await pending(store, name)) === 0);

    expect(ledger.reached).toBe(personCount);
    expect(await countMessages(store, roundPartition(name))).toMatchObject({ sent: personCount, pending: 0 });
    expect(Math.max(...left)).toBeLessThanOrEqual(inFlight);
    expect(ledger.wronglyPrompted).toEqual([]);
    expect(answering.confirmed.size).toBe(personCount);
    expect(await wronglyStored(store, name, answering.confirmed)).toEqual([]);
    const bot = await lives.bot;
    expect({ ...(await bot.terminate()), ms: 0 }).toEqual({ code: 0, ms: 0 });

    const repeated = left.reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `seed ${seed}: ${kills} kills, ${personCount} persons reached, ${repeated} messages under way at the kills and ` +
        `repeated (bound ${kills * inFlight}), ${ledger.promptedTwice} persons prompted more than once; ` +
        `${answering.confirmed.size} replies confirmed and stored, ${answering.unanswered} submits cut off; ` +
        `${Math.round((performance.now() - started) / 1000)} s\n`,
    );
  } finally {
    answering.giveUp();
    await (await lives.bot.catch(() => undefined))?.kill();
    await connector.stop();
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
});

/** @returns for each kill, how many messages Teams had accepted that the store did not know of */
async function killAtRandom(lives: BotLives, ledger: PromptLedger, first: Promise<void>): Promise<number[]> {
  process.stdout.write(`CRASH_SEED=${seed}\n`);
  const random = seededRandom(seed);
  const left: number[] = [];
  let sending = first;
  while (left.length < kills) {
    await sending;
    await pause(random() * longestLifeMs);
    expect(ledger.reached).toBeLessThan(personCount);
    const noted = lives.killAndRestart(async () => {
      const unmarked = await ledger.noteCrash();
      // Requested before the next life begins, since that sends as soon as it can.
      sending = ledger.nextSend();
      return unmarked;
    });
    left.push(await noted);
  }
  return left;
}

async function pending(store: EntityStore, name: RoundName): Promise<number> {
  return (await countMessages(store, roundPartition(name))).pending;
}

/** Confirmed replies that are not in the store as they were typed, or are in it more than once. */
async function wronglyStored(
  store: EntityStore,
  name: RoundName,
  confirmed: ReadonlyMap<string, string>,
): Promise<string[]> {
  const replies = await loadReplies(store, name);
  const wrong: string[] = [];
  for (const [personId, text] of confirmed) {
    const goalId = goalIdOf(personId);
    const versions = await loadHistory(store, name, goalId);
    if (replies.get(goalId)?.answers['note']?.raw !== text || versions.length !== 1) wrong.push(personId);
  }
  return wrong;
}
