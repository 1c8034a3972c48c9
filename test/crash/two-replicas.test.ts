import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../bot/process/store/open-store';
import { countMessages } from '../../src/outbox/message';
import { type RoundName, roundPartition } from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { type Azurite, startAzurite } from '../helpers/azurite';
import { type BotProcess, startBotProcess } from '../helpers/bot-process';
import { botId } from '../helpers/tenant';
import { eventually } from '../helpers/eventually';
import { PromptLedger } from '../helpers/prompt-ledger';
import { TeamsConnector } from '../helpers/teams-connector';
import { openLargeRound } from '../helpers/thousand-goals';

const personCount = 1_000;
/** Requests a second; a prompt to a new person takes two. */
const sendRate = 60;
/** Most requests that the bot has in flight at this rate, see `inFlightFor` in bot/process/bot.ts. */
const inFlight = Math.ceil(sendRate / 4);
const takeoverMs = 60_000;
const handoverMs = 15_000;
const stopMs = 10_000;

let azurite: Azurite;
let table = 0;
let store: EntityStore;
let connector: TeamsConnector;
let name: RoundName;
let ledger: PromptLedger;
let leader: BotProcess;
let follower: BotProcess;

beforeAll(async () => void (azurite = await startAzurite()));
afterAll(() => azurite.stop());

/** A round in a new table; the first replica has begun to send when the second one starts. */
beforeEach(async () => {
  const environment = {
    AZURE_TABLES_CONNECTION_STRING: azurite.connectionString,
    AZURE_TABLES_TABLE: `crash${++table}`,
  };
  store = await openStore({
    type: 'azure-tables',
    connectionString: azurite.connectionString,
    table: environment.AZURE_TABLES_TABLE,
  });
  connector = await new TeamsConnector().start();
  const round = await openLargeRound(store, personCount);
  name = round.name;
  ledger = new PromptLedger(store, connector, name, round.persons);
  const start = (REPLICA_ID: string) =>
    startBotProcess({
      ...environment,
      REPLICA_ID,
      SERVICE_URL: connector.url,
      SEND_RATE: String(sendRate),
      BOT_ID: botId,
    });
  const sending = ledger.nextSend();
  leader = await start('first');
  await sending;
  follower = await start('second');
}, 60_000);

afterEach(async () => {
  await Promise.all([leader.kill(), follower.kill()]);
  await connector.stop();
  await store.close();
});

const halfReached = () =>
  eventually('half of the persons are reached', () => ledger.reached >= personCount / 2, 120_000);

/** Expects the remaining replica to send the rest, each message once and without failures. */
async function restIsSent(): Promise<void> {
  const counts = () => countMessages(store, roundPartition(name));
  await eventually('everybody is reached', () => ledger.reached === personCount, 120_000);
  await eventually('every prompt is marked', async () => (await counts()).pending === 0);
  expect(await counts()).toMatchObject({ sent: personCount, pending: 0 });
  expect(ledger.wronglyPrompted).toEqual([]);
  expect(follower.errors).toEqual([]);
}

describe('two replicas on one table', () => {
  it('one takes over when the leader is killed, and repeats only what was under way', async () => {
    await halfReached();
    const crashed = performance.now();
    await leader.kill();
    const unmarked = await ledger.noteCrash();
    const twiceBefore = ledger.promptedTwice;
    await ledger.nextSend();
    const takeover = performance.now() - crashed;
    await restIsSent();

    expect(twiceBefore).toBe(0);
    expect(unmarked).toBeLessThanOrEqual(inFlight);
    expect(takeover).toBeLessThan(takeoverMs);
    process.stdout.write(
      `leader killed: taken over after ${(takeover / 1000).toFixed(1)} s, ${personCount} persons reached, ` +
        `${ledger.promptedTwice} prompted twice (bound ${inFlight}), ${twiceBefore} of them before the kill\n`,
    );
  });

  it('one goes on when the leader is stopped, and nobody gets two', async () => {
    await halfReached();
    const stopped = performance.now();
    const { code, ms } = await leader.terminate();
    const sentAtStop = ledger.reached;
    const lease = await store.get('leases', 'tick-and-sender');
    await ledger.nextSend();
    const handover = performance.now() - stopped;
    await restIsSent();

    expect({ code, leader: leader.errors }).toEqual({ code: 0, leader: [] });
    expect(ms).toBeLessThan(stopMs);
    expect(sentAtStop).toBeLessThan(personCount);
    expect(lease?.value['holder']).not.toBe('first');
    expect(handover - ms).toBeLessThan(handoverMs);
    expect(ledger.promptedTwice).toBe(0);
    process.stdout.write(
      `leader stopped: ended after ${(ms / 1000).toFixed(1)} s with exit code ${code}, the other went on ` +
        `${((handover - ms) / 1000).toFixed(1)} s later, ${personCount} persons reached, 0 prompted twice\n`,
    );
  });
});
