/** Two replicas whose table service is slow and loses every tenth request, before or after it takes effect. */
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../bot/process/store/open-store';
import { countMessages } from '../../src/outbox/message';
import { roundPartition } from '../../src/rounds/round-store';
import { type Handling, startAzurite, startFront } from '../helpers/azurite';
import { type BotProcess, startBotProcess } from '../helpers/bot-process';
import { eventually } from '../helpers/eventually';
import { PromptLedger } from '../helpers/prompt-ledger';
import { seededRandom } from '../helpers/seeded-random';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId } from '../helpers/tenant';
import { openLargeRound } from '../helpers/thousand-goals';
import { mostMs, printFigures } from './figures';

const persons = 300;
const sendRate = 60;
const faultMs = 25_000;
const slowMs = 500;
const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_128);

it('slow and lossy tables lose nothing, and make nobody be asked twice', async () => {
  const azurite = await startAzurite();
  const random = seededRandom(seed);
  let isBroken = true;
  const handled = { pass: 0, lose: 0, break: 0 };
  const front = await startFront(azurite, async (): Promise<Handling> => {
    if (!isBroken) return 'pass';
    await pause(slowMs);
    const drawn = random();
    const handling = drawn < 0.05 ? 'lose' : drawn < 0.1 ? 'break' : 'pass';
    handled[handling] += 1;
    return handling;
  });
  const connector = await new TeamsConnector().start();
  const store = await openStore({
    type: 'azure-tables',
    connectionString: azurite.connectionString,
    table: 'chaos',
  });
  const bots: BotProcess[] = [];
  try {
    const round = await openLargeRound(store, persons);
    const ledger = new PromptLedger(store, connector, round.name, round.persons);
    const start = (REPLICA_ID: string) =>
      startBotProcess({
        ...{ AZURE_TABLES_CONNECTION_STRING: front.connectionString, AZURE_TABLES_TABLE: 'chaos' },
        ...{ REPLICA_ID, SERVICE_URL: connector.url, SEND_RATE: String(sendRate), BOT_ID: botId },
      });
    const sending = ledger.nextSend();
    bots.push(...(await Promise.all([start('first'), start('second')])));
    await sending;
    await pause(faultMs);
    const isFaulty = () => ledger.reached > 0 && handled.lose + handled.break > 10;
    await eventually('enough is lost and broken while some are served', isFaulty, mostMs);
    const during = ledger.reached;
    isBroken = false;
    const end = performance.now();
    await eventually('everybody is reached', () => ledger.reached === persons, 2 * mostMs);
    const servedAfterMs = performance.now() - end;
    const counts = () => countMessages(store, roundPartition(round.name));
    await eventually('every prompt is marked', async () => (await counts()).pending === 0, mostMs);

    printFigures({
      fault:
        `tables of ${slowMs} ms a call, ${handled.lose} answers lost and ${handled.break} requests broken ` +
        `of ${handled.pass + handled.lose + handled.break}, two replicas, ${during} served meanwhile`,
      ...{ persons, lost: persons - ledger.reached, twice: ledger.promptedTwice, servedAfterMs },
    });
    expect(ledger.wronglyPrompted).toEqual([]);
    expect(servedAfterMs).toBeLessThan(mostMs);
    expect(during).toBeGreaterThan(0);
    expect(handled.lose + handled.break).toBeGreaterThan(10);
    expect(await counts()).toMatchObject({ sent: persons });
  } finally {
    await Promise.all(bots.map((bot) => bot.kill()));
    await connector.stop();
    await store.close();
    await front.stop();
    await azurite.stop();
  }
});
