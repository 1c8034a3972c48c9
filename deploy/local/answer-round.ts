/** Scripted persons answer a round through the bot's endpoint, and try answers that the bot must refuse. */
import { type Card } from '../../cards/render';
import { inputPrefix } from '../../cards/parts/goals/field-elements';
import { loadRegister } from '../../src/goals/register';
import { type Goal } from '../../src/goals/schema';
import { withAddedFields } from '../../src/goals/stages/added-fields';
import { findMessage, type Receipt } from '../../src/outbox/message';
import { loadPerson } from '../../src/people/directory';
import { loadReplies } from '../../src/replies/reply-store';
import { type Reply } from '../../src/replies/reply';
import { promptKey } from '../../src/rounds/open-round';
import {
  listOpenRounds,
  loadRequests,
  previousRound,
  type RoundName,
  roundPartition,
} from '../../src/rounds/round-store';
import { type EntityStore } from '../../src/storage/store';
import { badText, plausibleText, randomFrom } from './plausible-answers';
import { actionData, inputsOf, submit, sureData, type TeamsUser } from './scripted-user';

export interface AnswerOptions {
  readonly store: EntityStore;
  readonly round: RoundName;
  readonly endpoint: string;
  readonly tenantId: string;
  readonly botId: string;
  /** Persons who answer by hand. */
  readonly except: readonly string[];
  readonly onPerson?: () => void;
}

export interface AnswerFigures {
  readonly persons: number;
  readonly goals: number;
  /** Goals that a co-owner, answering at the same time, answered first. */
  readonly yielded: number;
  /** Bad submits, and how many of them the bot refused. */
  readonly bad: number;
  readonly turnedDown: number;
  readonly failures: readonly string[];
}

/** Persons who answer at the same time. */
const atOnce = 4;

