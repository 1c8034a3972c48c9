import pino from 'pino';
import { type RunningBot, startBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { type EndState, findMessage, type Message, pendingMessages } from '../../src/outbox/message';
import { createPacer } from '../../src/outbox/pacer';
import { promptKey } from '../../src/rounds/open-round';
import { roundPartition } from '../../src/rounds/round-store';
import { botId, tenantId } from '../helpers/tenant';
import { collect, during, eachWithStore, name } from '../helpers/fixtures';
import { type Asked, openLargeRound, rememberAll } from '../helpers/large-round';
import { type FaultName, faultNames, type MetFault, randomFaults } from '../helpers/random-faults';
import { clockAt, type SettableClock } from '../helpers/settable-clock';
import { TeamsConnector } from '../helpers/teams-connector';

const persons = 4_000;
const share = 0.2;
const seed = 20261122;

/** Faults after which nothing is sent again, with the end state of the message. */
const final: Partial<Record<FaultName, EndState>> = {
  '500': 'failed',
  '401 not registered': 'failed',
  '403 disabled': 'failed',
  '413': 'failed',
  '403 not in roster': 'not-installed',
  '403 not installed': 'not-installed',
  '403 blocked': 'blocked',
  '403 writes blocked': 'blocked',
};

const stored = eachWithStore();
const partition = roundPartition(name);
let connector: TeamsConnector;
let clock: SettableClock;
let bot: RunningBot;
/** Directory ids by person. */
const idOf = new Map<string, string>();
/** Kinds of the requests that each attempt at a person's message led to. */
let attempts: { readonly personId: string; readonly kinds: readonly string[] }[];

beforeEach(async () => {
  connector = await new TeamsConnector().start();
  clock = clockAt(during.toISOString());
  attempts = [];
  bot = await startBot({
    config: { ...readConfig({ PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId }), tenantId },
    store: stored.store,
    clock,
    log: pino({ level: 'silent' }),
    inFlight: 40,
    // The limits are tested separately; here requests are as fast as the machine allows.
    pacer: createPacer({ app: { count: 10_000, windowMs: 1_000 }, thread: [] }),
    onAttempt: watchAttempts(),
  });
});
afterEach(async () => {
  await bot.stop();
  await connector.stop();
});

/** Assigns each request to its attempt: a person has one message, so there is one attempt at a time. */
function watchAttempts() {
  const since = new Map<string, string[]>();
  let read = 0;
  return ({ recipient }: Message) => {
    for (const { personId = '', kind } of connector.requests.slice(read))
      since.set(personId, [...(since.get(personId) ?? []), kind]);
    read = connector.requests.length;
    const personId = recipient.type === 'person' ? idOf.get(recipient.personId)! : '';
    attempts.push({ personId, kinds: since.get(personId) ?? [] });
    since.delete(personId);
  };
}

/** Advances the clock to the last retry until nothing waits. @returns the number of times it sent */
async function sendUntilNothingWaits(): Promise<number> {
  for (let runs = 1; ; runs++) {
    await bot.send();
    const waiting = await collect(pendingMessages(stored.store, partition));
    if (waiting.length === 0) return runs;
    const moments = waiting.map(({ value }) => value.notBefore).sort();
    clock.set(moments.at(-1)!);
  }
}

interface Fate extends Asked {
  readonly message: Message;
  /** Number of prompts in the person's chat. */
  readonly got: number;
  readonly met: readonly MetFault[];
}

async function fatesOf(asked: readonly Asked[], met: readonly MetFault[]): Promise<Fate[]> {
  const byPerson = groupedBy(met, ({ request }) => request.personId ?? '');
  return Promise.all(
    asked.map(async (person) => ({
      ...person,
      message: (await findMessage(stored.store, partition, promptKey(name, person.personId)))!.value,
      got: connector.sentTo(person.aadObjectId).length,
      met: byPerson.get(person.aadObjectId) ?? [],
    })),
  );
}

/** Prompts whose answer was lost after they were accepted; only these may be in a chat twice. */
const lostPrompts = ({ met }: Fate) =>
  met.filter(({ fault, request }) => fault === 'lost answer' && request.kind !== 'create').length;

/** The end state that the faults of a person lead to. A chat that cannot be created counts as missing. */
function expectedEnd({ met }: Fate): EndState {
  for (const { fault, request } of met) {
    const state = fault === '404 conversation' && request.kind === 'create' ? 'failed' : final[fault];
    if (state) return state;
  }
  return 'sent';
}

describe(`a round with ${persons} persons in which every fifth request goes wrong`, () => {
  it.each([
    ['in chats that are known', true],
    ['in chats that have yet to be created', false],
  ])('neither loses nor repeats a prompt, %s', async (_, known) => {
    const asked = await openLargeRound(stored.store, known ? persons : persons / 4);
    for (const { personId, aadObjectId } of asked) idOf.set(personId, aadObjectId);
    if (known) await rememberAll(stored.store, connector, asked);
    const drawn = randomFaults(share, seed);
    connector.fault = drawn.fault;

    const runs = await sendUntilNothingWaits();

    const fates = await fatesOf(asked, drawn.met);
    report(fates, drawn.met, runs);
    expect(new Set(drawn.met.map(({ fault }) => fault))).toEqual(new Set(faultNames));
    // Every message ended as its faults determine, with a reason if it reached nobody.
    expect(fates.filter((fate) => fate.message.state !== expectedEnd(fate))).toEqual([]);
    expect(fates.filter(({ message: { state, reason } }) => state !== 'sent' && !reason)).toEqual([]);
    // One each, and one more for each answer that was lost after the prompt was accepted.
    const due = (fate: Fate) => (fate.message.state === 'sent' ? 1 : 0) + lostPrompts(fate);
    expect(fates.filter((fate) => fate.got !== due(fate))).toEqual([]);
    // The client retries nothing by itself: an attempt is one prompt, or a new chat and one prompt in it.
    const shapes = new Set(attempts.map(({ kinds }) => kinds.join(' ')));
    expect([...shapes].filter((shape) => !oneAttempt.test(shape))).toEqual([]);
    const counted = fates.reduce((sum, { message }) => sum + message.attempts, 0);
    expect(attempts).toHaveLength(counted);
  });
});

function groupedBy<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

const oneAttempt = /^(create |create$)?(send|reply)?$/;

function report(fates: readonly Fate[], met: readonly MetFault[], runs: number): void {
  const states = groupedBy(fates, ({ message }) => message.state);
  const twice = fates.filter(({ got }) => got > 1).length;
  process.stdout.write(
    `${fates.length} persons, ${connector.requests.length} requests with ${met.length} faults in ${runs} runs: ` +
      [...states].map(([state, { length }]) => `${length} ${state}`).join(', ') +
      `; ${twice} persons got it more than once, all after a lost answer; ` +
      `${fates.filter(({ message, got }) => message.state !== 'sent' && got > 0).length} got it but ended otherwise\n`,
  );
}
