/**
 * A year of five programmes and 500 persons: what each of them was really sent, against the calendar worked out by hand.
 * Leaders ask at random, and owners respond or not; one decides on requests for support at random, and is told at once of what turns.
 * What is sent of that is kept by hand as well.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { startBot, type RunningBot } from '../../bot/process/bot';
import { readConfig } from '../../bot/config/config';
import { createPacer, limitsFor } from '../../src/outbox/pacer';
import { type Message } from '../../src/outbox/message';
import { withAddedFields } from '../../src/goals/stages/added-fields';
import { buildDigest } from '../../src/digest/build-digest';
import { listRounds } from '../../src/rounds/round-store';
import { openSqliteStore } from '../../src/storage/sqlite/sqlite-store';
import { type EntityStore } from '../../src/storage/store';
import { answerEverything } from '../helpers/answer-everything';
import { clockAt } from '../helpers/settable-clock';
import { TeamsConnector } from '../helpers/teams-connector';
import { botId, tenantId } from '../helpers/tenant';
import { type BigProgramme, firstOf, hasStages, personsEach, saveFiveHundred } from './five-hundred-persons';
import { QuestionsOfTheYear } from './questions-of-the-year';
import { SupportOfTheYear } from './support-of-the-year';
import { userOf } from './year-bot';

/**
 * Of each round's 100 persons 50 answer when they are asked, 30 when they are first reminded, 10 when they are
 * reminded again, 5 after the deadline where late replies are taken, and 5 never (with those 5: 10).
 * So the first reminder goes to 50, the second to 20, and one after the deadline to 10. The last ten persons are in
 * all four units: their four heads hear of it, or the one coordinator.
 *
 * In the strategic goals and the half-year follow-up, another 100 persons answer first: 60 when they are asked, 30 when
 * they are reminded on the 20th working day, 10 never. So that reminder goes to 40, and those ten get every later one.
 * The first 100 get no prompt but one message when their goal's first part is in, or on the 22nd working day.
 *
 * Rounds and weekly digests in 2026, by hand (working days are parted by Epiphany, Easter, May Day and Ascension;
 * Midsummer, Independence Day (a Sunday) and Christmas lie between the rounds):
 * - strategic-goals, 10th to 30th working day, late replies for 3 more: 16.1.–13.2./18.2. with Mondays 19.1., 26.1.,
 *   2.2., 9.2., 16.2.; 16.4.–18.5./21.5. with 20.4., 27.4., 4.5., 11.5., 18.5.; 14.7.–11.8./14.8. with 20.7., 27.7.,
 *   3.8., 10.8.; 14.10.–11.11./16.11. with 19.10., 26.10., 2.11., 9.11., 16.11.: 19 Mondays, 4 deadlines, 4 closings.
 * - productivity-key-results, 5th to 25th: 9.1.–6.2., 9.4.–8.5., 7.7.–4.8., 7.10.–4.11. with 4 Mondays each: 16 and 4.
 * - half-year-follow-up and productivity-programme, 10th to 30th: 16.1.–13.2. and 14.7.–11.8. with 4 Mondays each:
 *   8 and 2.
 * - county-survey, 15.1.–2.5.: Mondays 19.1. to 27.4. are 15, Easter Monday's digest goes out on Tuesday; 15 and 1.
 *
 * The half-year follow-up has its channel to itself in Swedish. The other four share it in Finnish, so it gets a front
 * post in each week that has a Monday or a closing of one of them: the 16 Mondays of the key results; 9.2., 16.2.,
 * 11.5., 18.5., 10.8., 9.11. and 16.11. of the strategic goals alone; 23.2. to 6.4. (7) of the survey alone. Every closing
 * is in one of these weeks: 30 posts.
 */