export async function answerRound(options: AnswerOptions): Promise<AnswerFigures> {
  const figures = { persons: 0, goals: 0, yielded: 0, bad: 0, turnedDown: 0, failures: [] as string[] };
  const persons = (await loadRequests(options.store, options.round))
    .map((request) => request.personId)
    .filter((personId) => !options.except.includes(personId));
  const knowledge = await loadKnowledge(options);
  const work = async () => {
    for (let personId = persons.shift(); personId; personId = persons.shift()) {
      await answerAll(options, personId, knowledge, figures).catch((error: unknown) =>
        figures.failures.push(`${personId}: ${String(error)}`),
      );
      figures.persons++;
      options.onPerson?.();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return figures;
}

interface Knowledge {
  readonly goals: ReadonlyMap<string, Goal>;
  readonly previous: ReadonlyMap<string, Reply>;
}

async function loadKnowledge({ store, round }: AnswerOptions): Promise<Knowledge> {
  const { programme, goals } = (await loadRegister(store, round.programmeId))!;
  const earlier = await previousRound(store, round);
  return {
    goals: new Map(goals.map((goal) => [goal.id, withAddedFields(goal, programme)])),
    previous: earlier ? await loadReplies(store, earlier) : new Map<string, Reply>(),
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

async function answerAll(
  options: AnswerOptions,
  personId: string,
  knowledge: Knowledge,
  figures: Mutable<AnswerFigures>,
): Promise<void> {
  const user = await userOf(options, personId);
  const random = randomFrom(`${options.round.programmeId}|${personId}`);
  const yielded = new Map<string, number>();
  const answered = new Set<string>();
  let card = await cardOf(user, 'start', { ...options.round, each: true });
  for (let data = actionData(card, 'save'); data; data = actionData(card, 'save')) {
    const goal = knowledge.goals.get(String(data['goalId']))!;
    const isBad = random() < 0.15;
    if (isBad) await tryBad(user, card, data, figures);
    // A refused answer is kept as a draft, which "no change" does not discard.
    const unchanged = !isBad && random() < 0.2 ? actionData(card, 'unchanged') : undefined;
    const typed = unchanged ? {} : answersTo(card, goal, knowledge.previous.get(goal.id), random);
    const next = unchanged
      ? await repeated(user, unchanged)
      : await savedOrConfirmed(user, { ...data, ...typed });
    if (saved(next)) answered.add(goal.id);
    // Each of the others who answer at the same time may have been faster once.
    else if ((yielded.get(goal.id) ?? 0) + 1 >= atOnce)
      throw new Error(`${goal.id} was not saved: ${JSON.stringify(typed).slice(0, 200)}`);
    else yielded.set(goal.id, (yielded.get(goal.id) ?? 0) + 1);
    // If a co-owner answered first, that answer stays, and the person continues with what is still open.
    card = saved(next) ? next : await cardOf(user, 'start', { ...options.round, each: true });
  }
  figures.goals += answered.size;
  figures.yielded += yielded.size;
}

/** Saves, and confirms whatever the bot asks about. */
async function savedOrConfirmed(user: TeamsUser, data: Record<string, unknown>): Promise<Card> {
  const card = await cardOf(user, 'save', data);
  const sure = sureData(card);
  return saved(card) || !sure ? card : cardOf(user, 'save', { ...data, ...sure });
}

/** Gives last period's answers again; where that locks them, the bot asks first. */
async function repeated(user: TeamsUser, data: Record<string, unknown>): Promise<Card> {
  const card = await cardOf(user, 'unchanged', data);
  const asked = actionData(card, 'unchanged');
  return saved(card) || asked?.['sure'] === undefined ? card : cardOf(user, 'unchanged', asked);
}

async function userOf(
  { store, round, endpoint, tenantId, botId }: AnswerOptions,
  personId: string,
): Promise<TeamsUser> {
  const person = await loadPerson(store, personId);
  const receipt = await receiptOf(store, promptKey(round, personId), personId);
  if (!person?.aadObjectId || !receipt) throw new Error('got no prompt');
  return {
    name: person.name,
    aadObjectId: person.aadObjectId,
    receipt,
    endpoint,
    tenantId,
    botId,
  };
}

/** Where the prompt is, or the message that told of its round together with others. */
async function receiptOf(store: EntityStore, key: string, personId: string): Promise<Receipt | undefined> {
  const rounds = await listOpenRounds(store);
  const prompts = await Promise.all(
    rounds.map((each) => findMessage(store, roundPartition(each), promptKey(each, personId))),
  );
  const messages = prompts.flatMap((row) => (row ? [row.value] : []));
  const telling = messages.filter((message) => message.key === key || message.told?.includes(key));
  return telling.find(({ receipt }) => receipt)?.receipt;
}

async function cardOf(user: TeamsUser, verb: string, data: object): Promise<Card> {
  const { type, value } = await submit(user, verb, data);
  if (type !== 'application/vnd.microsoft.card.adaptive') throw new Error(`${verb}: ${String(value)}`);
  return value as Card;
}

function answersTo(
  card: Card,
  goal: Goal,
  previous: Reply | undefined,
  random: () => number,
): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const input of inputsOf(card)) {
    const last = previous?.answers[input.id.slice(inputPrefix.length)];
    typed[input.id] = plausibleText(input, goal, last, random);
  }
  // If all fields of a goal are optional, one of them has to be answered.
  const [first] = inputsOf(card);
  if (first && Object.values(typed).every((text) => text === '')) typed[first.id] = 'Ei muutoksia.';
  return typed;
}

/** Submits an invalid value; the card must come back with the same goal and nothing saved. */
async function tryBad(
  user: TeamsUser,
  card: Card,
  data: Record<string, unknown>,
  figures: Mutable<AnswerFigures>,
): Promise<void> {
  const bad = inputsOf(card).flatMap((input) => {
    const text = badText(input);
    return text === undefined ? [] : [[input.id, text] as const];
  })[0];
  if (!bad) return;
  figures.bad++;
  const back = await cardOf(user, 'save', { ...data, [bad[0]]: bad[1] });
  if (!saved(back) && actionData(back, 'save')?.['goalId'] === data['goalId']) figures.turnedDown++;
}

/** A saved goal is confirmed on a green background at the top of the next card. */
function saved(card: Card): boolean {
  const [top] = card['body'] as { style?: string }[];
  return top?.style === 'good';
}
