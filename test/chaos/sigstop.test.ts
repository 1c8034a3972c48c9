/** The operating system stops the leading replica in the middle of sending and resumes it after a minute. */
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../bot/process/store/open-store';
import { countMessages } from '../../src/outbox/message';
import { roundPartition } from '../../src/rounds/round-store';
import { startAzurite } from '../helpers/azurite';
import { type BotProcess, startBotProcess } from '../helpers/bot-process';
import { eventually } from '../helpers/eventually';
import { PromptLedger } from '../helpers/prompt-ledger';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId } from '../helpers/tenant';
import { openLargeRound } from '../helpers/thousand-goals';
import { mostMs, printFigures } from './figures';

const persons = 600;
const sendRate = 60;
/** Most requests that the bot has in flight at this rate, see `inFlightFor` in bot/process/bot.ts. */
const inFlight = Math.ceil(sendRate / 4);
const stoppedMs = 62_000;

it('a leader that was stopped for 62 s sends nothing that another replica has sent meanwhile', async () => {
  const azurite = await startAzurite();
  const connector = await new TeamsConnector().start();
  const where = { type: 'azure-tables', connectionString: azurite.connectionString, table: 'stop' } as const;
  const store = await openStore(where);
  const bots: BotProcess[] = [];
  try {
    const round = await openLargeRound(store, persons);
    const ledger = new PromptLedger(store, connector, round.name, round.persons);
    const start = (REPLICA_ID: string) =>
      startBotProcess({
        ...{ AZURE_TABLES_CONNECTION_STRING: where.connectionString, AZURE_TABLES_TABLE: where.table },
        ...{ REPLICA_ID, SERVICE_URL: connector.url, SEND_RATE: String(sendRate), BOT_ID: botId },
      });
    const sending = ledger.nextSend();
    const leader = await start('first');
    bots.push(leader);
    await sending;
    bots.push(await start('second'));
    await eventually('a third is reached', () => ledger.reached >= persons / 3, mostMs);

    process.kill(leader.pid, 'SIGSTOP');
    const stopped = performance.now();
    const underWay = await ledger.noteCrash();
    const beforeStop = ledger.promptedTwice;
    await ledger.nextSend();
    const takeoverMs = performance.now() - stopped;
    await pause(Math.max(0, stoppedMs - takeoverMs));
    process.kill(leader.pid, 'SIGCONT');
    const end = performance.now();
    await eventually('everybody is reached', () => ledger.reached === persons, 2 * mostMs);
    const servedAfterMs = performance.now() - end;
    const counts = () => countMessages(store, roundPartition(round.name));
    await eventually('every prompt is marked', async () => (await counts()).pending === 0, mostMs);

    printFigures({
      fault: `leader stopped for 62 s, taken over after ${(takeoverMs / 1000).toFixed(1)} s`,
      ...{ persons, lost: persons - ledger.reached, twice: ledger.promptedTwice, servedAfterMs },
      explained: `${underWay} were under way at the stop, at most ${inFlight} can be`,
    });
    expect(beforeStop).toBe(0);
    expect(underWay).toBeLessThanOrEqual(inFlight);
    expect(ledger.wronglyPrompted).toEqual([]);
    expect(servedAfterMs).toBeLessThan(mostMs);
  } finally {
    for (const { pid } of bots) process.kill(pid, 'SIGCONT');
    await Promise.all(bots.map((bot) => bot.kill()));
    await connector.stop();
    await store.close();
    await azurite.stop();
  }
});