const byHand: Readonly<Record<string, Figures>> = {
  'strategic-goals': {
    rounds: 4,
    prompt: 400,
    'last-part': 400,
    reminder: 4 * (40 + (50 + 10) + (20 + 10) + (10 + 10)),
    escalation: 4 * (4 + 1),
    digest: 0,
  },
  'productivity-key-results': { rounds: 4, prompt: 400, reminder: 4 * (50 + 20), escalation: 0, digest: 0 },
  'half-year-follow-up': {
    rounds: 2,
    prompt: 200,
    'last-part': 200,
    reminder: 2 * (40 + (50 + 10) + (20 + 10)),
    escalation: 2 * (4 + 1),
    digest: 10,
  },
  'productivity-programme': {
    rounds: 2,
    prompt: 200,
    reminder: 2 * (50 + 20),
    escalation: 2 * 1,
    digest: 0,
  },
  'county-survey': { rounds: 1, prompt: 100, reminder: 50 + 20, escalation: 1, digest: 0 },
};

const frontsByHand = 16 + 7 + 7;

interface Figures {
  rounds: number;
  prompt: number;
  /** Only where there are stages. */
  'last-part'?: number;
  reminder: number;
  escalation: number;
  digest: number;
}

/** How many messages of a round a person waits for before answering; the last five never do. */
function patience(index: number): number {
  if (index < 50) return 1;
  if (index < 80) return 2;
  if (index < 90) return 3;
  return index < 95 ? 4 : Infinity;
}

/** The same of those who are asked first. */
function patienceAtFirst(index: number): number {
  if (index < 10) return Infinity;
  return index < 70 ? 1 : 2;
}

const clock = clockAt('2026-01-01T00:00:00Z');
const counted = new Map<string, Figures>();
/** The weeks of front posts. */
const fronts: string[] = [];
/** Messages about a round by person, until the person answers. */
const waiting = new Map<string, number>();
const answering: { programme: BigProgramme; period: string; personId: string }[] = [];

let folder: string;
let store: EntityStore;
let connector: TeamsConnector;
let bot: RunningBot;
let programmes: readonly BigProgramme[];
let questions: QuestionsOfTheYear;
let support: SupportOfTheYear;
let isDigestSent = false;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seuranta-year-'));
  store = openSqliteStore(path.join(folder, 'seuranta.db'));
  connector = await new TeamsConnector().start();
  programmes = await saveFiveHundred(store, clock.now());
  // A question is about the whole goal, and goes to all who answer for it: here one person.
  const unstaged = programmes.filter(({ programme }) => !hasStages(programme));
  const yearBot = { store, connector, endpoint, now: () => clock.now() };
  questions = new QuestionsOfTheYear(yearBot, unstaged);
  support = new SupportOfTheYear(
    yearBot,
    programmes.find(({ programme }) => programme.collectsSupport)!,
  );
  const environment = { PORT: '0', SERVICE_URL: connector.url, BOT_ID: botId, SEURANTA_DATA: folder };
  bot = await startBot({
    config: { ...readConfig(environment), tenantId },
    store,
    clock,
    log: pino({ level: 'silent' }),
    // The virtual clock leaves no time for Teams' limits, which are tested elsewhere.
    pacer: createPacer(limitsFor(100_000)),
    inFlight: 16,
    onAttempt: (message, { type }) => type === 'sent' && count(message),
  });
  await support.chooseAtOnce();
});

afterAll(async () => {
  await bot.stop();
  await connector.stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function count(message: Message): void {
  const { key: messageKey, kind, data, recipient, edits } = message;
  // An edit of a post that stands is no other digest.
  if (edits || questions.sent(message) || support.sent(message)) return;
  isDigestSent ||= kind === 'front' || kind === 'digest';
  if (kind === 'front') return void fronts.push(messageKey);
  const { programmeId, period } = data as unknown as { programmeId: string; period: string };
  const figures = counted.get(programmeId) ?? { rounds: 0, prompt: 0, reminder: 0, escalation: 0, digest: 0 };
  counted.set(programmeId, figures);
  figures[kind as keyof Figures] = (figures[kind as keyof Figures] ?? 0) + 1;
  if (recipient.type !== 'person' || kind === 'escalation') return;
  const { personId } = recipient;
  const key = `${programmeId}|${period}|${personId}`;
  const heard = (waiting.get(key) ?? 0) + 1;
  waiting.set(key, heard);
  const programme = programmes.find((each) => each.programme.id === programmeId)!;
  const index = Number(/-(\d{3})@/.exec(personId)![1]);
  const isFirst = personId === firstOf(programme.programme, index);
  if (heard === (isFirst ? patienceAtFirst(index) : patience(index)))
    answering.push({ programme, period, personId });
}

const endpoint = () => `http://127.0.0.1:${bot.server.port}/api/messages`;

async function answerAll(): Promise<void> {
  for (let next = answering.shift(); next; next = answering.shift()) {
    const { programme, period, personId } = next;
    const user = userOf({ store, connector, endpoint }, personId);
    const goals = programme.goals.map((goal) => withAddedFields(goal, programme.programme));
    const round = { programmeId: programme.programme.id, period };
    await answerEverything(user, round, goals, new Map(), support.shiftIn(programme, period));
    support.answered(personId, period);
  }
}

/** Every day at the hours at which something may be due in summer or winter time, and between them; UTC. */
const times = ['04:00', '05:00', '06:00', '07:00', '08:00', '10:30', '13:00', '13:15', '14:00', '14:15'];

function* moments(): Iterable<string> {
  const day = new Date('2026-01-01T00:00:00Z');
  for (; day.getUTCFullYear() === 2026; day.setUTCDate(day.getUTCDate() + 1))
    for (const time of times) yield `${day.toISOString().slice(0, 10)}T${time}:00Z`;
}

it('sends in a year what the calendar says, to whom it concerns', async () => {
  const began = performance.now();
  let ticks = 0;
  for (const moment of moments()) {
    clock.set(moment);
    isDigestSent = false;
    await bot.tick();
    ticks++;
    await questions.goOn(isDigestSent);
    await support.goOn(isDigestSent);
    await answerAll();
  }
  for (const round of await listRounds(store)) {
    counted.get(round.programmeId)!.rounds++;
    expect(round.status).toBe('closed');
    const { persons, late } = await buildDigest(store, round, clock.now());
    const isLateTaken = round.closes !== undefined;
    const [first, firstDone] = round.stage ? [personsEach, 90] : [0, 0];
    expect([persons.asked, persons.done, late]).toEqual([
      personsEach + first,
      (isLateTaken ? 95 : 90) + firstDone,
      isLateTaken ? 5 : 0,
    ]);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  questions.expectSentByHand();
  support.expectSentByHand();
  expect(Math.min(...Object.values({ ...questions.figures, ...support.figures }))).toBeGreaterThan(0);
  process.stdout.write(`${table(Object.fromEntries(counted), ticks, seconds)}\n`);
  expect(Object.fromEntries(counted)).toEqual(byHand);
  expect([fronts.length, new Set(fronts).size]).toEqual([frontsByHand, frontsByHand]);
  expect(seconds).toBeLessThan(300);
});

function table(figures: Readonly<Record<string, Figures>>, ticks: number, seconds: number): string {
  const head = ['programme', 'rounds', 'prompts', 'last parts', 'reminders', 'escalations', 'digests'];
  const rows = Object.entries(figures).map(([id, each]) => [
    ...[
      id,
      each.rounds,
      each.prompt,
      each['last-part'] ?? 0,
      each.reminder,
      each.escalation,
      each.digest,
    ].map(String),
  ]);
  const lines = [head, ...rows].map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(26) : cell.padStart(12))).join(''),
  );
  const { asked, reminded, responded, digestsWithWaiting } = questions.figures;
  const about = `${asked} questions, ${reminded} reminders of them, ${responded} responses, ${digestsWithWaiting} digests with waiting ones`;
  const { decided, digestsWithOld, toldAtOnce, toldAsking } = support.figures;
  const aboutSupport = `${decided} requests for support decided, ${digestsWithOld} digests with old ones, ${toldAtOnce} messages at once with ${toldAsking} new requests`;
  return [
    ...lines,
    `${fronts.length} front posts`,
    about,
    aboutSupport,
    `2026 in ${ticks} ticks and ${seconds} s`,
  ].join('\n');
}
